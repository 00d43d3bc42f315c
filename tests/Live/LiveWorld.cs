using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using McpInfra.Backends;
using McpInfra.Checks;
using McpInfra.Delivery;
using McpInfra.Live;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Live;

/// <summary>A cluster that runs what a stack says, as <c>kubectl</c> and <c>helm</c> would tell of it; a test changes one thing of it.</summary>
internal sealed class LiveWorld
{
    public const string Suffix = "-0123abcd";

    public static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private readonly LoadedStack _stack;

    public LiveWorld(StackSettings settings)
    {
        _stack = LoadedStack.Of(settings);
        var running = settings.Delivery.Mode == DeliveryMode.Helm ? _stack : LoadedStack.Of(settings with { Rollout = settings.Rollout with { Strategy = RolloutStrategy.Stable } });
        var manifests = Backend.Of(running).Manifests.Concat(DeliveryObjects.For(settings).Select(awaited => awaited.Manifest));
        foreach (var kind in manifests.GroupBy(manifest => (manifest.Kind, manifest.ApiVersion, manifest.Namespace)))
            Objects.Add(new JsonArray([.. kind.Select(manifest => Object(manifest, Backend.Of(running).ReaderRoleArn))]));
        Deployment = JsonNode.Parse($$"""
            {"metadata": {"name": "gateway", "labels": {"helm.sh/chart": "mcp-stack-{{settings.Chart.Version}}"} }, "spec": {"replicas": 2, "template": {"spec": {"containers": [{"name": "mcpgateway"}]} } }, "status": {"availableReplicas": 2} }
            """)!.AsObject();
        EnvFrom = [Reference("mcp-chart", isSecret: true), .. ChartValues.For(running).EnvFrom.Select(entry => Reference(NameOf(entry.Name), entry.Kind == EnvFromKind.SecretRef))];
        Deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["envFrom"] = EnvFrom;
        Secrets = running.Catalog.Objects.Select(secret => NameOf(secret.Name)).Distinct().ToDictionary(name => name, _ => "2026-11-26T10:00:00Z");
        Pods = [Pod("2026-11-26T11:00:00Z")];
    }

    public JsonObject Deployment { get; }

    public JsonArray EnvFrom { get; }

    /// <summary>A list for each kind.</summary>
    public List<JsonArray> Objects { get; } = [];

    /// <summary>When each last changed.</summary>
    public Dictionary<string, string> Secrets { get; }

    public JsonArray Pods { get; }

    public JsonObject Release { get; } = JsonNode.Parse("""{"status": "deployed", "revision": 3}""")!.AsObject();

    public JsonArray OfKind(string kind) => Objects.Single(list => (string?)list[0]?["kind"] == kind);

    public JsonObject Pod(string started) => JsonNode.Parse($$"""
        {"metadata": {"name": "gateway-7f-x", "labels": {"pod-template-hash": "7f"}, "ownerReferences": [{"kind": "ReplicaSet", "name": "gateway-7f"}]},
         "spec": {"containers": [{"name": "mcpgateway", "envFrom": {{EnvFrom.ToJsonString()}}}]},
         "status": {"phase": "Running", "containerStatuses": [{"name": "mcpgateway", "state": {"running": {"startedAt": "{{started}}"} } }]} }
        """)!.AsObject();

    public AnsweringPrograms Programs()
    {
        Release["chart"] ??= $"mcp-stack-{_stack.Settings.Chart.Version}";
        var programs = new AnsweringPrograms()
            .Answer("kubectl config get-contexts", "mcp-dev\n")
            .Answer("kubectl version", """{"clientVersion": {"gitVersion": "v1.35.4"}, "serverVersion": {"gitVersion": "v1.35.1"} }""")
            .Answer("helm history", new JsonArray(Release.DeepClone()).ToJsonString())
            .Answer("kubectl get deployment ", Deployment.ToJsonString())
            .Answer("kubectl get secrets ", string.Concat(Secrets.Select(secret => $"{secret.Key} 2026-11-01T00:00:00Z {secret.Value}\n")))
            .Answer("kubectl get pods ", new JsonObject { ["items"] = Pods.DeepClone() }.ToJsonString());
        foreach (var list in Objects.Where(list => list.Count > 0))
        {
            var (kind, group) = ((string)list[0]!["kind"]!, ((string)list[0]!["apiVersion"]!).Split('/'));
            programs.Answer($"kubectl get {kind.ToLowerInvariant()}{(group.Length > 1 ? "." + group[0] : "")} ", new JsonObject { ["items"] = list.DeepClone() }.ToJsonString());
        }

        return programs;
    }

    public Task<IReadOnlyList<CheckResult>> StatusAsync() => Asked.AllAsync(Running.Of(_stack, Now), Programs());

    /// <summary>Whatever is not well, as <c>name: verdict what was seen</c>.</summary>
    public async Task<IReadOnlyList<string>> WrongAsync() =>
        [.. (await StatusAsync()).Where(result => result.Verdict != CheckVerdict.Ok).Select(result => $"{result.Name}: {result.Text()}")];

    public static JsonObject Reference(string name, bool isSecret) => new() { [isSecret ? "secretRef" : "configMapRef"] = new JsonObject { ["name"] = name } };

    private static JsonObject Object(KubernetesManifest manifest, string? role)
    {
        var made = new JsonObject
        {
            ["apiVersion"] = manifest.ApiVersion,
            ["kind"] = manifest.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = manifest.Name is SecretName name ? NameOf(name) : (string)manifest.Name,
                ["labels"] = Json(manifest.Labels.ToDictionary(label => label.Key, object? (label) => label.Value), role),
                ["annotations"] = Json(manifest.Annotations, role),
                ["uid"] = "somebody else's",
            },
            ["status"] = JsonNode.Parse("""{"refreshTime": "2026-11-26T11:50:00Z", "conditions": [{"type": "Ready", "status": "True", "reason": "SecretSynced"}]}"""),
        };
        foreach (var (key, value) in manifest.Body)
            made[key] = Json(value, role);
        return made;
    }

    private static string NameOf(SecretName name) => name.VersionedBy is null ? name.ToString() : name.Base + Suffix;

    private static JsonNode? Json(object? value, string? role) => value switch
    {
        null => null,
        SecretName name => NameOf(name),
        PinnedVersion => "uuid/0123",
        ReaderRoleArn => role,
        bool flag => flag,
        string text => text,
        IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, Json(map[key], role)))),
        IReadOnlyDictionary<string, object?> map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value, role)))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => Json(item, role))]),
        double number => number,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };
}
