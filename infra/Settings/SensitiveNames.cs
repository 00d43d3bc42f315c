using System.Text.RegularExpressions;

namespace McpInfra.Settings;

/// <summary>Whether a field's name says that its value is a secret: by its last word or two, in any spelling.</summary>
internal static partial class SensitiveNames
{
    private static readonly HashSet<string> LastWords =
        ["password", "passwd", "pwd", "passphrase", "secret", "token", "credential", "credentials"];

    private static readonly HashSet<string> BeforeKey =
        ["secret", "private", "api", "access", "signing", "encryption"];

    public static bool Matches(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value.ToLowerInvariant()).ToArray();
        if (words.Length == 0)
            return false;
        return LastWords.Contains(words[^1])
            || words[^1] is "apikey" or "secretkey" or "privatekey"
            || (words.Length > 1 && words[^1] == "key" && BeforeKey.Contains(words[^2]));
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();
}
