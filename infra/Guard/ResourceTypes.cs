using McpInfra.Yaml;

namespace McpInfra.Guard;

/// <summary>Pulumi type tokens that the rules know.</summary>
internal static class ResourceTypes
{
    public const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";

    public const string KubernetesProvider = "pulumi:providers:kubernetes";

    public const string Release = "kubernetes:helm.sh/v3:Release";

    /// <summary>Where a resource that installs a chart holds the chart's values; null for any other.</summary>
    public static string? ValuesPath(string type) => type switch
    {
        Release => "values.",
        "kubernetes:argoproj.io/v1alpha1:Application" => "spec.source.helm.valuesObject.",
        "kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease" => "spec.values.",
        "kubernetes:fleet.cattle.io/v1alpha1:HelmOp" => "spec.helm.values.",
        _ => null,
    };

    /// <summary>The inputs with the kind that a Kubernetes type names, as an object in a file has them.</summary>
    public static MappingNode WithKind(string type, MappingNode inputs) => type.Split(':') is ["kubernetes", var group, var kind] && inputs.Find("kind") is null
        ? new MappingNode([new MappingEntry("apiVersion", ScalarNode.OfText(group == "core/v1" ? "v1" : group)), new MappingEntry("kind", ScalarNode.OfText(kind)), .. inputs.Entries])
        : inputs;
}
