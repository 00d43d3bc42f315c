using McpInfra.Contract;
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

/// <summary>What one version of the mcp-stack chart does with the variables it is given.</summary>
internal sealed class ChartContract
{
    private static readonly Version Newest = ChartVersion.NumberOf(ChartTable.NewestVersion);
    private static readonly Version FirstRelease = new(1, 0, 0);
    private static readonly IReadOnlyList<ChartVariable> Variables = [.. ChartTable.Rows.OfType<ChartVariable>()];

    /// <summary>Variables that every version sets in the gateway, whatever the values say.</summary>
    public static IReadOnlySet<string> AlwaysSetInGateway { get; } =
        Variables.Where(row => row is { When: SetWhen.Always, Since: "" }).Select(row => row.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Variables of the gateway's servers, by the settings of this program that decide them.</summary>
    public static IReadOnlyDictionary<string, string> ServerVariables { get; } =
        Variables.Where(row => row.Server.Length > 0).ToDictionary(row => row.Name, row => "mcp-infra:" + row.Server, StringComparer.Ordinal);

    private readonly Version _version;

    private ChartContract(Version version) => _version = version;

    /// <summary>The contract of a version; a newer one than is known is taken to be like the newest known.</summary>
    public static ChartContract For(string version) => new(ChartVersion.NumberOf(version));

    /// <summary>Whether a version can be used, and if not why not. A version that does not read as one is refused.</summary>
    public static (ChartSupport Support, string? Reason) Judge(string version)
    {
        if (ChartVersion.Parse(version) is not { } parsed)
            return (ChartSupport.Refused, "is not a chart version such as " + ChartTable.NewestVersion);
        if (parsed.Number < FirstRelease)
            return (ChartSupport.Refused, "ignores the references: its gateway reads neither extraEnvFrom nor extraEnvVarsSecret");
        if (parsed.Number == FirstRelease && parsed.IsPrerelease)
        {
            return (ChartSupport.Refused,
                "is a pre-release that honours the references only in part: its migration Job or its hook phase cannot be set");
        }

        return parsed.Number > Newest ? (ChartSupport.Newer, null) : (ChartSupport.Known, null);
    }

    /// <summary>Variables that the chart's own <c>env:</c> entries win in a container, with the values at hand.</summary>
    public IReadOnlyList<ShadowedVariable> Shadowed(ChartContainer container, StackSettings settings) =>
        Shadowed(container, settings.Redis, settings.Values);

    /// <inheritdoc cref="Shadowed(ChartContainer, StackSettings)"/>
    /// <param name="values">The stack's own values of the chart.</param>
    public IReadOnlyList<ShadowedVariable> Shadowed(ChartContainer container, RedisSettings redis, IReadOnlyDictionary<string, object?> values) =>
        container == ChartContainer.Gateway ? [.. ShadowedInGateway(redis, values)] : [.. ShadowedInMigrationJob()];

    private static IEnumerable<ShadowedVariable> ShadowedInMigrationJob() =>
        Variables.Where(row => row.InMigrationJob.Length > 0).Select(row => new ShadowedVariable(row.Name, row.InMigrationJob));

    private IEnumerable<ShadowedVariable> ShadowedInGateway(RedisSettings redis, IReadOnlyDictionary<string, object?> values) =>
    [
        .. Variables.Where(row => (row.Since.Length == 0 || _version >= ChartVersion.NumberOf(row.Since)) && IsSet(row, redis, values))
            .Select(row => new ShadowedVariable(row.Name, row.Because, row.Path.Length > 0 && ValueTree.Has(values, row.Path) ? At(row.Path) : null)),
        .. ExtraEnv(values).Select(entry => new ShadowedVariable(entry.Name, "the stack's values set it in mcpContextForge.extraEnv", entry.Path)),
    ];

    private static bool IsSet(ChartVariable row, RedisSettings redis, IReadOnlyDictionary<string, object?> values) => row.When switch
    {
        SetWhen.Always => true,
        SetWhen.RedisIsBundled => redis is RedisSettings.Bundled,
        SetWhen.NotEmptied => IsSetByDefault(values, row.Path),
        SetWhen.Asked => ValueTree.IsSet(values, row.Path),
        SetWhen.AskedWithMetrics => ValueTree.IsSet(values, row.Path) && IsSetByDefault(values, "mcpContextForge.metrics.enabled"),
        SetWhen.SwitchedOn => ValueTree.IsTrue(values, row.Path),
        SetWhen.Never => false,
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    /// <summary>What the chart itself sets, unless a stack says what templates take for not set.</summary>
    private static bool IsSetByDefault(IReadOnlyDictionary<string, object?> values, string path) => !ValueTree.Has(values, path) || ValueTree.IsSet(values, path);

    /// <summary>The variables of the gateway that the stack's own values set, each with its place.</summary>
    public static IEnumerable<(string Name, SettingsPath Path)> ExtraEnv(IReadOnlyDictionary<string, object?> values)
    {
        if (ValueTree.At(values, ChartNames.ExtraEnv) is not IReadOnlyList<object?> extraEnv)
            yield break;
        for (var index = 0; index < extraEnv.Count; index++)
        {
            if (extraEnv[index] is IReadOnlyDictionary<string, object?> entry && entry.TryGetValue("name", out var name) && name is string text)
                yield return (text, At(ChartNames.ExtraEnv).Index(index));
        }
    }

    /// <summary>A chart path, which is written with plain dots, as a path of the stack.</summary>
    public static SettingsPath At(string chartPath) => chartPath.Split('.').Aggregate(SettingsPath.Of("values"), (path, key) => path.Key(key));
}
