using System.Globalization;
using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>A container of the chart that reads the gateway's variables.</summary>
internal enum ChartContainer
{
    Gateway,
    MigrationJob,
}

/// <summary>A variable that the chart sets itself in a container, so that a Secret cannot.</summary>
/// <param name="By">What the stack's values say to that end; null where the chart does it unasked.</param>
internal sealed record ShadowedVariable(string Name, string Because, SettingsPath? By = null);

/// <summary>What this program makes of a chart version.</summary>
internal enum ChartSupport
{
    /// <summary>Its templates were read.</summary>
    Known,

    /// <summary>Newer than any whose templates were read.</summary>
    Newer,

    /// <summary>Its templates do not honour the references.</summary>
    Refused,
}

/// <summary>What one version of the mcp-stack chart does with the variables it is given (read in its templates, 0.9.0 to 1.0.8).</summary>
internal sealed class ChartContract
{
    /// <summary>The newest version whose templates were read.</summary>
    public const string Newest = ChartSettings.NewestVersion;

    private static readonly Version NewestVersion = Parse(Newest)!.Value.Number;
    private static readonly Version FirstRelease = new(1, 0, 0);
    private static readonly string[] Postgres =
        ["POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "DATABASE_URL"];

    private readonly Version _version;

    private ChartContract(Version version) => _version = version;

    /// <summary>The contract of a version; a newer one than is known is taken to be like the newest known.</summary>
    public static ChartContract For(string version) => new(Parse(version)?.Number ?? NewestVersion);

    /// <summary>Whether a version can be used, and if not why not. A version that does not read as one is refused.</summary>
    public static (ChartSupport Support, string? Reason) Judge(string version)
    {
        if (Parse(version) is not { } parsed)
            return (ChartSupport.Refused, "is not a chart version such as " + Newest);
        if (parsed.Number < FirstRelease)
            return (ChartSupport.Refused, "ignores the references: its gateway reads neither extraEnvFrom nor extraEnvVarsSecret");
        if (parsed.Number == FirstRelease && parsed.Prerelease)
        {
            return (ChartSupport.Refused,
                "is a pre-release that honours the references only in part: its migration Job or its hook phase cannot be set");
        }

        return parsed.Number > NewestVersion ? (ChartSupport.Newer, null) : (ChartSupport.Known, null);
    }

    /// <summary>Variables that the chart's own <c>env:</c> entries win in a container, with the values at hand.</summary>
    public IReadOnlyList<ShadowedVariable> Shadowed(ChartContainer container, StackSettings settings) =>
        Shadowed(container, settings.Redis, settings.Values);

    /// <inheritdoc cref="Shadowed(ChartContainer, StackSettings)"/>
    /// <param name="values">The stack's own values of the chart.</param>
    public IReadOnlyList<ShadowedVariable> Shadowed(ChartContainer container, RedisSettings redis, IReadOnlyDictionary<string, object?> values) =>
        container == ChartContainer.Gateway ? [.. ShadowedInGateway(redis, values)] : [.. ShadowedInMigrationJob()];

    private static IEnumerable<ShadowedVariable> ShadowedInMigrationJob()
    {
        foreach (var name in Postgres)
            yield return new(name, "the migration Job sets it from the database's Secret");
        yield return new("LOG_LEVEL", "the migration Job always sets it");
    }

    private IEnumerable<ShadowedVariable> ShadowedInGateway(RedisSettings redis, IReadOnlyDictionary<string, object?> values)
    {
        foreach (var name in Postgres)
            yield return new(name, "the chart sets it from the database's Secret; use mcp-infra:database");
        yield return new("REDIS_URL", "the chart always sets it; use mcp-infra:redis");
        if (redis is RedisSettings.Bundled)
        {
            foreach (var name in (string[])["REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD"])
                yield return new(name, "the chart sets it for the bundled Redis; use mcp-infra:redis");
        }

        yield return new("ENABLE_METRICS", "the chart sets it from mcpContextForge.metrics.enabled");
        if (_version >= new Version(1, 0, 2))
            yield return new("MCPGATEWAY_SKIP_MIGRATIONS", "the chart sets it from migration.enabled");
        foreach (var shadowed in ShadowedByValues(values))
            yield return shadowed;
    }

    private IEnumerable<ShadowedVariable> ShadowedByValues(IReadOnlyDictionary<string, object?> values)
    {
        if (_version >= new Version(1, 0, 3))
        {
            string[] setByDefault = ["MAX_CONNECTIONS", "SOCKET_TIMEOUT", "SOCKET_CONNECT_TIMEOUT", "SSL", "SSL_CHECK_HOSTNAME", "SSL_KEYFILE"];
            foreach (var name in setByDefault.Select(word => "RATELIMITER_REDIS_" + word))
            {
                var path = "mcpContextForge.config." + name;
                if (!ValueTree.Has(values, path))
                    yield return new(name, $"the chart sets it from {path}; set that to \"\" to free it");
                else if (ValueTree.IsSet(values, path))
                    yield return new(name, $"the chart sets it from {path}; set that to \"\" to free it", At(path));
            }

            string[] setOnRequest = ["URL", "CA_CERTS", "CLIENT_CERT"];
            foreach (var name in setOnRequest.Select(word => "RATELIMITER_REDIS_" + word))
            {
                if (ValueTree.IsSet(values, "mcpContextForge.config." + name))
                    yield return new(name, $"the stack's values set mcpContextForge.config.{name}", At("mcpContextForge.config." + name));
            }
        }

        // The chart's own is true, and what templates take for false is not set.
        if (!ValueTree.Has(values, "mcpContextForge.metrics.enabled") || ValueTree.IsSet(values, "mcpContextForge.metrics.enabled"))
        {
            foreach (var (name, word) in (IEnumerable<(string, string)>)[("METRICS_EXCLUDED_HANDLERS", "excludedHandlers"), ("METRICS_CUSTOM_LABELS", "customLabels")])
            {
                var path = "mcpContextForge.metrics." + word;
                if (ValueTree.IsSet(values, path))
                    yield return new(name, $"the stack's values set {path}", At(path));
            }
        }

        if (ValueTree.IsTrue(values, "mcpContextForge.pluginConfig.enabled"))
            yield return new("PLUGINS_CONFIG_FILE", "the stack's values enable mcpContextForge.pluginConfig", At("mcpContextForge.pluginConfig.enabled"));
        foreach (var (name, path) in ExtraEnv(values))
            yield return new(name, "the stack's values set it in mcpContextForge.extraEnv", path);
    }

    /// <summary>The variables of the gateway that the stack's own values set, each with its place.</summary>
    public static IEnumerable<(string Name, SettingsPath Path)> ExtraEnv(IReadOnlyDictionary<string, object?> values)
    {
        if (ValueTree.At(values, "mcpContextForge.extraEnv") is not IReadOnlyList<object?> extraEnv)
            yield break;
        for (var index = 0; index < extraEnv.Count; index++)
        {
            if (extraEnv[index] is IReadOnlyDictionary<string, object?> entry && entry.TryGetValue("name", out var name) && name is string text)
                yield return (text, At("mcpContextForge.extraEnv").Index(index));
        }
    }

    /// <summary>A chart path, which is written with plain dots, as a path of the stack.</summary>
    public static SettingsPath At(string chartPath) => chartPath.Split('.').Aggregate(SettingsPath.Of("values"), (path, key) => path.Key(key));

    private static (Version Number, bool Prerelease)? Parse(string text)
    {
        var version = text.StartsWith('v') ? text[1..] : text;
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var number = dash < 0 ? version : version[..dash];
        var parts = number.Split('.');
        return parts.Length == 3 && parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? (Version.Parse(number), dash >= 0)
            : null;
    }
}
