namespace McpInfra.Printing;

/// <summary>Quoting for a POSIX shell.</summary>
internal static class Shell
{
    /// <summary>A text as one word: in quotes where a shell would see anything else than letters in it.</summary>
    public static string Word(string text, bool always = false) =>
        !always && text.Length > 0 && text.All(IsPlain) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':' or '@' or ',';
}

/// <summary>A word that stands in quotes also where it needs none, so that its neighbors look alike.</summary>
internal readonly record struct Quoted(string Text);
