using McpInfra.Contract;
using McpInfra.Settings;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model;

/// <summary>One entry of the chart's <c>envFrom</c> lists.</summary>
internal sealed record EnvFromReference(EnvFromKind Kind, SecretName Name, bool Optional);

/// <summary>
/// The chart's values, typed: names of Secrets, hosts and switches, and no place to put a secret. Pulumi's Release and
/// every GitOps file are written from the one tree this makes.
/// </summary>
internal sealed record ChartValues
{
    /// <summary>Rolls the pods; the program in them does not know it.</summary>
    public const string ListsVariable = "MCP_INFRA_LISTS";

    /// <summary>The stack's own entries first and this program's last, so that ours win.</summary>
    public required IReadOnlyList<EnvFromReference> EnvFrom { get; init; }

    public required DatabaseSettings Database { get; init; }

    public required SecretName DatabaseSecret { get; init; }

    /// <summary>Keys that the database's Secret has under other names than the chart's own.</summary>
    public IReadOnlyDictionary<string, string> DatabaseKeys { get; init; } = new Dictionary<string, string>();

    public required RedisSettings Redis { get; init; }

    public required SecretName RedisSecret { get; init; }

    /// <summary>As <see cref="DatabaseKeys"/>, of Redis's Secret.</summary>
    public IReadOnlyDictionary<string, string> RedisKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Null where pgAdmin is off.</summary>
    public SecretName? PgAdminSecret { get; init; }

    /// <summary>As <see cref="DatabaseKeys"/>, of pgAdmin's Secret.</summary>
    public IReadOnlyDictionary<string, string> PgAdminKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Null where MinIO is off.</summary>
    public SecretName? MinioSecret { get; init; }

    public GatewaySettings? Gateway { get; init; }

    /// <summary>Tokens of one environment must not be taken by another: they carry its name as issuer and audience.</summary>
    public required string Environment { get; init; }

    /// <summary>Digest of the lists of keys whose Secrets keep their names; null where each list has a name of its own.</summary>
    public string? Lists { get; init; }

    /// <summary>The stack's own settings of the chart.</summary>
    public required IReadOnlyDictionary<string, object?> Free { get; init; }

    public static ChartValues For(LoadedStack stack)
    {
        var (settings, catalog) = stack;
        return new()
        {
            EnvFrom =
            [
                .. settings.ExtraEnvVarsSecret.Select(entry =>
                    new EnvFromReference(entry.Kind, new SecretName(entry.Name), entry.Optional)),
                .. catalog.GatewayObjects.Select(secret => secret.Name).Distinct().Select(secret =>
                    new EnvFromReference(EnvFromKind.SecretRef, secret, settings.Migration.Optional)),
            ],
            Database = settings.Database,
            DatabaseSecret = catalog.Postgres.Name,
            DatabaseKeys = catalog.Postgres.Renamed,
            Redis = settings.Redis,
            RedisSecret = catalog.Redis.Name,
            RedisKeys = catalog.Redis.Renamed,
            PgAdminSecret = catalog.PgAdmin?.Name,
            PgAdminKeys = catalog.PgAdmin?.Renamed ?? new Dictionary<string, string>(),
            MinioSecret = catalog.Minio?.Name,
            Gateway = settings.Gateway,
            Environment = settings.Environment,
            Lists = catalog.ListsBelowPlainNames,
            Free = settings.Values,
        };
    }

    /// <summary>
    /// Nested dictionaries and lists, with a <see cref="SecretName"/> wherever a Secret is named: what the stack may
    /// change, then the stack's own settings, then what this program decides.
    /// </summary>
    public IReadOnlyDictionary<string, object?> ToTree() => Merge(Merge(Defaults(), Free), Decided());

    private Dictionary<string, object?> Defaults()
    {
        var gateway = new Dictionary<string, object?>
        {
            ["metrics"] = Map(("serviceMonitor", Map(("enabled", false)))),
            ["secret"] = Map(("JWT_AUDIENCE", $"mcpgateway-api-{Environment}"), ("JWT_ISSUER", $"mcpgateway-{Environment}")),
        };
        if (Gateway is not null)
        {
            gateway["config"] = Map(
                ("ALLOWED_ORIGINS", $"[\"https://{Gateway.Host}\"]"), ("APP_DOMAIN", $"https://{Gateway.Host}"));
        }

        return Map(
            ("mcpContextForge", gateway),
            ("mcpFastTimeServer", Map(("enabled", false), ("ingress", Map(("enabled", false))))));
    }

