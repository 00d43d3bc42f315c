using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Chart values that this program writes or keeps empty, so that a stack's free <c>values</c> may not.</summary>
internal static class OwnedPaths
{
    /// <summary>A chart path and what to use in its place.</summary>
    internal sealed record Owned(string Path, string Instead);

    public static IReadOnlyList<Owned> All { get; } =
    [
        new("mcpContextForge.extraEnvVarsSecret", "use mcp-infra:extraEnvVarsSecret"),
        new("mcpContextForge.extraEnvFrom", "use mcp-infra:extraEnvVarsSecret"),
        new("mcpContextForge.env.postgres.db", "use mcp-infra:database.name"),
        new("mcpContextForge.env.redis", "use mcp-infra:redis"),
        new("mcpContextForge.config.RATELIMITER_REDIS_URL", "it can hold a password: use mcp-infra:secrets.RATELIMITER_REDIS_URL"),
        new("mcpContextForge.ingress.enabled", "use mcp-infra:gateway"),
        new("mcpContextForge.ingress.host", "use mcp-infra:gateway.host"),
        new("mcpContextForge.ingress.className", "use mcp-infra:gateway.ingressClass"),
        new("mcpContextForge.ingress.tls", "use mcp-infra:gateway.tlsSecret"),
        new("migration.enabled", "mcp-infra:database.mode decides it"),
        new("migration.hookPhase", "mcp-infra:database.mode decides it"),
        new("migration.hostKey", "the program writes the database's Secret"),
        new("migration.portKey", "the program writes the database's Secret"),
        new("postgres.enabled", "use mcp-infra:database.mode"),
        new("postgres.existingSecret", "the program writes the database's Secret"),
        new("postgres.credentials", "use mcp-infra:database"),
        new("postgres.external", "use mcp-infra:database"),
        new("redis.enabled", "use mcp-infra:redis.mode"),
        new("redis.external", "use mcp-infra:redis"),
        new("redis.auth", "use mcp-infra:redis"),
        new("pgadmin.existingSecret", "the program makes pgAdmin's Secret when pgadmin.enabled is true"),
        new("pgadmin.passwordKey", "the program makes pgAdmin's Secret when pgadmin.enabled is true"),
        new("pgadmin.env.password", "the program makes pgAdmin's Secret when pgadmin.enabled is true"),
        new("minio.existingSecret", "the program makes MinIO's Secret when minio.enabled is true"),
        new("minio.credentials", "the program makes MinIO's Secret when minio.enabled is true"),
        new("global.nameOverride", "use mcp-infra:release.name"),
        new("global.fullnameOverride", "use mcp-infra:release.name"),
        .. ChartCredentials.GatewayVariables.Select(variable =>
            new Owned("mcpContextForge.secret." + variable, "it is a secret: use mcp-infra:secrets." + variable)),
    ];

    /// <summary>
    /// The owned paths that a stack's values touch: at the path, above it with a value that is no map, or below it. An
    /// empty map, as <c>pulumi config rm</c> leaves one behind, touches nothing.
    /// </summary>
    public static IEnumerable<Owned> TouchedBy(IReadOnlyDictionary<string, object?> values)
    {
        var leaves = ValueTree.Leaves(values)
            .Where(leaf => leaf.Value is not IReadOnlyDictionary<string, object?> && leaf.Path.Length > 0)
            .Select(leaf => leaf.Path).ToList();
        return All.Where(owned => leaves.Any(leaf => Within(leaf, owned.Path) || Within(owned.Path, leaf)));
    }

    private static bool Within(string path, string ancestor) =>
        path == ancestor
        || (path.StartsWith(ancestor, StringComparison.Ordinal) && path[ancestor.Length] is '.' or '[');
}
