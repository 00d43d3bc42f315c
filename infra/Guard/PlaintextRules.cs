using System.Text;
using System.Text.RegularExpressions;
using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Guard;

/// <summary>What an input must not be. Pure: one leaf in, at most one problem with its remedy out.</summary>
internal sealed partial class PlaintextRules(HeldSecrets held)
{
    private const string UseCatalog = "Name it under mcp-infra:secrets; the chart then takes it from a Kubernetes Secret.";

    /// <summary>How many times an encoded text is decoded to look inside it.</summary>
    private const int DecodingDepth = 3;

    /// <param name="type">Pulumi type token of the resource.</param>
    public (string Problem, string Fix)? Check(string type, InputLeaf leaf)
    {
        if (IsTheOnePlace(type, leaf))
            return null;
        if (leaf.IsSecret)
            return ("a value that Pulumi marks as secret", UseCatalog);
        if (string.IsNullOrEmpty(leaf.Text))
            return null;

        var text = ResourceTypes.IsExternalSecrets(type) ? TemplateExpression().Replace(leaf.Text, "") : leaf.Text;
        if (Occurs(text, DecodingDepth))
            return ("a secret that this program holds", UseCatalog);
        if (Describe(text, DecodingDepth) is { } looksLike)
            return ($"what looks like {looksLike}", UseCatalog);
        if (leaf.IsKey)
            return null;
        if (ResourceTypes.IsRelease(type) && ChartPaths.Contains(leaf.Path))
            return ("a credential of the chart that must stay empty", UseCatalog);
        return SensitiveNames.Matches(leaf.Name) && !IsReference(type, leaf) && !IsSwitch(text) && text.Length > 0
            ? ($"a literal value under the name of a secret ({text.Length} characters)", UseCatalog)
            : null;
    }

    /// <summary>Where secret values belong: the version of an AWS secret.</summary>
    private static bool IsTheOnePlace(string type, InputLeaf leaf) =>
        type == ResourceTypes.SecretVersion && leaf is { Path: "secretString", IsKey: false };

    private bool Occurs(string text, int depth) =>
        held.Occurs(text) || (depth > 0 && Decoded(text).Any(inner => Occurs(inner, depth - 1)));

    private static string? Describe(string text, int depth) =>
        SecretPatterns.Describe(text)
        ?? (depth > 0 ? Decoded(text).Select(inner => Describe(inner, depth - 1)).FirstOrDefault(found => found is not null) : null);

    /// <summary>What stands behind base64 and URL escapes in a text.</summary>
    private static IEnumerable<string> Decoded(string text)
    {
        foreach (Match run in Base64Run().Matches(text))
        {
            var padded = run.Value.TrimEnd('=').Replace('-', '+').Replace('_', '/');
            padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
            var bytes = new byte[padded.Length];
            if (Convert.TryFromBase64String(padded, bytes, out var length))
                yield return Encoding.UTF8.GetString(bytes, 0, length);
        }

        if (text.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(text) is var unescaped && unescaped != text)
            yield return unescaped;
    }

    /// <summary>Fields that name a secret or a key of one, and hold no value.</summary>
    private static bool IsReference(string type, InputLeaf leaf) =>
        leaf.Name is "existingSecret" or "tlsSecret"
        || (ResourceTypes.IsExternalSecrets(type) && leaf.Name == "secretKey");

    /// <summary>Settings whose names end in a secret's word and that are switches or small numbers.</summary>
    private static bool IsSwitch(string text) =>
        bool.TryParse(text, out _) || (text.Length <= 4 && text.All(char.IsAsciiDigit));

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex TemplateExpression();

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{12,}={0,2}")]
    private static partial Regex Base64Run();

    private static class ChartPaths
    {
        private static readonly HashSet<string> Paths =
        [
            .. ChartCredentials.GatewayVariables.Select(name => "values.mcpContextForge.secret." + name),
            .. ChartCredentials.OtherPaths.Select(path => "values." + path),
            "values.mcpContextForge.config.RATELIMITER_REDIS_URL",
            "values.monitoring.grafana.adminPassword",
            "values.postgres.external.password",
            "values.redis.external.url",
            "values.testing.registration.jwt.secret",
        ];

        public static bool Contains(string path) => Paths.Contains(path);
    }
}
