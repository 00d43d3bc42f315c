using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// One environment of a test, for real: a shipped stack under a namespace and an AWS prefix of its own, which are removed
/// afterwards. What other people bring to it (RDS' secrets, values put by hand) is made here.
/// </summary>
internal sealed class LiveStack : IAsyncDisposable
{
    private readonly Dictionary<string, string> _put = [];
    private readonly List<string> _foreignSecrets = [];
    private readonly HelmReleases _helm;
    private readonly LiveEngine _engine;

    private LiveStack(StackSettings settings, AwsApi aws, string kubeconfig)
    {
        Settings = settings;
        Aws = aws;
        Cluster = new Kubectl(kubeconfig);
        _helm = new HelmReleases(kubeconfig);
        _engine = new LiveEngine([new Providers(aws), new RandomValues(Canaries), new AwsResources(aws), new KubernetesResources(Cluster), _helm], AddOthersPartAsync);
    }

    /// <summary>A test changes them between two runs, as a person changes a stack file.</summary>
    public StackSettings Settings { get; set; }

    /// <summary>What the Secrets and ConfigMaps hold that other people make and the stack lists, by name.</summary>
    public Dictionary<string, Dictionary<string, string>> OthersObjects { get; } = [];

    public AwsApi Aws { get; }

    public Kubectl Cluster { get; }

    /// <summary>Told of every new resource before anything that needs it: what a test does in between.</summary>
    public Func<LiveResource, Task> Made { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every secret value of this environment, whoever made it.</summary>
    public Canaries Canaries { get; } = new();

    public SecretCatalog Catalog => CatalogBuilder.Build(Settings);

    public IReadOnlyList<LiveResource> Resources => _engine.State;

    public LivePod Pod => new(Cluster, _helm, Settings.Namespace, Settings.Release.Name);

    /// <summary>A shipped stack made fit for this place.</summary>
    /// <param name="id">Shared by the environments of one test; a new one unless given.</param>
    /// <param name="own">Another place than the one of all tests.</param>
    public static async Task<LiveStack> CreateAsync(string shipped, string? id = null, OwnCluster? own = null)
    {
        _ = OperatorEndpoint.Shared;
        id ??= NewId();
        var stack = Stacks.Shipped(shipped);
        var live = new LiveStack(stack with
        {
            Namespace = $"mcp-{id}-{shipped}",
            Chart = stack.Chart with { Source = ProjectChart.Path },
            Release = stack.Release with { TimeoutSeconds = 90 },
            Store = stack.Store with { TimeoutSeconds = 40 },

            // No test writes a byte, and a cluster has few volumes.
            Values = ValueTree.Merge(stack.Values, Tree(("postgres.persistence.enabled", false), ("redis.persistence.enabled", false))),

            // Copies in other regions and an organisation's boundary are not part of what is shown here.
            Backend = new BackendSettings.Aws(stack.Aws with
            {
                Prefix = "mcp-" + id,
                Region = RealComponents.Region,
                Replicas = [],
                PermissionsBoundary = null,
                Identity = stack.Identity is IdentitySettings.PodIdentity && RealComponents.OperatorRoleArn is { } role ? new IdentitySettings.PodIdentity(role) : stack.Identity,
            }),
        }, own?.Aws ?? await AwsAccount.DeployerAsync(), own?.Kubeconfig ?? RealComponents.Kubeconfig!);
        return await live.WithOthersValuesAsync();
    }

    /// <summary>Adds chart values of the stack's own, by their dotted paths.</summary>
    public void SetValues(params (string Path, object Value)[] values) =>
        Settings = Settings with { Values = ValueTree.Merge(Settings.Values, Tree(values)) };

    private static IReadOnlyDictionary<string, object?> Tree(params (string Path, object Value)[] values) => values
        .Select(entry => (IReadOnlyDictionary<string, object?>)entry.Path.Split('.').Reverse().Aggregate(entry.Value, (inner, key) => ValueTree.Map((key, inner))))
        .Aggregate(ValueTree.Merge);

    /// <summary>Short, random and a DNS label: part of names whose length is limited.</summary>
    public static string NewId() => "t" + Guid.NewGuid().ToString("N")[..7];

    /// <inheritdoc cref="LiveEngine.UpAsync(StackSettings, Func{Task}?)"/>
    public Task<LiveUpdate> UpAsync(Func<Task>? beforeDeletion = null) => _engine.UpAsync(Settings, beforeDeletion);

    /// <inheritdoc cref="LiveEngine.Import"/>
    public void Import(string type, string name, string id, ImmutableDictionary<string, object> inputs) => _engine.Import(type, name, id, inputs);

    /// <summary>As <c>pulumi destroy</c>.</summary>
    public Task<IReadOnlyList<string>> DestroyAsync() => _engine.DestroyAsync();

    /// <summary>AWS name of a group's secret.</summary>
    public string AwsName(string group) => $"{Settings.Aws.Prefix}/{Settings.Environment}/{group}";

    /// <summary>The values that a group's AWS secret holds now.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AwsValuesAsync(string group) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(await Aws.SecretTextAsync(AwsName(group)))!;

    /// <summary>Puts values into an AWS secret that Pulumi leaves to others: now, or as soon as it is made.</summary>
    public async Task PutAsync(string group, params (string Property, string Value)[] values)
    {
        foreach (var (_, value) in values)
            Canaries.Hold(value);
        var text = JsonSerializer.Serialize(values.ToDictionary(entry => entry.Property, entry => entry.Value));
        _put[AwsName(group)] = text;
        if (Resources.Any(resource => resource.Inputs.Text("name") == AwsName(group)))
            await PutAsync(AwsName(group));
    }

    /// <summary>Leaves an AWS secret empty that somebody would have filled.</summary>
    public void LeaveEmpty(string group) => _put.Remove(AwsName(group));

    /// <summary>An AWS secret that somebody else makes, such as RDS.</summary>
    /// <returns>Its ARN.</returns>
    public async Task<string> AddForeignSecretAsync(string name, JsonObject content)
    {
        Canaries.Hold((string)content["password"]!);
        var made = await Aws.SecretsManagerAsync("CreateSecret", new JsonObject
        {
            ["Name"] = $"{name}-{Settings.Namespace}",
            ["SecretString"] = content.ToJsonString(),
            ["ClientRequestToken"] = Guid.NewGuid().ToString(),
        });
        _foreignSecrets.Add((string)made["ARN"]!);
        return (string)made["ARN"]!;
    }

    /// <summary>A secret whose value the stack file itself holds, encrypted.</summary>
    public void AddConfigSecret(string name) => Settings = Settings with
    {
        Secrets = [.. Settings.Secrets, new SecretSettings(name, new ValueSource { From = SecretSource.Config })],
        SecretValues = new Dictionary<string, SecretText>(Settings.SecretValues) { [name] = new(Canaries.NewWord()) },
    };

    public ObjectName Named(string resource, string name) => new(resource, name, Settings.Namespace);

    /// <summary>The name that a Kubernetes Secret has now, its version included.</summary>
    public string SecretName(string id) => KubernetesResources.Manifest(ExternalSecretType, Resources.Single(resource => resource.Type == ExternalSecretType && resource.Name.StartsWith($"secrets-{id}/", StringComparison.Ordinal)).Inputs)["spec"]!["target"]!["name"]!.ToString();

    public LiveResource Resource(string type, string name) => Resources.Single(resource => resource.Type == type && resource.Name == name);

    /// <summary>Every Kubernetes Secret that the operator makes for this environment.</summary>
    public IReadOnlyList<string> SecretNames => [.. Catalog.Objects.Select(secret => SecretName(secret.Id))];

    public async Task<IReadOnlyDictionary<string, string>> SecretAsync(string name) => SecretData.Of(await Cluster.GetAsync(Named("Secret", name)));

    public Task<string> HelmAsync(params string[] arguments) => _helm.HelmAsync([.. arguments, "--namespace", Settings.Namespace]);

    public async ValueTask DisposeAsync()
    {
        await _engine.CleanUpAsync();
        foreach (var arn in _foreignSecrets)
            await Aws.SecretsManagerAsync("DeleteSecret", new JsonObject { ["SecretId"] = arn, ["ForceDeleteWithoutRecovery"] = true });
    }

    private const string ExternalSecretType = "kubernetes:external-secrets.io/v1:ExternalSecret";

    /// <summary>What other people add as soon as they can: values into empty secrets, and what the stack lists of theirs.</summary>
    private async Task AddOthersPartAsync(LiveResource made)
    {
        if (made.Inputs.Text("name") is { } name && _put.ContainsKey(name))
            await PutAsync(name);
        await Made(made);
        if (made.Type != "kubernetes:core/v1:Namespace")
            return;
        foreach (var entry in Settings.ExtraEnvVarsSecret)
        {
            await Cluster.ApplyAsync(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = entry.Kind == EnvFromKind.SecretRef ? "Secret" : "ConfigMap",
                ["metadata"] = new JsonObject { ["name"] = entry.Name, ["namespace"] = Settings.Namespace },
                [entry.Kind == EnvFromKind.SecretRef ? "stringData" : "data"] = JsonSerializer.SerializeToNode(OthersObjects.GetValueOrDefault(entry.Name) ?? []),
            });
        }
    }

