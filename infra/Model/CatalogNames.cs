namespace McpInfra.Model;

/// <summary>Names that the program gives to AWS groups and Kubernetes Secrets.</summary>
internal static class CatalogNames
{
    /// <summary>Group of the gateway's generated and configured variables.</summary>
    public const string Gateway = "gateway";

    /// <summary>Group of AUTH_ENCRYPTION_SECRET alone, so that nothing else's change touches it.</summary>
    public const string Encryption = "encryption";

    /// <summary>Group of the variables that somebody else puts.</summary>
    public const string External = "external";

    /// <summary>Kubernetes Secret of the variables read from AWS secrets somebody else makes.</summary>
    public const string Existing = "existing";

    public const string Postgres = "postgres";

    public const string Redis = "redis";

    public const string PgAdmin = "pgadmin";

    public const string Minio = "minio";

    /// <summary>The name the feature request gives to the gateway's Secret.</summary>
    public const string GatewaySecret = "mcp-gateway-external-secret";

    /// <summary>Kubernetes name of the Secret that feeds the gateway from a group.</summary>
    public static string KubernetesName(string group) => group == Gateway ? GatewaySecret : "mcp-gateway-" + group;

    public static string PostgresSecret => "mcp-postgres";

    public static string RedisSecret => "mcp-redis";

    public static string PgAdminSecret => "mcp-pgadmin";

    public static string MinioSecret => "mcp-minio";
}
