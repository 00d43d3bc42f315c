namespace McpInfra.Plaintext;

/// <summary>Stand-in until the table of formats is here.</summary>
internal sealed record TokenFormatStub(string Id, string Name);

internal static class TokenFormats
{
    public static (TokenFormatStub Format, int Index, int Length)? Find(string text, string around) =>
        SecretPatterns.Describe(text) is { } found and not "a URL with a password" and not "a credential inside a text" ? (new TokenFormatStub("stub", found), 0, text.Length) : null;

    public static IEnumerable<(TokenFormatStub Format, int Index, int Length)> All(string text, string around)
    {
        if (Find(text, around) is { } found)
            yield return found;
    }
}
