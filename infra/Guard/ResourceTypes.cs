namespace McpInfra.Guard;

/// <summary>Pulumi type tokens that the rules know.</summary>
internal static class ResourceTypes
{
    public const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";

    public static bool IsRelease(string type) => type == "kubernetes:helm.sh/v3:Release";

    public static bool IsExternalSecrets(string type) => type.StartsWith("kubernetes:external-secrets.io/", StringComparison.Ordinal);
}
