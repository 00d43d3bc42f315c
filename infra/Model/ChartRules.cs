using McpInfra.Contract;
using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>What the chart at hand makes of a stack's settings.</summary>
internal static class ChartRules
{
    private static readonly SettingsPath Values = SettingsPath.Of("values");

    private const int LongestName = 63;

    public static void Check(StackSettings settings, Problems problems)
    {
        CheckVersion(settings.Chart, problems);
        CheckName(settings.Chart, problems);
        CheckReleaseName(settings.Release, problems);
        CheckOwnedPaths(settings, problems);
        CheckSwitches(settings.Values, problems);
        CheckExtraEnv(settings.Values, problems);
        CheckServiceAccount(settings, problems);
        CheckServerVariables(settings, problems);
        CheckPartsWithoutReference(settings, problems);
        CheckPgBouncer(settings, problems);
        CheckShadowed(settings, problems);
        CheckReplicas(settings.Values, problems);
    }

    private static void CheckVersion(ChartSettings chart, Problems problems)
    {
        var path = SettingsPath.Of("chart").Key("version");
        var (support, reason) = ChartContract.Judge(chart.Version);
        if (support == ChartSupport.Refused)
        {
            problems.Change(path, $"{Problems.Quote(path, chart.Version)} {reason}.", ChartTable.NewestVersion);
        }
        else if (support == ChartSupport.Newer)
        {
            problems.Warn(path, $"'{chart.Version}' is newer than {ChartTable.NewestVersion}, the newest whose templates were read; check that it honours the references, as 'chart check' would.");
        }
    }

    /// <summary>A chart names its Deployments after itself. What a directory's is called stands in a file that need not be here.</summary>
    private static void CheckName(ChartSettings chart, Problems problems)
    {
        if (ChartLocation.Of(chart) is ChartLocation.Oci { Name: not ChartNames.Chart and var name })
        {
            problems.Warn(SettingsPath.Of("chart").Key("source"),
                $"is a chart called '{name}', which names the gateway's Deployment after itself: what is patched, restarted or left to the autoscaler by its name, which ends with {ChartNames.Chart}{ChartNames.GatewayEnd}, is not found. Publish it as {ChartNames.Chart}.");
        }
    }

    private static void CheckReleaseName(ReleaseSettings release, Problems problems)
    {
        var name = ChartNames.GatewayDeployment(release.Name);
        if (name.Length > LongestName)
        {
            problems.Change(SettingsPath.Of("release").Key("name"),
                $"makes a Deployment name of {name.Length} characters, '{name}', which is also a label; Kubernetes takes {LongestName}.", "mcp");
        }
    }

    private static void CheckOwnedPaths(StackSettings settings, Problems problems)
    {
        foreach (var touched in OwnedPaths.TouchedBy(settings.Values))
        {
            var path = touched.Keys.Aggregate(Values, (path, key) => path.Key(key));
            if (touched.IsAbove)
                problems.WrongType(path, "a map of chart values", KindOf(touched.Value), example: null);
            else if (touched.Keys.Exists(key => key.Contains('.', StringComparison.Ordinal)))
                problems.Remove(path, $"is one key with dots in it, which the chart does not read, and its path belongs to the program: {touched.Owned.Instead}.");
            else
                problems.Remove(path, $"belongs to the program: {touched.Owned.Instead}.");
        }
    }

    private static void CheckSwitches(IReadOnlyDictionary<string, object?> values, Problems problems)
    {
        // A null is not sent, which is said where values are read.
        foreach (var path in ChartTable.Rows.OfType<ChartSetting>().Where(row => row.IsSwitch).Select(row => row.Path))
        {
            if (ValueTree.At(values, path) is { } value and not bool)
                problems.NoSwitch(At(path), KindOf(value), value is string text && bool.TryParse(text, out var flag) && flag);
        }
    }

    /// <summary>An entry is added to it, and the chart would write anything else where Kubernetes wants a list.</summary>
    private static void CheckExtraEnv(IReadOnlyDictionary<string, object?> values, Problems problems)
    {
        if (ValueTree.At(values, ChartNames.ExtraEnv) is { } value and not IReadOnlyList<object?>)
            problems.WrongType(At(ChartNames.ExtraEnv), "a list such as [{name: LOG_LEVEL, value: INFO}]", KindOf(value), example: null);
    }

    private static string KindOf(object? value) => value switch
    {
        null => "empty",
        bool => "true or false",
        string => "text",
        IReadOnlyDictionary<string, object?> => "a map",
        IReadOnlyList<object?> => "a list",
        _ => "a number",
    };

