using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>What the chart does with a secret at a path of its values, and so where that secret must go.</summary>
internal static class ChartTargets
{
    public static Target Of(string path, MergedValues values)
    {
        foreach (var above in (string[])[ChartTable.Variables, ChartTable.Settings])
        {
            if (Below(path, above) is { } name)
                return OfVariable(name);
        }

        if (ChartCredentials.All.FirstOrDefault(row => row.Path == path) is not { Target: { } target } credential)
            return new Target.ByHand("the chart takes no Secret here, so the program cannot carry it: remove it, or have what reads it read a Secret");
        if (credential.When.FirstOrDefault(condition => values.IsOn(condition.Switch) != condition.IsOn) is { } unmet)
            return new Target.Unused(unmet.Otherwise);
        return credential.ExistingSecret is { } existing && values.Text(existing).Length > 0
            ? new Target.Unused("an existingSecret takes its place")
            : target;
    }

    /// <summary>What a path has below one of the chart's maps of variables; null where it is not below it. A key with dots stands in brackets.</summary>
    public static string? Below(string path, string above) =>
        path.StartsWith(above, StringComparison.Ordinal) || path.StartsWith(above.TrimEnd('.') + "[", StringComparison.Ordinal) ? path[above.Length..] : null;

    /// <summary>An entry of <c>mcpContextForge.extraEnv</c>, which the gateway reads last of all.</summary>
    public static Target OfExtraEnv(string name) => name switch
    {
        "DATABASE_URL" => new Target.DatabaseUrl(),
        "REDIS_URL" => new Target.RedisUrl(),
        _ when ChartContract.ServerVariables.ContainsKey(name) => new Target.ByHand($"it overrides what the chart makes of its own settings: set those, and remove {name} from extraEnv"),
        _ => OfVariable(name),
    };

    private static Target OfVariable(string name)
    {
        if (ChartContract.ServerVariables.ContainsKey(name))
            return new Target.Unused($"the chart sets {name} itself, so this one never reached the gateway");
        return TextFormats.EnvironmentVariable.IsValid(name)
            ? new Target.Gateway(name)
            : new Target.ByHand("its key is not the name of an environment variable: rename it, or remove it");
    }
}
