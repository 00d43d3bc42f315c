namespace McpInfra.Plaintext;

/// <summary>
/// Credentials that the chart or the gateway ships, by value and by place: everybody can read them (mcp-stack's
/// values.yaml 0.9.0 to 1.0.8, and the gateway's own list of weak values).
/// </summary>
internal static class ShippedCredentials
{
    private const string SigningKey = "my-test-key-but-now-longer-than-32-bytes";
    private const string EncryptionSecret = "my-test-salt";
    private const string Password = "changeme";
    private const string DatabasePassword = "test123";
    private const string RedisPassword = "change-me-redis";
    private const string DatabaseOwner = "admin";

    /// <summary>Name of the database of the bundled Postgres.</summary>
    public const string DatabaseName = "postgresdb";

    public const string DatabaseUser = DatabaseOwner;

    /// <summary>1.0.8 is the first that ships no encryption secret.</summary>
    private static readonly Version FirstWithoutEncryptionSecret = new(1, 0, 8);

    private static readonly HashSet<string> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        SigningKey, EncryptionSecret, Password, DatabasePassword, RedisPassword,
        "admin123", "minioadmin", "minioadminchangeme", "my-test-key", "test-secret", "my-secret",
    };

    /// <summary>Those that are words or names elsewhere.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { Password, "test-secret", "my-secret", "minioadmin" };

    /// <summary>For tests, which must see each found.</summary>
    public static IReadOnlyCollection<string> All => Values;

    /// <summary>Whether a text is one of them, wherever it stands.</summary>
    public static bool Are(string text) => Values.Contains(text.Trim());

    /// <summary>Whether nobody writes such a text for another reason: others are ordinary words, or names of Secrets.</summary>
    public static bool AreUnmistakable(string text) => Are(text) && !Words.Contains(text);

    /// <summary>What a chart version ships at a path; empty where it ships nothing. It is in force where nobody sets another.</summary>
    public static string At(string path, string chartVersion) => path switch
    {
        "mcpContextForge.secret." + ChartCredentials.JwtSecretKey => SigningKey,
        "mcpContextForge.secret." + ChartCredentials.AuthEncryptionSecret => ShipsEncryptionSecret(chartVersion) ? EncryptionSecret : "",
        "mcpContextForge.secret." + ChartCredentials.BasicAuthPassword => Password,
        "mcpContextForge.secret." + ChartCredentials.PlatformAdminPassword => Password,
        "mcpContextForge.secret." + ChartCredentials.DefaultUserPassword => Password,
        "postgres.credentials.password" => DatabasePassword,
        "redis.auth.password" => RedisPassword,
        _ => "",
    };

    private static bool ShipsEncryptionSecret(string chartVersion) =>
        Version.TryParse(chartVersion.TrimStart('v').Split('-', '+')[0], out var version) && version < FirstWithoutEncryptionSecret;
}
