namespace McpInfra.Printing;

/// <summary>Comments in YAML files: each on one line, whatever is in it.</summary>
internal static class CommentLines
{
    /// <summary>Lines that each begin with <c>#</c> and end with a line feed.</summary>
    public static string Of(Words words, string before = "# ") =>
        string.Concat(words.SplitLines().Select(line => $"{before}{Visible.Of(line.ToString())}\n"));
}
