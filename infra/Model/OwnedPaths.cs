using System.Collections.Immutable;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Chart values that this program writes or keeps empty, so that a stack's free <c>values</c> may not.</summary>
internal static class OwnedPaths
{
    /// <summary>A chart path and what to use in its place.</summary>
    internal sealed record Owned(string Path, string Instead);

    /// <summary>A place in a stack's values that an owned path does not leave to it.</summary>
    /// <param name="Keys">The keys that lead there, each as it is written.</param>
    /// <param name="IsAbove">Whether something else than a map stands above the owned path.</param>
    internal sealed record Touched(ImmutableList<string> Keys, object? Value, Owned Owned, bool IsAbove);

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
    /// Where a stack's values touch an owned path: at it, below it, or above it with a value that is no map. An empty map,
    /// as <c>pulumi config rm</c> leaves one behind, touches nothing.
    /// </summary>
    public static IEnumerable<Touched> TouchedBy(IReadOnlyDictionary<string, object?> values) =>
        Leaves(values, []).SelectMany(leaf => All.Select(owned => Touch(leaf.Keys, leaf.Value, owned)).OfType<Touched>());

    private static Touched? Touch(ImmutableList<string> keys, object? value, Owned owned)
    {
        var path = owned.Path.Split('.');

        // A key with dots in it, as 'pulumi config set' without --path makes one, means the path to whoever wrote it.
        var taken = 0;
        for (var index = 0; index < keys.Count; index++)
        {
            var parts = keys[index].Split('.');
            var common = Math.Min(parts.Length, path.Length - taken);
            if (!parts.Take(common).SequenceEqual(path.Skip(taken).Take(common)))
                return null;
            taken += common;
            if (taken == path.Length)
                return new Touched(keys.GetRange(0, index + 1), value, owned, IsAbove: false);
        }

        return keys.Exists(key => key.Contains('.', StringComparison.Ordinal)) ? null : new Touched(keys, value, owned, IsAbove: true);
    }

    /// <summary>Everything that is not a map with entries; a list counts whole.</summary>
    private static IEnumerable<(ImmutableList<string> Keys, object? Value)> Leaves(IReadOnlyDictionary<string, object?> map, ImmutableList<string> above) =>
        map.SelectMany(entry => entry.Value is IReadOnlyDictionary<string, object?> inner
            ? Leaves(inner, above.Add(entry.Key))
            : [(above.Add(entry.Key), entry.Value)]);
}
