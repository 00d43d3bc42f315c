using System.Text.Json;
using System.Text.Json.Nodes;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>An environment of another backend than AWS, for real, in a namespace of its own that is removed afterwards.</summary>
internal sealed class LiveBackend : IAsyncDisposable
{
    private readonly HelmReleases _helm = new(RealComponents.Kubeconfig!);
    private readonly LiveEngine _engine;
    private readonly Dictionary<(string SecretId, string Key), string> _values = [];

    private LiveBackend(StackSettings settings)
    {
        Settings = settings;
        _engine = new LiveEngine([new Providers(aws: null), new KubernetesResources(Cluster), _helm], MadeAsync);
        foreach (var secret in Catalog.Objects)
        {
            foreach (var fetched in secret.Fetched)
                _values[(secret.Id, fetched.Key)] = NewValue(secret, fetched);
        }
    }

    public StackSettings Settings { get; set; }

    public Kubectl Cluster { get; } = new(RealComponents.Kubeconfig!);

    public Canaries Canaries { get; } = new();

    public SecretCatalog Catalog => CatalogBuilder.Build(Settings);

    public IReadOnlyList<LiveResource> Resources => _engine.State;

    public LivePod Pod => new(Cluster, _helm, Settings.Namespace, Settings.Release.Name);

    /// <summary>Whether the Secrets are made by hand as soon as the namespace is there.</summary>
    public bool MakesSecrets { get; init; }

    public static string NewNamespace() => "mcp-" + LiveStack.NewId();

    public static LiveBackend Create(StackYaml yaml, string @namespace, ProjectFiles? files = null)
    {
        var settings = yaml.With("mcp-infra:namespace", @namespace).Load(files: files);
        return new LiveBackend(settings with
        {
            Chart = settings.Chart with { Source = ProjectChart.Path },
            Release = settings.Release with { TimeoutSeconds = 90 },
            Store = settings.Store with { TimeoutSeconds = 40, RefreshInterval = "2s" },
        })
        {
            MakesSecrets = Backend.Of(LoadedStack.Of(settings)).MadeByOthers.Any(),
        };
    }

    /// <summary>As <c>pulumi up</c>.</summary>
    public Task<LiveUpdate> UpAsync() => _engine.UpAsync(Settings);

    /// <summary>The values that somebody else puts, by key, for each holder of values.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Values => Catalog.Objects
        .SelectMany(secret => secret.Fetched.Select(fetched => (fetched.Remote, Value: Value(secret, fetched))))
        .GroupBy(value => value.Remote.Holder)
        .ToDictionary(values => values.Key, values => values.ToDictionary(value => value.Remote.Item!, value => value.Value));

    public string Value(SecretObject secret, FetchedKey fetched) => _values[(secret.Id, fetched.Key)];

    /// <summary>Another value in place of one; it still has to be put.</summary>
    public string Change(SecretObject secret, FetchedKey fetched) => _values[(secret.Id, fetched.Key)] = NewValue(secret, fetched);

    public ObjectName Named(string resource, string name) => new(resource, name, Settings.Namespace);

    public async Task<IReadOnlyDictionary<string, string>> SecretAsync(SecretObject secret) =>
        SecretData.Of(await Cluster.GetAsync(Named("Secret", secret.Name.ToString())));

    /// <summary>Every Kubernetes Secret that is meant to hold values.</summary>
    public IReadOnlyList<string> SecretNames => [.. Catalog.Objects.Select(secret => secret.Name.ToString())];

    public async ValueTask DisposeAsync() => await _engine.CleanUpAsync();

    /// <summary>Whatever is encoded somewhere is awkward on purpose; what the chart joins into a URL by itself may not be.</summary>
    private string NewValue(SecretObject secret, FetchedKey fetched)
    {
        if (fetched.IsPlain)
            return fetched.Key is "port" ? "5432" : "plain-" + fetched.Key.ToLowerInvariant();
        if (fetched.Key is "REDIS_URL")
            return $"rediss://:{Canaries.NewWord()}@redis.example.com:6379/0";
        var isEncoded = Settings.Backend.Composes && Settings.Database is DatabaseSettings.External;
        return secret.FeedsGateway || isEncoded ? Canaries.New(fetched.Key) : Canaries.NewWord();
    }

    private async Task MadeAsync(LiveResource made)
    {
        if (!MakesSecrets || made.Type != "kubernetes:core/v1:Namespace")
            return;
        foreach (var (holder, values) in Values)
        {
            await Cluster.ApplyAsync(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Secret",
                ["metadata"] = new JsonObject { ["name"] = holder["Secret ".Length..], ["namespace"] = Settings.Namespace },
                ["stringData"] = JsonSerializer.SerializeToNode(values),
            });
        }
    }
}
