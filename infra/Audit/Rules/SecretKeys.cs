using McpInfra.Audit.Files;
using McpInfra.Yaml;

namespace McpInfra.Audit.Rules;

/// <summary>Which keys a Secret has that an object makes; null where its file does not say.</summary>
internal static class SecretKeys
{
    public static IEnumerable<string> At(ManifestObject maker, string path) => At(maker.Node, path);

    public static IEnumerable<string> At(YamlNode node, string path) => Nodes.Entries(Nodes.At(node, path)).Select(entry => entry.Key);

    /// <summary>Kubernetes itself fills in a ServiceAccount's token, and another program a copy.</summary>
    public static IReadOnlyCollection<string>? OfSecret(ManifestObject secret) =>
        secret.TextAt("type") == "kubernetes.io/service-account-token" || SecretCopies.IsCopy(secret) ? null : [.. At(secret, "data"), .. At(secret, "stringData")];

    /// <summary>A template's keys take the place of those that are read, unless it merges or has none (External Secrets Operator, <c>ApplyTemplate</c>).</summary>
    /// <param name="spec">Where the ExternalSecret's own spec is.</param>
    public static IReadOnlyCollection<string>? OfExternal(ManifestObject maker, string spec)
    {
        var template = spec + ".target.template";
        if (Nodes.Items(Nodes.At(maker.Node, template + ".templateFrom")).Count > 0)
            return null;
        var written = At(maker, template + ".data").ToList();
        if (written.Count > 0 && maker.TextAt(template + ".mergePolicy") != "Merge")
            return written;
        return Nodes.At(maker.Node, spec + ".dataFrom") is not null
            ? null
            : [.. Nodes.Items(Nodes.At(maker.Node, spec + ".data")).Select(item => Nodes.Text(item, "secretKey")).OfType<string>(), .. written];
    }

    public static IReadOnlyCollection<string>? OfCertificate(ManifestObject certificate) =>
        Nodes.At(certificate.Node, "spec.keystores") is not null || Nodes.At(certificate.Node, "spec.additionalOutputFormats") is not null
            ? null
            : ["tls.crt", "tls.key", "ca.crt"];

    /// <summary>Those of an entry of kustomize's <c>secretGenerator</c>.</summary>
    public static IReadOnlyCollection<string>? OfGenerator(YamlNode generator)
    {
        if (Nodes.At(generator, "envs") is not null || Nodes.At(generator, "env") is not null || Nodes.Text(generator, "behavior") == "merge")
            return null;
        return
        [
            .. Texts(generator, "literals").Select(pair => pair.Split('=')[0]),
            .. Texts(generator, "files").Select(file => file.Contains('=', StringComparison.Ordinal) ? file.Split('=')[0] : file[(file.LastIndexOf('/') + 1)..]),
        ];
    }

    private static IEnumerable<string> Texts(YamlNode generator, string path) => Nodes.Items(Nodes.At(generator, path)).OfType<ScalarNode>().Select(item => item.Text);
}
