namespace McpInfra.Audit;

/// <summary>
/// Credentials that the chart or the gateway ships, by value: everybody can read them (mcp-stack's values.yaml 0.9.0 to
/// 1.0.8, and the gateway's own list of weak values).
/// </summary>
internal static class ShippedCredentials
{
    private static readonly HashSet<string> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        "changeme", "test123", "admin123", "change-me-redis", "minioadmin", "minioadminchangeme",
        "my-test-key", "my-test-key-but-now-longer-than-32-bytes", "my-test-salt", "test-secret", "my-secret",
    };

    /// <summary>For tests, which must see each found.</summary>
    public static IReadOnlyCollection<string> All => Values;

    public static bool Are(string text) => Values.Contains(text.Trim());
}