    private IReadOnlyDictionary<string, object?> Decided()
    {
        var decided = Map(
            ("mcpContextForge", Map(
                ("env", Map(("postgres", Map(("db", Database.Name))))),
                ("extraEnvFrom", EnvFromList()),
                ("extraEnvVarsSecret", EnvFromList()),
                ("ingress", Ingress()))),
            ("migration", Migration()),
            ("postgres", Postgres()),
            ("redis", RedisValues()));
        if (PgAdminSecret is not null)
            decided["pgadmin"] = WithKeys(PgAdminKeys, ("existingSecret", PgAdminSecret));
        if (MinioSecret is not null)
            decided["minio"] = Map(("existingSecret", MinioSecret));
        return Merge(Lists is null ? BlankCredentials() : Merge(BlankCredentials(), MapAt(ChartNames.ExtraEnv, ExtraEnv(Lists))), decided);
    }

    /// <summary>The chart's shipped credentials, each written empty so that none can come back.</summary>
    private static IReadOnlyDictionary<string, object?> BlankCredentials() =>
        ChartCredentials.Emptied.Select(path => MapAt(path, "")).Aggregate(Merge);

    private List<object?> EnvFromList() =>
    [
        .. EnvFrom.Select(entry => Map((
            entry.Kind == EnvFromKind.SecretRef ? "secretRef" : "configMapRef",
            entry.Optional ? Map(("name", entry.Name), ("optional", true)) : Map(("name", entry.Name))))),
    ];

    /// <summary>The stack's own entries, and one that nothing reads: it changes with the lists, and pods with it.</summary>
    private List<object?> ExtraEnv(string lists) =>
    [
        .. At(Free, ChartNames.ExtraEnv) as IReadOnlyList<object?> ?? [],
        Map(("name", ListsVariable), ("value", lists)),
    ];

    private Dictionary<string, object?> Ingress()
    {
        if (Gateway is null)
            return Map(("enabled", false));
        return Map(
            ("className", Gateway.IngressClass),
            ("enabled", true),
            ("host", Gateway.Host),
            ("tls", Map(("enabled", true), ("secretName", Gateway.TlsSecret ?? ""))));
    }

    /// <summary>
    /// The mode of the database decides, and nothing else: with the bundled one each pod migrates under an advisory
    /// lock, for a Job would either come before Postgres or wait for pods that wait for it; with an external one the
    /// Job runs before the pods.
    /// </summary>
    private Dictionary<string, object?> Migration() => Database is DatabaseSettings.External
        ? Map(("enabled", true), ("hookPhase", "pre-install,pre-upgrade"))
        : Map(("enabled", false));

    private Dictionary<string, object?> Postgres() => Database is DatabaseSettings.External
        ? Map(("enabled", false), ("external", WithKeys(DatabaseKeys, ("enabled", true), ("existingSecret", DatabaseSecret))))
        : Map(("enabled", true), ("existingSecret", DatabaseSecret), ("external", Map(("enabled", false))));

    private Dictionary<string, object?> RedisValues() => Redis is RedisSettings.External
        ? Map(("enabled", false), ("external", WithKeys(RedisKeys, ("enabled", true), ("existingSecret", RedisSecret))))
        : Map(
            ("auth", WithKeys(RedisKeys, ("enabled", true), ("existingSecret", RedisSecret))),
            ("enabled", true),
            ("external", Map(("enabled", false))));

    /// <summary>Values, and beside them the Secret's own names of keys that the chart calls otherwise by default.</summary>
    private static Dictionary<string, object?> WithKeys(IReadOnlyDictionary<string, string> renamed, params (string Key, object? Value)[] values)
    {
        var map = Map(values);
        foreach (var (key, name) in renamed)
            map[ChartNames.SecretKeySettings[key]] = name;
        return map;
    }
}