    private static void CheckServiceAccount(StackSettings settings, Problems problems)
    {
        if (settings.Database is DatabaseSettings.External && ValueTree.IsTrue(settings.Values, "serviceAccount.create"))
        {
            problems.Change(At("serviceAccount.create"), "must be false with an external database: the migration Job runs before the chart makes the ServiceAccount that it needs. "
                + "Make one yourself and name it in mcp-infra:values.serviceAccount.name.", "false");
        }
    }

    private static void CheckServerVariables(StackSettings settings, Problems problems)
    {
        foreach (var (name, path) in ChartContract.ExtraEnv(settings.Values))
        {
            var server = ChartContract.ServerVariables.GetValueOrDefault(name) ?? (name.StartsWith("POSTGRES_", StringComparison.Ordinal) ? "mcp-infra:database" : null);
            if (name == ChartValues.ListsVariable)
                problems.Remove(path, $"sets {name}, which belongs to the program: it holds a digest of the lists of keys, and pods roll when one changes.");
            else if (server is not null)
                problems.Remove(path, $"sets {name}, which belongs to the program: use {server}.");
        }
    }

    /// <summary>Parts of the chart that write a credential in plain text and take no reference instead.</summary>
    private static void CheckPartsWithoutReference(StackSettings settings, Problems problems)
    {
        foreach (var refused in ChartCredentials.All.Where(row => row.Fate == Fate.Refused && row.When.All(condition => Holds(condition, settings.Values))))
            problems.Change(At(refused.When[^1].Switch), refused.Refusal, "false");
    }

    /// <summary>Whether a switch stands so with a stack's values; what is no switch is reported elsewhere.</summary>
    private static bool Holds(Condition condition, IReadOnlyDictionary<string, object?> values) =>
        condition.IsOn == (ChartDefaults.IsOn(condition.Switch) ? ValueTree.At(values, condition.Switch) is not false : ValueTree.IsTrue(values, condition.Switch));

    private static void CheckReplicas(IReadOnlyDictionary<string, object?> values, Problems problems)
    {
        if (ValueTree.At(values, ChartNames.ReplicaCount) is null || !GatewayScaling.IsOn(values))
            return;
        var (least, most) = GatewayScaling.Of(values);
        problems.Warn(At(ChartNames.ReplicaCount),
            $"is not what one gets: the chart's autoscaler is on, and has {least} to {most} of them. Say mcpContextForge.hpa.minReplicas and maxReplicas in its place, or switch the autoscaler off.",
            problems.Command.Set(At(GatewayScaling.Switch), "false"));
    }

    private static void CheckPgBouncer(StackSettings settings, Problems problems)
    {
        if (settings.Database is DatabaseSettings.External && ValueTree.IsTrue(settings.Values, "pgbouncer.enabled"))
        {
            problems.Warn(At("pgbouncer.enabled"),
                "needs a database password of letters, digits and - _ . alone: PgBouncer joins it into a URL without escaping it, and this program does not make it.");
        }
    }

    private static void CheckShadowed(StackSettings settings, Problems problems)
    {
        var contract = ChartContract.For(settings.Chart.Version);
        var inGateway = contract.Shadowed(ChartContainer.Gateway, settings).ToLookup(variable => variable.Name);
        var inJob = settings.Database is DatabaseSettings.External
            ? contract.Shadowed(ChartContainer.MigrationJob, settings).ToLookup(variable => variable.Name)
            : Enumerable.Empty<ShadowedVariable>().ToLookup(variable => variable.Name);
        foreach (var secret in settings.Secrets)
        {
            var path = SecretRules.PathOf(secret.Name);

            // Reported at the value that sets the variable: the secret itself may be a default, of which the file says nothing.
            foreach (var by in inGateway[secret.Name].Where(variable => variable.By is not null))
                problems.Remove(by.By!.Value, $"hides the secret {secret.Name} from the gateway: {by.Because}.", ProblemKind.Shadowed);
            if (inGateway[secret.Name].FirstOrDefault() is { } gateway)
            {
                if (gateway.By is null)
                    problems.Remove(path, $"would never reach the gateway: {gateway.Because}.", ProblemKind.Shadowed);
            }
            else if (inJob[secret.Name].FirstOrDefault() is { } job)
                problems.Warn(path, $"reaches the gateway and not the migration Job: {job.Because}.", kind: ProblemKind.Shadowed);
        }
    }

    private static SettingsPath At(string chartPath) => ChartContract.At(chartPath);
}
