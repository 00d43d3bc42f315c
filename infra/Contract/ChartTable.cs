namespace McpInfra.Contract;

/// <summary>
/// What this program knows of the mcp-stack chart, read in its values.yaml and templates from 0.9.0 to the newest: a path,
/// what it is, what the chart ships there, what to use instead, and what becomes of it. Everything that lists credentials,
/// shipped values, paths of the program, targets of a migration or variables that hide a secret is taken from these rows.
/// </summary>
internal static class ChartTable
{
    /// <summary>The newest version that was read; the one that is installed unless a stack names another.</summary>
    public const string NewestVersion = "1.0.8";

    /// <summary>Above the variables of the gateway that the chart keeps in a Secret of its own.</summary>
    public const string Variables = "mcpContextForge.secret.";

    /// <summary>Above those that it keeps in a ConfigMap.</summary>
    public const string Settings = "mcpContextForge.config.";

    private const string SigningKey = "my-test-key-but-now-longer-than-32-bytes";
    private const string RateLimiter = "RATELIMITER_REDIS_";
    private const string DatabaseSecret = "the program writes the database's Secret";
    private const string PgAdminSecret = "the program makes pgAdmin's Secret when pgadmin.enabled is true";
    private const string MinioSecret = "the program makes MinIO's Secret when minio.enabled is true";