    private Task PutAsync(string awsName) => Aws.SecretsManagerAsync("PutSecretValue", new JsonObject
    {
        ["SecretId"] = awsName,
        ["SecretString"] = _put[awsName],
        ["ClientRequestToken"] = Guid.NewGuid().ToString(),
    });

    /// <summary>Gives every value that the stack expects of others.</summary>
    private async Task<LiveStack> WithOthersValuesAsync()
    {
        foreach (var group in Catalog.FilledByOthers)
            await PutAsync(group.Name, [.. group.Values.Select(value => (value.Property, Canaries.NewWord()))]);
        if (Settings.Database.Password.From == SecretSource.Existing)
            Settings = Settings with { Database = Settings.Database with { Password = await ForeignAsync("rds!db", Settings.Database.Password) } };
        if (Settings.Redis.Password.From == SecretSource.Existing)
            Settings = Settings with { Redis = Settings.Redis with { Password = await ForeignAsync("elasticache", Settings.Redis.Password) } };
        return this;
    }

    /// <summary>As RDS writes it: the password beside what else it says of the server.</summary>
    private async Task<ValueSource> ForeignAsync(string name, ValueSource source)
    {
        var password = Canaries.NewWord();
        var arn = await AddForeignSecretAsync(name, new JsonObject
        {
            ["engine"] = "postgres",
            ["username"] = "mcp",
            ["password"] = password,
            [source.Existing!.Property!] = password,
        });
        return source with { Existing = source.Existing with { Arn = arn } };
    }
}
