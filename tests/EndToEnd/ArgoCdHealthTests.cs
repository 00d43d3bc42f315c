using System.Text.Json.Nodes;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// Whether Argo CD waits for an ExternalSecret to be read as it is now. Its store is of a controller that nobody runs, so that
/// the status stays as the test writes it: otherwise Argo CD and the operator race, and Argo CD loses most of the time.
/// </summary>
[Collection(ArgoCdTests.Set)]
public sealed class ArgoCdHealthTests
{
    private const string Kind = "externalsecrets.external-secrets.io";

    private const string Read = "-read";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(240);

    [ArgoCdFact]
    public async Task ExternalSecret_ChangedAndNotReadSince_HoldsTheNextWaveBackUntilItIs()
    {
        await using var tree = await Tree.CreateAsync();
        await tree.ArgoCd.JudgeAsync(HealthChecks.ExternalSecret);
        try
        {
            await tree.SyncFirstAsync();
            await tree.CommitAsync("2", "ONE", "TWO");

            await tree.Cluster.WaitAsync(tree.Application, found => ArgoCd.Says(found).Contains("waiting for healthy state of external-secrets.io/ExternalSecret", StringComparison.Ordinal), Long);
            Assert.Equal("1", Revision(await tree.Cluster.FindAsync(tree.Next)));

            await tree.ReadAsync();
            await tree.Cluster.WaitAsync(tree.Next, found => Revision(found) == "2", Long);
        }
        finally
        {
            await tree.ArgoCd.JudgeNoMoreAsync(HealthChecks.ExternalSecret);
        }
    }

    /// <summary>Why Argo CD has to be told.</summary>
    [ArgoCdFact]
    public async Task ExternalSecret_WithoutTheCheck_IsTakenForReadyFromBeforeItsChange()
    {
        await using var tree = await Tree.CreateAsync();
        await tree.SyncFirstAsync();
        var first = await tree.GenerationAsync();
        await tree.CommitAsync("2", "ONE", "TWO");

        await tree.Cluster.WaitAsync(tree.Next, found => Revision(found) == "2", Long);
        Assert.NotEqual(first, await tree.GenerationAsync());
        Assert.Equal(first + Read, (string?)(await tree.Cluster.GetAsync(tree.Secret))["status"]!["syncedResourceVersion"]);
    }

    private static string? Revision(JsonObject? next) => (string?)next?["data"]?["revision"];

    /// <summary>An ExternalSecret and, in the wave after it, what must wait for it.</summary>
    private sealed class Tree : IAsyncDisposable
    {
        private readonly string _name = LiveStack.NewId();
        private readonly GitRepository _repository = new();

        public Kubectl Cluster { get; } = new(RealComponents.Kubeconfig!);

        public ArgoCd ArgoCd => new(Cluster);

        public ObjectName Application => ArgoCd.Application(_name);

        public ObjectName Secret => new(Kind, "secret", _name);

        public ObjectName Next => new("ConfigMap", "next", _name);

        public static async Task<Tree> CreateAsync()
        {
            var tree = new Tree();
            await tree._repository.InitialisedAsync();
            await tree.CommitAsync("1", "ONE");
            await tree.ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {tree._name}}}}}");
            await tree.ApplyAsync($$$"""
                apiVersion: external-secrets.io/v1
                kind: SecretStore
                metadata: {name: store, namespace: {{{tree._name}}}}
                spec:
                  controller: nobody
                  provider: {fake: {data: [{key: any, value: any}]}}
                """);
            await tree.ApplyAsync($$$"""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: {{{tree._name}}}, namespace: {{{ArgoCd.Namespace}}}, finalizers: [resources-finalizer.argocd.argoproj.io]}
                spec:
                  project: default
                  source: {repoURL: '{{{tree._repository.Url}}}', targetRevision: HEAD, path: tree}
                  destination: {server: '{{{ArgoCdCluster.OwnServer}}}', namespace: {{{tree._name}}}}
                  syncPolicy: {automated: {}}
                """);
            return tree;
        }

        public async Task SyncFirstAsync()
        {
            // The operator claims every object and writes its interval in another form, which is a generation, before it leaves it alone.
            await Cluster.WaitAsync(Secret, found => found?["metadata"]!["finalizers"] is not null, Long);
            await ReadAsync();
            await Cluster.WaitAsync(Next, found => Revision(found) == "1", Long);
            await ArgoCd.WaitSyncedAsync(_name, Long);
        }

        public async Task CommitAsync(string revision, params string[] keys)
        {
            _repository.Write("tree/secret.yaml", $$$"""
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: secret, annotations: {argocd.argoproj.io/sync-wave: '0'}}
                spec:
                  secretStoreRef: {kind: SecretStore, name: store}
                  data: [{{{string.Join(", ", keys.Select(key => $"{{secretKey: {key}, remoteRef: {{ key: any }} }}"))}}}]
                """);
            _repository.Write("tree/next.yaml", $$$"""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: next, annotations: {argocd.argoproj.io/sync-wave: '1'}}
                data: {revision: '{{{revision}}}'}
                """);
            await _repository.CommitAsync("Revision " + revision);
            if (await Cluster.FindAsync(Application) is not null)
                await ArgoCd.RefreshAsync(_name);
        }

        public async Task<int> GenerationAsync() => (int)(await Cluster.GetAsync(Secret))["metadata"]!["generation"]!;

        /// <summary>As the operator says that it has read the object as it is now.</summary>
        public async Task ReadAsync()
        {
            var status = new JsonObject
            {
                ["syncedResourceVersion"] = await GenerationAsync() + Read,
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True", ["reason"] = "SecretSynced", ["lastTransitionTime"] = "2026-01-01T00:00:00Z" }),
            };
            await Cluster.RunAsync(
                ["patch", Secret.Resource, Secret.Name, "--namespace", _name, "--subresource", "status", "--type", "merge", "--patch", new JsonObject { ["status"] = status }.ToJsonString()]);
        }

        public async ValueTask DisposeAsync()
        {
            await Cluster.DeleteAsync(Application);
            await Cluster.DeleteAsync(new ObjectName("Namespace", _name));
            _repository.Dispose();
        }

        private Task ApplyAsync(string yaml) => Cluster.ApplyAsync(YamlJson.Read(yaml).AsObject());
    }
}
