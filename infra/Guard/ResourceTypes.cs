namespace McpInfra.Guard;

/// <summary>Pulumi type tokens that the rules know.</summary>
internal static class ResourceTypes
{
    public const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";

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

    public static bool IsExternalSecrets(string type) => type.StartsWith("kubernetes:external-secrets.io/", StringComparison.Ordinal);

    /// <summary>Whether its texts may hold expressions of a template, which name values and hold none.</summary>
    public static bool HasTemplates(string type) => IsExternalSecrets(type) || type.StartsWith("kubernetes:secrets.hashicorp.com/", StringComparison.Ordinal);

    public static bool IsSealedSecret(string type) => type == "kubernetes:bitnami.com/v1alpha1:SealedSecret";
}
