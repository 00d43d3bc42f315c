using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Model;

/// <summary>Every credential that the chart ships (its values.yaml, 1.0.8) is written empty, replaced or refused.</summary>
public sealed class ChartCredentialTests
{
    /// <summary>Chart path, what it ships, and the path that takes a Secret in its place where there is one.</summary>
    public static TheoryData<string, string, string?> Shipped() => new()
    {
        { "mcpContextForge.secret.JWT_SECRET_KEY", "my-test-key-but-now-longer-than-32-bytes", null },
        { "mcpContextForge.secret.AUTH_ENCRYPTION_SECRET", "my-test-salt", null },
        { "mcpContextForge.secret.BASIC_AUTH_PASSWORD", "changeme", null },
        { "mcpContextForge.secret.PLATFORM_ADMIN_PASSWORD", "changeme", null },
        { "mcpContextForge.secret.DEFAULT_USER_PASSWORD", "changeme", null },
        { "postgres.credentials.user", "admin", "postgres.existingSecret" },
        { "postgres.credentials.password", "test123", "postgres.existingSecret" },
        { "redis.auth.password", "change-me-redis", "redis.auth.existingSecret" },
        { "pgadmin.env.password", "admin123", "pgadmin.existingSecret" },
        { "minio.credentials.rootUser", "minioadmin", "minio.existingSecret" },
        { "minio.credentials.rootPassword", "minioadminchangeme", "minio.existingSecret" },
    };

    [Theory]
    [MemberData(nameof(Shipped))]
    public void ChartValues_ShippedCredential_IsEmptyAndItsSecretIsNamed(string path, string shipped, string? secretPath)
    {
        var settings = Stacks.Shipped("dev") with
        {
            Values = new Dictionary<string, object?>
            {
                ["pgadmin"] = new Dictionary<string, object?> { ["enabled"] = true },
                ["minio"] = new Dictionary<string, object?> { ["enabled"] = true },
            },
        };

        var tree = ChartValues.For(LoadedStack.Of(settings)).ToTree();

        Assert.Equal("", ValueTree.At(tree, path));
        Assert.DoesNotContain(shipped, ValueTree.Leaves(tree).Select(leaf => leaf.Value as string));
        if (secretPath is not null)
            Assert.IsType<SecretName>(ValueTree.At(tree, secretPath));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Load_ShippedCredentialInValues_IsRefused(string path, string shipped, string? secretPath)
    {
        Assert.NotEqual(path, secretPath);
        AssertRefused(path, $"\"{shipped}\"");
    }

    /// <summary>Credentials that no reference can take the place of: the part of the chart that has them stays off.</summary>
    [Theory]
    [InlineData("monitoring.enabled", "monitoring.grafana.enabled")]
    [InlineData("testing.enabled", "testing.enabled")]
    public void Load_PartWithALiteralCredential_IsRefused(string path, string reported) => AssertRefused(path, "true", reported);

    [Theory]
    [InlineData("mcpContextForge.config.RATELIMITER_REDIS_URL", "redis://x")]
    [InlineData("redis.external.url", "redis://x")]
    [InlineData("postgres.external.password", "x")]
    public void Load_UrlOrPasswordThatTheChartWouldShow_IsRefused(string path, string value) => AssertRefused(path, value);

    private static void AssertRefused(string path, string value, string? reported = null)
    {
        var problems = StackYaml.Baseline.With("mcp-infra:values." + path, value).Problems();

        Assert.Contains(problems, problem => problem.Path == "mcp-infra:values." + (reported ?? path)
            || ("mcp-infra:values." + path).StartsWith(problem.Path + ".", StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.NotNull(problem.Fix));
    }
}
