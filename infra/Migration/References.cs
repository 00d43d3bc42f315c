using McpInfra.Migration.Yaml;
using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>
/// The values file that gives a running Helm release the references, before this program takes the release over: taken from
/// the very values that the program would send.
/// </summary>
internal static class References
{
    private static readonly string[] EnvFrom = ["mcpContextForge.extraEnvFrom", "mcpContextForge.extraEnvVarsSecret"];

    /// <summary>Credentials that must not fall back to what the chart ships, and the Secrets that take their place.</summary>
    private static readonly string[] InPlaceOfCredentials =
    [
        "mcpContextForge.env.postgres.db", "mcpContextForge.secret", "postgres.credentials", "postgres.existingSecret", "postgres.enabled", "postgres.external", "redis.auth", "redis.enabled", "redis.external",
        "pgadmin.existingSecret", "pgadmin.env.password", "minio.existingSecret", "minio.credentials",
    ];

    /// <param name="withoutInline">Whether the inline values are gone, so that their places are kept empty.</param>
    public static string Of(StackSettings settings, SecretCatalog catalog, bool withoutInline)
    {
        var tree = ChartValues.For(settings, catalog).ToTree();
        var picked = new Dictionary<string, object?>();
        foreach (var path in withoutInline ? EnvFrom.Concat(InPlaceOfCredentials) : EnvFrom)
        {
            if (ValueTree.At(tree, path) is { } value)
                Set(picked, path.Split('.'), Named(value));
        }

        return "# Written by `migrate --write`; the last values file that Helm is given. It names Secrets and holds none.\n" + YamlText.Block(picked);
    }

    /// <summary>Names of Secrets as texts: during a migration they carry no version.</summary>
    private static object? Named(object? value) => value switch
    {
        SecretName name => name.ToString(),
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Named(entry.Value)),
        IReadOnlyList<object?> list => list.Select(Named).ToList(),
        _ => value,
    };

    private static void Set(Dictionary<string, object?> tree, IReadOnlyList<string> keys, object? value)
    {
        var map = tree;
        foreach (var key in keys.SkipLast(1))
        {
            if (map.GetValueOrDefault(key) is not Dictionary<string, object?> inner)
                map[key] = inner = [];
            map = inner;
        }

        map[keys[^1]] = value;
    }
}
