using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Settings;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Chart.Check;

/// <summary>Values that a chart is rendered with to see what it makes of them. No value here is a secret.</summary>
/// <param name="Name">What evidence calls the render.</param>
internal sealed record Probe(string Name, IReadOnlyDictionary<string, object?> Values);

/// <summary>One entry that a probe lists: whether it comes out as it went in is what is looked at.</summary>
internal sealed record ProbeEntry(EnvFromKind Kind, string Name, bool Optional = false, string Prefix = "");

/// <summary>Every render of a check.</summary>
internal static class Probes
{
    public const string Release = "probe";
    public const string ExtraEnvVarsSecret = "extraEnvVarsSecret";
    public const string ExtraEnvFrom = "extraEnvFrom";
    public const string Defaults = "defaults";
    public const string Both = "both fields";
    public const string HookPhase = "hookPhase";
    public const string ServiceMonitorOff = "serviceMonitor off";
    public const string Bundled = "release, bundled database";
    public const string External = "release, external database";

    /// <summary>The phase that this program sets with an external database.</summary>
    public const string PreInstall = "pre-install,pre-upgrade";

    public static IReadOnlyList<string> Fields { get; } = [ExtraEnvVarsSecret, ExtraEnvFrom];

    /// <summary>What a schema should refuse in a field's place.</summary>
    public static IReadOnlyList<(string What, object Value)> Nonsense { get; } =
    [
        ("a text", "probe-secret"),
        ("an entry with neither reference", new List<object?> { Map(("prefix", "PROBE_")) }),
        ("an entry with both", new List<object?> { Map(("configMapRef", Map(("name", "probe-config"))), ("secretRef", Map(("name", "probe-secret")))) }),
    ];

    /// <summary>The chart path of each reference to a Secret with credentials, and the name that the probe puts there.</summary>
    public static IReadOnlyList<(string Path, string Secret)> ExistingSecrets { get; } =
    [
        .. ChartTable.Rows.OfType<ChartSecretPath>().Select(row =>
            (row.Path, "probe-" + row.Path.Replace(".existingSecret", "", StringComparison.Ordinal).Replace(".auth", "", StringComparison.Ordinal).Replace('.', '-'))),
    ];

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(Defaults, Map()),
        .. Fields.Select(field => new Probe(field, Gateway((field, List(Entries(field)))))),
        new(Both, Gateway([.. Fields.Select(field => (field, (object?)List(Entries(field))))])),
        .. Fields.SelectMany(field => Nonsense.Select(nonsense => new Probe(NonsenseName(field, nonsense.What), Gateway((field, nonsense.Value))))),
        .. ExistingSecrets.Select(existing => new Probe(existing.Path, Existing(existing.Path, existing.Secret))),
        new(HookPhase, Map(("migration", Map(("enabled", true), ("hookPhase", PreInstall))))),
        new(ServiceMonitorOff, Gateway(("metrics", Map(("serviceMonitor", Map(("enabled", false))))))),
        new(Bundled, ReleaseValues(BundledDatabase, BundledRedis)),
        new(External, ReleaseValues(ExternalDatabase, ExternalRedis)),
    ];

    public static RedisSettings BundledRedis => new RedisSettings.Bundled { Password = Generated };

    public static RedisSettings ExternalRedis => new RedisSettings.External
    {
        Host = "redis.example.com",
        Port = 6379,
        User = "",
        Tls = true,
        Db = 0,
        Password = Generated,
    };

    private static DatabaseSettings BundledDatabase => new DatabaseSettings.Bundled { Name = "mcp", User = "mcp", Password = Generated };

    private static DatabaseSettings ExternalDatabase => new DatabaseSettings.External
    {
        Host = "db.example.com",
        Port = 5432,
        Name = "mcp",
        User = "mcp",
        Password = Generated,
    };

    private static ValueSource Generated => new() { From = SecretSource.Generate };

    /// <summary>Two of each kind, and each kind once plain and once with what may be said beside its name.</summary>
    public static IReadOnlyList<ProbeEntry> Entries(string field) =>
    [
        new(EnvFromKind.SecretRef, $"probe-{field.ToLowerInvariant()}-1"),
        new(EnvFromKind.ConfigMapRef, $"probe-{field.ToLowerInvariant()}-2"),
        new(EnvFromKind.SecretRef, $"probe-{field.ToLowerInvariant()}-3", Optional: true),
        new(EnvFromKind.ConfigMapRef, $"probe-{field.ToLowerInvariant()}-4", Optional: true, Prefix: "PROBE_"),
    ];

    public static string NonsenseName(string field, string what) => $"{field} with {what}";

    private static List<object?> List(IReadOnlyList<ProbeEntry> entries) => [.. entries.Select(entry =>
    {
        var reference = Map(("name", entry.Name));
        if (entry.Optional)
            reference["optional"] = true;
        var item = Map((entry.Kind == EnvFromKind.SecretRef ? "secretRef" : "configMapRef", reference));
        if (entry.Prefix.Length > 0)
            item["prefix"] = entry.Prefix;
        return (object?)item;
    })];

    private static Dictionary<string, object?> Gateway(params (string Key, object? Value)[] entries) => Map(("mcpContextForge", Map(entries)));

    private static IReadOnlyDictionary<string, object?> Existing(string path, string secret) => ChartTable.Rows.OfType<ChartSecretPath>().Where(row => row.Path == path)
        .SelectMany(row => row.On.Select(on => MapAt(on, true)).Concat(row.Off.Select(off => MapAt(off, false)))).Aggregate(MapAt(path, secret), Merge);

    /// <summary>What the program's own release says, its optional parts with credentials switched on.</summary>
    private static IReadOnlyDictionary<string, object?> ReleaseValues(DatabaseSettings database, RedisSettings redis) => new ChartValues
    {
        EnvFrom = [new EnvFromReference(EnvFromKind.SecretRef, new SecretName("probe-gateway"), Optional: false)],
        Database = database,
        DatabaseSecret = new SecretName("probe-postgres"),
        Redis = redis,
        RedisSecret = new SecretName("probe-redis"),
        PgAdminSecret = new SecretName("probe-pgadmin"),
        MinioSecret = new SecretName("probe-minio"),
        Environment = "probe",
        Free = FreeValues,
    }.ToTree();

    /// <summary>What a stack would say itself.</summary>
    public static IReadOnlyDictionary<string, object?> FreeValues => Map(("pgadmin", Map(("enabled", true))), ("minio", Map(("enabled", true))));
}
