using McpInfra.Model;

namespace McpInfra.Migration;

/// <summary>The credentials that the chart ships, and that are in force where nobody sets another (its values.yaml, 1.0.0 to 1.0.8).</summary>
internal static class ShippedCredentials
{
    private const string DatabaseOwner = "admin";

    /// <summary>Name of the database of the bundled Postgres.</summary>
    public const string DatabaseName = "postgresdb";

    public const string DatabaseUser = DatabaseOwner;

    /// <summary>1.0.8 is the first that ships no encryption secret.</summary>
    private static readonly Version FirstWithoutEncryptionSecret = new(1, 0, 8);

    private static readonly string[] Known =
    [
        "my-test-key-but-now-longer-than-32-bytes", "my-test-salt", "changeme", "test123", "change-me-redis", "admin123", "minioadmin", "minioadminchangeme",
    ];

    /// <summary>Whether a value is one that the chart ships somewhere.</summary>
    public static bool Contains(string value) => Known.Contains(value);

    /// <summary>What a chart version ships at a path; empty where it ships nothing.</summary>
    public static string At(string path, string chartVersion) => path switch
    {
        "mcpContextForge.secret." + ChartCredentials.JwtSecretKey => Known[0],
        "mcpContextForge.secret." + ChartCredentials.AuthEncryptionSecret => ShipsEncryptionSecret(chartVersion) ? Known[1] : "",
        "mcpContextForge.secret." + ChartCredentials.BasicAuthPassword => Known[2],
        "mcpContextForge.secret." + ChartCredentials.PlatformAdminPassword => Known[2],
        "mcpContextForge.secret." + ChartCredentials.DefaultUserPassword => Known[2],
        "postgres.credentials.password" => Known[3],
        "redis.auth.password" => Known[4],
        _ => "",
    };

    private static bool ShipsEncryptionSecret(string chartVersion) =>
        Version.TryParse(chartVersion.TrimStart('v').Split('-', '+')[0], out var version) && version < FirstWithoutEncryptionSecret;
}
