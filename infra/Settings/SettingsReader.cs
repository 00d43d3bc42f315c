using McpInfra.Contract;
using McpInfra.Plaintext;
using McpInfra.Settings.Backends;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// Makes settings of what a stack says. Never stops at a problem: where something is wrong or missing, the record holds
/// a default or an empty text, so that whatever is checked next can still be checked.
/// </summary>
internal sealed class SettingsReader
{
    private static readonly string[] Keys =
    [
        "environment", "namespace", "chart", "release", "secrets", "secretValues", "backend", .. BackendReader.All.Select(backend => backend.Word),
        "kubernetes", "identity", "store",
        "database", "redis", "gateway", "extraEnvVarsSecret", "rollout", "migration", "values", "delivery", "argocd", "flux", "fleet", "audit",
    ];

    private readonly SettingsDocument _document;
    private readonly Problems _problems;
    private readonly IReadOnlyCollection<string> _generated;
    private readonly ISettingsSource _source;

    private SettingsReader(ISettingsSource source, SettingsDocument document, IReadOnlyCollection<string> generated, Problems problems) =>
        (_source, _document, _generated, _problems) = (source, document, generated, problems);

    public static SettingsPath SecretValues { get; } = SettingsPath.Of("secretValues");

    /// <summary>Every key that is read.</summary>
    public static IReadOnlyList<SettingsPath> KnownKeys { get; } = [.. Keys.Select(SettingsPath.Of), AwsSettings.RegionKey];

    /// <summary>Keys that <c>Pulumi.yaml</c> declares with an empty default.</summary>
    public static IReadOnlyList<SettingsPath> DeclaredKeys { get; } =
        [BackendReader.Backend, SettingsPath.Of("environment"), SettingsPath.Of("namespace"), SettingsPath.Of("delivery")];

    /// <param name="generated">Names of secrets that are generated unless the stack says otherwise.</param>
    public static StackSettings Read(ISettingsSource source, SettingsDocument document, IReadOnlyCollection<string> generated, Problems problems)
    {
        DocumentCheck.Report(document, problems);
        return new SettingsReader(source, document, generated, problems).Read();
    }

    private StackSettings Read()
    {
        var environment = ReadEnvironment();
        var @namespace = ReadTopLevelText("namespace", TextFormats.DnsLabel("mcp-" + environment)) ?? "mcp-" + environment;
        var backend = BackendReader.Read(new BackendSource(Find, Open, environment, _source.Files, _problems));
        var sources = new ValueSourceReader(backend, _problems);
        var delivery = DeliveryReader.Read(Open, Find(SettingsPath.Of("delivery")), environment, _problems);
        return new StackSettings
        {
            Stack = _source.Stack,
            Environment = environment,
            Namespace = @namespace,
            Chart = ReadChart(),
            Release = ReadRelease(),
            Secrets = ReadSecrets(sources),
            SecretValues = ReadSecretValues(),
            Backend = backend,
            Kubernetes = new KubernetesSettings(Open("kubernetes", "context").RequiredText(
                "context", TextFormats.Any("a kubeconfig context", "CONTEXT"), "the kubeconfig context of this stack's cluster")),
            Store = ClusterReader.ReadStore(Open, @namespace, backend, _problems),
            Database = DatabaseReader.ReadDatabase(Open, backend, sources),
            Redis = DatabaseReader.ReadRedis(Open, backend, sources),
            Gateway = ClusterReader.ReadGateway(Open),
            ExtraEnvVarsSecret = ClusterReader.ReadExtraEnvVarsSecret(Find(SettingsPath.Of("extraEnvVarsSecret")), _problems),
            Rollout = ClusterReader.ReadRollout(Open, delivery.Mode, backend, _problems),
            Migration = ClusterReader.ReadMigration(Open),
            Delivery = delivery,
            Allowed = AuditReader.Read(Find(AuditReader.Key), _problems),
            Values = ValuesReader.Read(SettingsPath.Of("values"), Find(SettingsPath.Of("values")), _problems),
        };
    }

    private YamlNode? Find(SettingsPath path) => _document.Find(path);

    private SettingsGroup Open(string key, params string[] known) =>
        SettingsGroup.Open(SettingsPath.Of(key), Find(SettingsPath.Of(key)), _problems, known);

    private string? ReadTopLevelText(string key, TextFormat format) =>
        SettingsGroup.ReadText(SettingsPath.Of(key), Find(SettingsPath.Of(key)), format, _problems);

    private string ReadEnvironment()
    {
        var format = TextFormats.DnsLabel("dev");
        var path = SettingsPath.Of("environment");
        if (Find(path) is null && !format.IsValid(_source.Stack))
        {
            _problems.Change(path, $"is taken from the stack's name, '{_source.Stack}', which is not {format.Description}.", format.Example);
            return format.Example;
        }

        return ReadTopLevelText("environment", format) ?? (format.IsValid(_source.Stack) ? _source.Stack : format.Example);
    }

    private ChartSettings ReadChart()
    {
        var chart = Open("chart", "source", "version");
        return new ChartSettings
        {
            Source = chart.Text("source", TextFormats.ChartSource, ChartSettings.PublishedSource),
            Version = chart.Text("version", TextFormats.ChartVersion, ChartTable.NewestVersion),
        };
    }

    private ReleaseSettings ReadRelease()
    {
        var release = Open("release", "name", "timeoutSeconds");
        return new ReleaseSettings
        {
            Name = release.Text("name", TextFormats.DnsLabel("mcp", longest: 53), "mcp"),
            TimeoutSeconds = release.Integer("timeoutSeconds", 600, Limits.ShortestTimeout, Limits.LongestTimeout),
        };
    }

    private List<SecretSettings> ReadSecrets(ValueSourceReader sources)
    {
        var path = SettingsPath.Of("secrets");
        const string expected = "a map of variable names, each with where its value comes from, such as {from: generate}";
        var secrets = new List<SecretSettings>();
        foreach (var entry in SettingsGroup.Members(path, Find(path), expected, _problems))
        {
            var at = path.Key(entry.Key);
            if (!TextFormats.EnvironmentVariable.IsValid(entry.Key))
                _problems.Remove(at, $"is not {TextFormats.EnvironmentVariable.Description}.");
            secrets.Add(new SecretSettings(entry.Key, sources.ReadSecret(at, entry.Value, _generated.Contains(entry.Key) ? SecretSource.Generate : null)));
        }

        return [.. secrets.OrderBy(secret => secret.Name, StringComparer.Ordinal)];
    }

    private Dictionary<string, SecretText> ReadSecretValues()
    {
        var values = new Dictionary<string, SecretText>();
        foreach (var entry in SettingsGroup.Members(SecretValues, Find(SecretValues), "a map of variable names and encrypted values", _problems))
        {
            // Whatever is not encrypted is reported for the whole document; a placeholder lets the checks go on.
            values[entry.Key] = entry.Value is EncryptedNode encrypted ? encrypted.Value : SecretText.Placeholder();
        }

        return values;
    }
}

/// <summary>Limits that settings share.</summary>
internal static class Limits
{
    public const int ShortestTimeout = 1;

    /// <summary>A day, in seconds.</summary>
    public const int LongestTimeout = 86_400;
}

/// <summary>Opens a top-level group by its key.</summary>
internal delegate SettingsGroup OpenGroup(string key, params string[] known);
