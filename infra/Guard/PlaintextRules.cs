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

        var text = ResourceTypes.HasTemplates(type) ? TemplateExpression().Replace(leaf.Text, "") : leaf.Text;
        var layers = Layers(text, DecodingDepth).ToList();
        if (layers.Exists(held.Occurs))
            return ("a secret that this program holds", UseCatalog);
        if (layers.Select(SecretPatterns.Describe).FirstOrDefault(found => found is not null) is { } looksLike)
            return ($"what looks like {looksLike}", UseCatalog);
        if (leaf.IsKey || IsCiphertext(type, leaf))
            return null;
        if (ResourceTypes.ValuesPath(type) is { } values && ChartPaths.Contains(values, leaf.Path))
            return ("a credential of the chart that must stay empty", UseCatalog);
        return SecretFields.HoldsSecret(leaf.Name, text) && !IsRemoteKey(type, leaf)
            ? ($"a literal value under the name of a secret ({text.Length} characters)", UseCatalog)
            : null;
    }

    /// <summary>Where secret values belong: the version of an AWS secret.</summary>
    private static bool IsTheOnePlace(string type, InputLeaf leaf) =>
        type == ResourceTypes.SecretVersion && leaf is { Path: "secretString", IsKey: false };

    /// <summary>What kubeseal encrypted stands under the name of what it is; it is held to be no known secret even so.</summary>
    private static bool IsCiphertext(string type, InputLeaf leaf) =>
        ResourceTypes.IsSealedSecret(type) && leaf.Path.StartsWith("spec.encryptedData.", StringComparison.Ordinal) && SealedCiphertext.Matches(leaf.Text!);

    /// <summary>A text and what is encoded in it.</summary>
    private static IEnumerable<string> Layers(string text, int depth) =>
        depth == 0 ? [text] : Decoded(text).SelectMany(inner => Layers(inner, depth - 1)).Prepend(text);

    /// <summary>
    /// What stands behind base64 and URL escapes in a text. Letters, '/', '-' and '_' before an encoded text are base64
    /// too, as in <c>x/ENCODED</c>, and shift it: whatever stands there, one of four starts fits.
    /// </summary>
    private static IEnumerable<string> Decoded(string text)
    {
        foreach (Match run in Base64Run().Matches(text))
        {
            var digits = run.Value.TrimEnd('=').Replace('-', '+').Replace('_', '/');
            for (var start = 0; start < 4; start++)
            {
                // One digit more than a multiple of four says nothing.
                var length = digits.Length - start;
                var aligned = digits.Substring(start, length % 4 == 1 ? length - 1 : length);
                var bytes = new byte[aligned.Length];
                if (Convert.TryFromBase64String(aligned.PadRight((aligned.Length + 3) / 4 * 4, '='), bytes, out var decoded))
                    yield return Encoding.UTF8.GetString(bytes, 0, decoded);
            }
        }

        if (text.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(text) is var unescaped && unescaped != text)
            yield return unescaped;
    }

    /// <summary>What External Secrets Operator calls the key that it writes.</summary>
    private static bool IsRemoteKey(string type, InputLeaf leaf) => ResourceTypes.IsExternalSecrets(type) && leaf.Name == "secretKey";

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex TemplateExpression();

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{12,}={0,2}")]
    private static partial Regex Base64Run();

    private static class ChartPaths
    {
        private static readonly HashSet<string> Paths =
        [
            .. ChartCredentials.GatewayVariables.Select(name => "mcpContextForge.secret." + name),
            .. ChartCredentials.OtherPaths,
            "mcpContextForge.config.RATELIMITER_REDIS_URL",
            "monitoring.grafana.adminPassword",
            "postgres.external.password",
            "redis.external.url",
            "testing.registration.jwt.secret",
        ];

        /// <param name="values">Where the resource holds the chart's values.</param>
        public static bool Contains(string values, string path) =>
            path.StartsWith(values, StringComparison.Ordinal) && Paths.Contains(path[values.Length..]);
    }
}
