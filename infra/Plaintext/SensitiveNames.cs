using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>Whether a field's name says that its value is a secret: by its last word or two, in any spelling.</summary>
internal static partial class SensitiveNames
{
    private static readonly HashSet<string> LastWords =
    [
        "password", "passwords", "passwd", "pwd", "pass", "passphrase", "secret", "secrets", "token", "tokens", "credential", "credentials",
        "apikey", "secretkey", "privatekey",
    ];

    private static readonly HashSet<string> BeforeKey =
        ["secret", "private", "api", "access", "signing", "encryption", "session", "master", "shared", "account", "license"];

    /// <summary>Variables of the gateway that are secrets although their names do not say so.</summary>
    private static readonly HashSet<string> ByName = ["LANGFUSE_PUBLIC_KEY"];

    public static bool Matches(string name)
    {
        if (ByName.Contains(name))
            return true;
        var words = Word().Matches(name).Select(match => match.Value.ToLowerInvariant()).ToList();

        // A second one of its kind: password2.
        while (words.Count > 1 && char.IsAsciiDigit(words[^1][0]))
            words.RemoveAt(words.Count - 1);
        return words switch
        {
            [] => false,
            [.., var last] when LastWords.Contains(last) => true,
            [.., var before, "key"] => BeforeKey.Contains(before),

            // REDIS_AUTH, and not the chart's redis.auth, which is a map of settings.
            [.., _, "auth"] => true,
            _ => false,
        };
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();
}
