using System.Text.RegularExpressions;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Guard;

/// <summary>What an input must not be. Pure: one leaf in, at most one problem with its remedy out.</summary>
internal sealed partial class PlaintextRules(HeldSecrets held)
{
    private const string UseCatalog = "Name it under mcp-infra:secrets; the chart then takes it from a Kubernetes Secret.";

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
        var layers = EncodedText.Layers(text).ToList();
        if (layers.Exists(held.Occurs))
            return ("a secret that this program holds", UseCatalog);
        if (layers.Select(SecretPatterns.Describe).FirstOrDefault(found => found is not null) is { } looksLike)
            return ($"what looks like {looksLike}", UseCatalog);
        if (leaf.IsKey || IsCiphertext(type, leaf))
            return null;
        if (ResourceTypes.ValuesPath(type) is { } values && IsChartCredential(values, leaf.Path))
            return ("a credential of the chart that must stay empty", UseCatalog);
        return SecretFields.HoldsSecret(leaf.Name, text) && !IsRemoteKey(type, leaf)
            ? ($"a literal value under the name of a secret ({text.Length} characters)", UseCatalog)
            : null;
    }

    /// <summary>Where secret values belong: the version of an AWS secret.</summary>
    private static bool IsTheOnePlace(string type, InputLeaf leaf) =>
        type == ResourceTypes.SecretVersion && leaf is { Path: "secretString", IsKey: false };

    /// <param name="values">Where the resource holds the chart's values.</param>
    private static bool IsChartCredential(string values, string path) =>
        path.StartsWith(values, StringComparison.Ordinal) && ChartCredentials.Paths.Contains(path[values.Length..]);

    /// <summary>What kubeseal encrypted stands under the name of what it is; it is held to be no known secret even so.</summary>
    private static bool IsCiphertext(string type, InputLeaf leaf) =>
        ResourceTypes.IsSealedSecret(type) && leaf.Path.StartsWith("spec.encryptedData.", StringComparison.Ordinal) && SealedCiphertext.Matches(leaf.Text!);

    /// <summary>What External Secrets Operator calls the key that it writes.</summary>
    private static bool IsRemoteKey(string type, InputLeaf leaf) => ResourceTypes.IsExternalSecrets(type) && leaf.Name == "secretKey";

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex TemplateExpression();
}
