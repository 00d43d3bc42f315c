using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>What the chart at hand makes of a stack's settings.</summary>
internal static class ChartRules
{
    private static readonly SettingsPath Values = SettingsPath.Of("values");

    public static void Check(StackSettings settings, Problems problems)
    {
        CheckVersion(settings.Chart, problems);
        CheckOwnedPaths(settings, problems);
        CheckUnmendable(settings, problems);
        CheckPgBouncer(settings, problems);
        CheckShadowed(settings, problems);
    }

    private static void CheckVersion(ChartSettings chart, Problems problems)
    {
        var path = SettingsPath.Of("chart").Key("version");
        var (support, reason) = ChartContract.Judge(chart.Version);
        if (support == ChartSupport.Refused)
        {
            problems.Change(path, $"'{chart.Version}' {reason}.", ChartContract.Newest);
        }
        else if (support == ChartSupport.Newer)
        {
            problems.Warn(path, $"'{chart.Version}' is newer than {ChartContract.Newest}, the newest whose templates were read; check that it honours the references.",
                $"dotnet run --project infra -- chart check {chart.Source}");
        }
    }

    private static void CheckOwnedPaths(StackSettings settings, Problems problems)
    {
        foreach (var (place, owned) in OwnedPaths.TouchedBy(settings.Values)
            .Select(owned => (Place: DeepestWritten(settings.Values, owned.Path), Owned: owned))
            .DistinctBy(touched => touched.Place))
        {
            problems.Remove(At(place), $"belongs to the program: {owned.Instead}.");
        }
    }

    /// <summary>The part of a path that is really there: all of it, unless something else than a map cuts it short.</summary>
    private static string DeepestWritten(IReadOnlyDictionary<string, object?> values, string path)
    {
        var place = path;
        while (!ValueTree.Has(values, place) && place.Contains('.', StringComparison.Ordinal))
            place = place[..place.LastIndexOf('.')];
        return place;
    }

    /// <summary>Parts of the chart that write a credential in plain text and take no reference instead.</summary>
    private static void CheckUnmendable(StackSettings settings, Problems problems)
    {
        if (ValueTree.IsTrue(settings.Values, "monitoring.enabled")
            && ValueTree.At(settings.Values, "monitoring.grafana.enabled") is not false)
        {
            problems.Change(At("monitoring.grafana.enabled"),
                "must be false when monitoring is on: the chart writes Grafana's administrator password as plain text.", "false");
        }

        if (ValueTree.IsTrue(settings.Values, "testing.enabled"))
            problems.Change(At("testing.enabled"), "must be false: the chart writes the JWT key of its tests into a Job's arguments.", "false");
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
            if (inGateway[secret.Name].FirstOrDefault() is { } gateway)
                problems.Remove(path, $"would never reach the gateway: {gateway.Because}.");
            else if (inJob[secret.Name].FirstOrDefault() is { } job)
                problems.Warn(path, $"reaches the gateway and not the migration Job: {job.Because}.");
        }
    }

    /// <summary>A chart path, which is written with plain dots, as a path of the stack.</summary>
    private static SettingsPath At(string chartPath) => chartPath.Split('.').Aggregate(Values, (path, key) => path.Key(key));
}