    public static IReadOnlyList<ChartRow> Rows { get; } =
    [
        // The gateway.
        Owned("mcpContextForge.extraEnvFrom", "use mcp-infra:extraEnvVarsSecret", Carried.AtOnce),
        Owned("mcpContextForge.extraEnvVarsSecret", "use mcp-infra:extraEnvVarsSecret", Carried.AtOnce),
        Owned("mcpContextForge.env.postgres.db", "use mcp-infra:database.name", ships: "postgresdb"),
        Owned("mcpContextForge.env.redis", "use mcp-infra:redis", Carried.Lost),
        OfGateway(ChartCredentials.JwtSecretKey, new ShippedValue(SigningKey)),
        OfGateway(ChartCredentials.AuthEncryptionSecret, new ShippedValue("my-test-salt", Until: "1.0.7")),
        OfGateway(ChartCredentials.BasicAuthPassword, new ShippedValue("changeme", Recognized.AtItsPlace)),
        OfGateway(ChartCredentials.PlatformAdminPassword, new ShippedValue("changeme", Recognized.AtItsPlace)),
        OfGateway(ChartCredentials.DefaultUserPassword, new ShippedValue("changeme", Recognized.AtItsPlace)),
        new ChartSetting(Variables + "JWT_AUDIENCE", "mcpgateway-api") { OwnDefault = OwnDefault.Always },
        new ChartSetting(Variables + "JWT_ISSUER", "mcpgateway") { OwnDefault = OwnDefault.Always },
        new ChartSetting("mcpContextForge.metrics.serviceMonitor.enabled", true) { OwnDefault = OwnDefault.Always },
        new ChartSetting(Settings + "APP_DOMAIN", "https://gateway.local") { OwnDefault = OwnDefault.WithIngress },
        new ChartSetting(Settings + "ALLOWED_ORIGINS", "[\"https://gateway.local\"]") { OwnDefault = OwnDefault.WithIngress },
        new ChartCredential(Settings + RateLimiter + "URL", Fate.KeptOut, new Target.Gateway(RateLimiter + "URL"))
        {
            Form = CredentialForm.Url, Instead = "it can hold a password: use mcp-infra:secrets.RATELIMITER_REDIS_URL",
        },
        Owned("mcpContextForge.ingress.enabled", "use mcp-infra:gateway", Carried.AtTheEnd, ships: true),
        Owned("mcpContextForge.ingress.host", "use mcp-infra:gateway.host", Carried.AtTheEnd, ships: "gateway.local"),
        Owned("mcpContextForge.ingress.className", "use mcp-infra:gateway.ingressClass", Carried.AtTheEnd, ships: "nginx"),
        Owned("mcpContextForge.ingress.tls", "use mcp-infra:gateway.tlsSecret", Carried.AtTheEnd),
        new ChartSetting("mcpContextForge.ingress.tls.enabled", true),
        Switch("mcpContextForge.pluginConfig.enabled"),
        Switch("serviceAccount.create"),
        Owned("global.nameOverride", "use mcp-infra:release.name", Carried.Lost),
        Owned("global.fullnameOverride", "use mcp-infra:release.name", Carried.Lost),

        // The migration Job.
        Owned("migration.enabled", "mcp-infra:database.mode decides it", Carried.AtTheEnd),
        Owned("migration.hookPhase", "mcp-infra:database.mode decides it", Carried.AtTheEnd),
        Owned("migration.hostKey", DatabaseSecret, Carried.AtTheEnd),
        Owned("migration.portKey", DatabaseSecret, Carried.AtTheEnd),

        // Postgres.
        Owned("postgres.credentials", "use mcp-infra:database"),
        new ChartCredential("postgres.credentials.user", Fate.Emptied, null, new ShippedValue("admin", Recognized.Nowhere)) { Form = CredentialForm.UserName },
        new ChartCredential("postgres.credentials.password", Fate.Emptied, new Target.DatabasePassword(), new ShippedValue("test123")) { When = [Off("postgres.external.enabled")] },
        new ChartSecretPath("postgres.existingSecret", On: ["postgres.enabled"], Off: []) { Instead = DatabaseSecret },
        Owned("postgres.enabled", "use mcp-infra:database.mode"),
        Owned("postgres.external", "use mcp-infra:database"),
        new ChartSetting("postgres.external.enabled", false),
        new ChartSetting("postgres.external.port", "5432"),
        new ChartCredential("postgres.external.password", Fate.KeptOut, new Target.DatabasePassword()) { When = [On("postgres.external.enabled")] },
        new ChartSecretPath("postgres.external.existingSecret", On: ["postgres.external.enabled"], Off: ["postgres.enabled"])
        {
            Keys = [("host", "hostKey"), ("port", "portKey"), ("dbname", "databaseKey"), ("user", "userKey"), ("password", "passwordKey")],
        },
        Switch("pgbouncer.enabled"),

        // Redis.
        Owned("redis.auth", "use mcp-infra:redis"),
        new ChartSetting("redis.auth.enabled", true),
        new ChartCredential("redis.auth.password", Fate.Emptied, new Target.RedisPassword(), new ShippedValue("change-me-redis"))
        {
            When = [Off("redis.external.enabled"), On("redis.enabled", "Redis asks for no password"), On("redis.auth.enabled", "Redis asks for no password")],
        },
        new ChartSecretPath("redis.auth.existingSecret", On: ["redis.enabled", "redis.auth.enabled"], Off: []) { Keys = [("REDIS_PASSWORD", "passwordKey")] },
        Owned("redis.enabled", "use mcp-infra:redis.mode", ships: true),
        Owned("redis.external", "use mcp-infra:redis"),
        new ChartSetting("redis.external.enabled", false),
        new ChartCredential("redis.external.url", Fate.KeptOut, new Target.RedisUrl()) { Form = CredentialForm.Url, When = [On("redis.external.enabled")] },
        new ChartSecretPath("redis.external.existingSecret", On: ["redis.external.enabled"], Off: ["redis.enabled"]) { Keys = [("REDIS_URL", "urlKey")] },

        // pgAdmin and MinIO.
        Switch("pgadmin.enabled"),
        new ChartSecretPath("pgadmin.existingSecret", On: ["pgadmin.enabled"], Off: []) { Instead = PgAdminSecret, Keys = [("PGADMIN_DEFAULT_PASSWORD", "passwordKey")] },
        Owned("pgadmin.passwordKey", PgAdminSecret),
        new ChartCredential("pgadmin.env.password", Fate.Emptied, new Target.MadeAnew("pgAdmin's"), new ShippedValue("admin123")) { Instead = PgAdminSecret, When = [On("pgadmin.enabled")] },
        Switch("minio.enabled"),
        new ChartSecretPath("minio.existingSecret", On: ["minio.enabled"], Off: []) { Instead = MinioSecret },
        Owned("minio.credentials", MinioSecret),
        new ChartCredential("minio.credentials.rootUser", Fate.Emptied, new Target.MadeAnew("MinIO's"), new ShippedValue("minioadmin", Recognized.AtItsPlace)) { Form = CredentialForm.UserName, When = [On("minio.enabled")] },
        new ChartCredential("minio.credentials.rootPassword", Fate.Emptied, new Target.MadeAnew("MinIO's"), new ShippedValue("minioadminchangeme")) { When = [On("minio.enabled")] },

        // Parts that write a credential in plain text and take no reference instead.
        Switch("monitoring.enabled"),
        Switch("monitoring.grafana.enabled", ships: true),
        new ChartCredential("monitoring.grafana.adminPassword", Fate.Refused,
            new Target.ByHand("the chart writes it in plain text and takes no Secret: set monitoring.grafana.enabled to false, and run Grafana by another chart"),
            new ShippedValue("changeme", Recognized.AtItsPlace))
        {
            When = [On("monitoring.enabled", "Grafana is off"), On("monitoring.grafana.enabled", "Grafana is off")],
            Refusal = "must be false when monitoring is on: the chart writes Grafana's administrator password as plain text.",
        },
        Switch("testing.enabled"),
        new ChartCredential("testing.registration.jwt.secret", Fate.Refused,
            new Target.ByHand("the chart writes it into a Job's arguments: set testing.enabled to false"), new ShippedValue(SigningKey))
        {
            When = [On("testing.enabled", "the chart's tests are off")], Refusal = "must be false: the chart writes the JWT key of its tests into a Job's arguments.",
        },
        new ChartSetting("route.enabled", false),
        new ChartCredential("route.tls.key", Fate.Guarded,
            new Target.ByHand("the chart writes it into the Route: have the router serve its own certificate, and remove the key"))
        {
            When = [On("route.enabled", "the Route is off")],
        },
        new ChartSetting("mcpFastTimeServer.enabled", true) { OwnDefault = OwnDefault.Always },
        new ChartSetting("mcpFastTimeServer.ingress.enabled", true) { OwnDefault = OwnDefault.Always },

        // Variables that the chart sets itself.
        .. Each(OfDatabase, "POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "DATABASE_URL"),
        new ChartVariable("REDIS_URL", SetWhen.Always, "", "the chart always sets it; use mcp-infra:redis") { Server = "redis" },
        .. Each(OfBundledRedis, "REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD"),
        new ChartVariable("ENABLE_METRICS", SetWhen.Always, "", "the chart sets it from mcpContextForge.metrics.enabled"),
        new ChartVariable("MCPGATEWAY_SKIP_MIGRATIONS", SetWhen.Always, "", "the chart sets it from migration.enabled") { Since = "1.0.2" },
        .. Each(ByDefault, "MAX_CONNECTIONS", "SOCKET_TIMEOUT", "SOCKET_CONNECT_TIMEOUT", "SSL", "SSL_CHECK_HOSTNAME", "SSL_KEYFILE"),
        .. Each(word => Asked(RateLimiter + word, SetWhen.Asked, Settings + RateLimiter + word, since: "1.0.3"), "URL", "CA_CERTS", "CLIENT_CERT"),
        Asked("METRICS_EXCLUDED_HANDLERS", SetWhen.AskedWithMetrics, "mcpContextForge.metrics.excludedHandlers"),
        Asked("METRICS_CUSTOM_LABELS", SetWhen.AskedWithMetrics, "mcpContextForge.metrics.customLabels"),
        new ChartVariable("PLUGINS_CONFIG_FILE", SetWhen.SwitchedOn, "mcpContextForge.pluginConfig.enabled", "the stack's values enable mcpContextForge.pluginConfig"),
        new ChartVariable("LOG_LEVEL", SetWhen.Never, "", "") { InMigrationJob = "the migration Job always sets it" },
    ];

    /// <summary>Other values that the gateway itself knows as weak.</summary>
    public static IReadOnlyList<ShippedValue> Weak { get; } = [new("my-test-key"), new("test-secret", Recognized.AtItsPlace), new("my-secret", Recognized.AtItsPlace)];

    private static ChartSetting Owned(string path, string instead, Carried carried = Carried.WithTheSecrets, object? ships = null) =>
        new(path, ships) { Instead = instead, Carried = carried };

    private static ChartSetting Switch(string path, bool ships = false) => new(path, ships) { IsSwitch = true };

    private static ChartCredential OfGateway(string variable, params ShippedValue[] ships) =>
        new(Variables + variable, Fate.Emptied, new Target.Gateway(variable), ships) { Instead = "it is a secret: use mcp-infra:secrets." + variable };

    private static Condition On(string path, string? otherwise = null) => new(path, IsOn: true, otherwise ?? $"{path.Replace(".enabled", "", StringComparison.Ordinal)} is off");

    private static Condition Off(string path) => new(path, IsOn: false, $"{path.Replace(".enabled", "", StringComparison.Ordinal)} is on");

    private static IEnumerable<ChartVariable> Each(Func<string, ChartVariable> row, params string[] names) => names.Select(row);

    private static ChartVariable OfDatabase(string name) => new(name, SetWhen.Always, "", "the chart sets it from the database's Secret; use mcp-infra:database")
    {
        Server = "database",
        InMigrationJob = "the migration Job sets it from the database's Secret",
    };

    private static ChartVariable OfBundledRedis(string name) =>
        new(name, SetWhen.RedisIsBundled, "", "the chart sets it for the bundled Redis; use mcp-infra:redis") { Server = "redis" };

    private static ChartVariable ByDefault(string word) =>
        new(RateLimiter + word, SetWhen.NotEmptied, Settings + RateLimiter + word, $"the chart sets it from {Settings}{RateLimiter}{word}; set that to \"\" to free it") { Since = "1.0.3" };

    private static ChartVariable Asked(string name, SetWhen when, string path, string since = "") => new(name, when, path, $"the stack's values set {path}") { Since = since };
}
