using McpInfra.Contract;
using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Where a variable's value comes from.</summary>
/// <param name="Secret">Kubernetes Secret that brings it; null where it is not one of this program's.</param>
/// <param name="Fetched">What ESO reads for it; null where it is not one of this program's.</param>
internal sealed record VariableOrigin(SecretObject? Secret, FetchedKey? Fetched);

/// <summary>A variable that a secret feeds, as the container sees it.</summary>
/// <param name="OverridesChartDefault">Whether the chart ships a credential for it that this one takes the place of.</param>
internal sealed record SecretVariable(string Name, SecretObject Secret, FetchedKey Fetched, bool OverridesChartDefault);

/// <summary>What one container sees of the secrets that this program feeds it.</summary>
/// <param name="Seen">Variables that reach the container, by name.</param>
/// <param name="Shadowed">Variables that the chart's own entries hide, with the reason.</param>
/// <param name="ChartDefaults">Credentials of the chart that nothing overrides in this container.</param>
internal sealed record ContainerEnvironment(
    ChartContainer Container,
    IReadOnlyList<SecretVariable> Seen,
    IReadOnlyList<ShadowedVariable> Shadowed,
    IReadOnlyList<string> ChartDefaults);

/// <summary>Which secret feeds which variable of which container, computed from the model alone.</summary>
internal static class GatewayEnvironment
{
    /// <summary>What the chart's own Secret is called as a source.</summary>
    public const string ChartSecret = "chart default";

    /// <summary>The containers that the stack's database mode makes, the gateway first.</summary>
    public static IReadOnlyList<ContainerEnvironment> Of(LoadedStack stack)
    {
        ChartContainer[] containers = stack.Settings.Database is DatabaseSettings.External
            ? [ChartContainer.Gateway, ChartContainer.MigrationJob]
            : [ChartContainer.Gateway];
        return [.. containers.Select(container => Of(container, stack))];
    }

    private static ContainerEnvironment Of(ChartContainer container, LoadedStack stack)
    {
        var (settings, catalog) = stack;
        var chart = new EnvFromContent<VariableOrigin>(ChartSecret,
            ChartCredentials.GatewayVariables.ToDictionary(name => name, _ => new VariableOrigin(null, null)));
        var ours = catalog.GatewayObjects.Select(secret => new EnvFromContent<VariableOrigin>(
            secret.Name.ToString(),
            secret.Fetched.ToDictionary(fetched => fetched.Key, fetched => new VariableOrigin(secret, fetched))));
        var explicitEnv = ExplicitSecrets(container, stack).ToDictionary();
        var shadowing = ChartContract.For(settings.Chart.Version).Shadowed(container, settings)
            .Where(shadowed => !explicitEnv.ContainsKey(shadowed.Name))
            .DistinctBy(shadowed => shadowed.Name)
            .ToDictionary(shadowed => shadowed.Name);
        var effective = PodEnvironment.Compute(
            [chart, .. ours],
            [.. explicitEnv, .. shadowing.Keys.Select(name => KeyValuePair.Create(name, new VariableOrigin(null, null)))]);

        var fed = catalog.GatewayObjects.SelectMany(secret => secret.Fetched).Select(fetched => fetched.Key).ToHashSet();
        return new ContainerEnvironment(
            container,
            [.. effective.Values
                .Where(variable => variable.Value.Fetched is not null)
                .Select(variable => new SecretVariable(variable.Name, variable.Value.Secret!, variable.Value.Fetched!,
                    variable.Overridden.Contains(ChartSecret) || variable.Name is "POSTGRES_PASSWORD" or "REDIS_PASSWORD"))],
            [.. shadowing.Values.Where(shadowed => fed.Contains(shadowed.Name)).OrderBy(shadowed => shadowed.Name, StringComparer.Ordinal)],
            [.. effective.Values.Where(variable => variable.Source == ChartSecret).Select(variable => variable.Name)]);
    }

    /// <summary>Variables that the chart's <c>env:</c> takes by key from the Secrets of the database and of Redis.</summary>
    private static IEnumerable<KeyValuePair<string, VariableOrigin>> ExplicitSecrets(
        ChartContainer container, LoadedStack stack)
    {
        var (settings, catalog) = stack;
        var postgres = catalog.Postgres;
        yield return KeyValuePair.Create("POSTGRES_PASSWORD", new VariableOrigin(postgres, postgres.Fetched[0]));
        if (container != ChartContainer.Gateway)
            yield break;
        var redis = catalog.Redis;
        var name = settings.Redis is RedisSettings.External ? "REDIS_URL" : "REDIS_PASSWORD";
        yield return KeyValuePair.Create(name, new VariableOrigin(redis, redis.Fetched[0]));
    }
}
