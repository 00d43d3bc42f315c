using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// Whether a field holds a secret, by its name and what stands in it: asked of a stack file's texts and of every input of
/// every resource, so that both sides judge alike.
/// </summary>
internal static partial class SecretFields
{
    /// <summary>Words of settings whose names end in a secret's word, such as <c>REQUIRE_AUTH: optional</c>.</summary>
    private static readonly HashSet<string> SwitchWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "yes", "no", "on", "off", "none", "enabled", "disabled", "required", "optional", "basic", "bearer", "digest", "jwt", "oauth", "oauth2",
    };

    public static bool HoldsSecret(string name, string text) =>
        text.Length > 0 && SensitiveNames.Matches(name) && !IsReference(name) && !IsSwitch(name, text);

    /// <summary>Fields that name a Secret or a key of one, and hold no value.</summary>
    public static bool IsReference(string name)
    {
        // An annotation names its Secret: nginx.ingress.kubernetes.io/auth-tls-secret: namespace/name.
        var isAnnotation = name.Contains('/', StringComparison.Ordinal);
        return (isAnnotation ? AnnotationReference() : Reference()).IsMatch(name[(name.LastIndexOf('/') + 1)..]);
    }

    /// <summary>Switches and small numbers; a count, such as <c>MAX_TOKENS: 4096</c>, is any number.</summary>
    private static bool IsSwitch(string name, string text) =>
        SwitchWords.Contains(text) || (text.All(char.IsAsciiDigit) && (text.Length <= 2 || Counted().IsMatch(name)));

    [GeneratedRegex("(existing|tls|pull)[-_]?secrets?\\z|existing[-_]?secret", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex("(existing|tls|pull|auth)[-_]?secrets?\\z|existing[-_]?secret", RegexOptions.IgnoreCase)]
    private static partial Regex AnnotationReference();

    [GeneratedRegex("tokens\\z", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();
}
