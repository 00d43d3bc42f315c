using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>What the chart does with a secret at a path of its values, and so where that secret must go (its templates, 1.0.0 to 1.0.8).</summary>
internal static class ChartTargets
{
    /// <summary>Variables that the chart sets for the gateway itself, whatever its own Secret says.</summary>
    private static readonly string[] SetByTheChart =
    [
        "POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "DATABASE_URL", "REDIS_URL", "REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD",
    ];

    public static Target Of(string path, MergedValues values)
    {
        const string variables = "mcpContextForge.secret.";
        const string settings = "mcpContextForge.config.";
        if (path.StartsWith(variables, StringComparison.Ordinal))
            return OfVariable(path[variables.Length..]);
        if (path.StartsWith(settings, StringComparison.Ordinal))
            return OfVariable(path[settings.Length..]);
        return path switch
        {
            "postgres.credentials.password" => Database(values, ofExternal: false),
            "postgres.external.password" => Database(values, ofExternal: true),
            "redis.auth.password" => RedisPassword(values),
            "redis.external.url" => RedisUrl(values),
            "pgadmin.env.password" => Part(values, "pgadmin", on: new Target.MadeAnew("pgAdmin's")),
            "minio.credentials.rootPassword" => Part(values, "minio", on: new Target.MadeAnew("MinIO's")),
            "monitoring.grafana.adminPassword" => values.IsOn("monitoring.enabled", false) && values.IsOn("monitoring.grafana.enabled", true)
                ? new Target.ByHand("the chart writes it in plain text and takes no Secret: set monitoring.grafana.enabled to false, and run Grafana by another chart")
                : new Target.Unused("Grafana is off"),
            "testing.registration.jwt.secret" => values.IsOn("testing.enabled", false)
                ? new Target.ByHand("the chart writes it into a Job's arguments: set testing.enabled to false")
                : new Target.Unused("the chart's tests are off"),
            "route.tls.key" => values.IsOn("route.enabled", false)
                ? new Target.ByHand("the chart writes it into the Route: have the router serve its own certificate, and remove the key")
                : new Target.Unused("the Route is off"),
            _ => new Target.ByHand("the chart takes no Secret here, so the program cannot carry it: remove it, or have what reads it read a Secret"),
        };
    }

    /// <summary>An entry of <c>mcpContextForge.extraEnv</c>, which the gateway reads last of all.</summary>
    public static Target OfExtraEnv(string name) => name switch
    {
        "DATABASE_URL" => new Target.DatabaseUrl(),
        "REDIS_URL" => new Target.RedisUrl(),
        _ when SetByTheChart.Contains(name) => new Target.ByHand($"it overrides what the chart makes of its own settings: set those, and remove {name} from extraEnv"),
        _ => OfVariable(name),
    };

    private static Target OfVariable(string name)
    {
        if (SetByTheChart.Contains(name))
            return new Target.Unused($"the chart sets {name} itself, so this one never reached the gateway");
        return TextFormats.EnvironmentVariable.IsValid(name)
            ? new Target.Gateway(name)
            : new Target.ByHand("its key is not the name of an environment variable: rename it, or remove it");
    }

    private static Target Database(MergedValues values, bool ofExternal)
    {
        var isExternal = values.IsOn("postgres.external.enabled", false);
        if (isExternal != ofExternal)
            return new Target.Unused(isExternal ? "postgres.external is on" : "postgres.external is off");
        return values.Text(ofExternal ? "postgres.external.existingSecret" : "postgres.existingSecret", "").Length > 0
            ? new Target.Unused("an existingSecret takes its place")
            : new Target.DatabasePassword();
    }

    private static Target RedisPassword(MergedValues values) =>
        values.IsOn("redis.external.enabled", false) ? new Target.Unused("redis.external is on")
        : !values.IsOn("redis.enabled", true) || !values.IsOn("redis.auth.enabled", true) ? new Target.Unused("Redis asks for no password")
        : values.Text("redis.auth.existingSecret", "").Length > 0 ? new Target.Unused("an existingSecret takes its place")
        : new Target.RedisPassword();

    private static Target RedisUrl(MergedValues values) =>
        !values.IsOn("redis.external.enabled", false) ? new Target.Unused("redis.external is off")
        : values.Text("redis.external.existingSecret", "").Length > 0 ? new Target.Unused("an existingSecret takes its place")
        : new Target.RedisUrl();

    private static Target Part(MergedValues values, string part, Target on) =>
        !values.IsOn(part + ".enabled", false) ? new Target.Unused($"{part} is off")
        : values.Text(part + ".existingSecret", "").Length > 0 ? new Target.Unused("an existingSecret takes its place")
        : on;
}
