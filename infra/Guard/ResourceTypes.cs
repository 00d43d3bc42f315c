namespace McpInfra.Guard;

/// <summary>Pulumi type tokens that the rules know.</summary>
internal static class ResourceTypes
{
    public const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";

    public static bool IsRelease(string type) => type == "kubernetes:helm.sh/v3:Release";

    public static bool IsExternalSecrets(string type) => type.StartsWith("kubernetes:external-secrets.io/", StringComparison.Ordinal);

    /// <summary>Whether its texts may hold expressions of a template, which name values and hold none.</summary>
    public static bool HasTemplates(string type) => IsExternalSecrets(type) || type.StartsWith("kubernetes:secrets.hashicorp.com/", StringComparison.Ordinal);

    public static bool IsSealedSecret(string type) => type == "kubernetes:bitnami.com/v1alpha1:SealedSecret";
}
