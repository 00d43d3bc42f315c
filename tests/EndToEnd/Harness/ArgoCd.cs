using System.Text.Json.Nodes;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>A test on a real Argo CD; skipped with one line where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ArgoCdFactAttribute : FactAttribute
{
    /// <param name="also">Variables that the test needs besides.</param>
    public ArgoCdFactAttribute(params string[] also) => Skip = RealComponents.Missing(also) ?? (ArgoCd.IsThere.Value ? null : "There is no Argo CD in the cluster: see 'Real components' in CONTRIBUTING.md.");
}

/// <summary>Argo CD's objects in the cluster.</summary>
internal sealed class ArgoCd(Kubectl cluster)
{
    public const string Namespace = "argocd";

    /// <summary>Argo CD takes it away when it has looked.</summary>
    private const string Refresh = "argocd.argoproj.io/refresh";

    private const int Looks = 6;

    public static Lazy<bool> IsThere { get; } = new(() =>
        new Kubectl(RealComponents.Kubeconfig!).FindAsync(new ObjectName("customresourcedefinitions.apiextensions.k8s.io", "applicationsets.argoproj.io")).GetAwaiter().GetResult() is not null);

    public static ObjectName Application(string name) => new("applications.argoproj.io", name, Namespace);

    /// <summary>Waits until the last sync of an Application succeeded and nothing differs from Git.</summary>
    public Task<JsonObject?> WaitSyncedAsync(string name, TimeSpan within) => cluster.WaitAsync(Application(name), IsSynced, within);

    /// <summary>The same, and everything in it is well.</summary>
    public Task<JsonObject?> WaitHealthyAsync(string name, TimeSpan within) =>
        cluster.WaitAsync(Application(name), found => IsSynced(found) && (string?)found!["status"]!["health"]?["status"] == "Healthy", within);

    /// <summary>What the last sync has to say of the objects of a kind: with a health check, that check's message.</summary>
    public static IReadOnlyList<string> SaidOf(JsonObject? application, string kind) =>
    [
        .. (application?["status"]?["operationState"]?["syncResult"]?["resources"]?.AsArray() ?? [])
            .Where(resource => (string?)resource!["kind"] == kind).Select(resource => (string?)resource!["message"] ?? ""),
    ];

    public static bool IsDegraded(JsonObject? application) => (string?)application?["status"]?["health"]?["status"] == "Degraded";

    /// <summary>Has Argo CD compare Git and the cluster from the beginning, several times: nothing differs, and nothing is synced again.</summary>
    public async Task AssertStaysSyncedAsync(string name)
    {
        var synced = await WaitSyncedAsync(name, TimeSpan.FromSeconds(60));
        for (var look = 0; look < Looks; look++)
        {
            await RefreshAsync(name);
            var seen = await cluster.WaitAsync(Application(name), found => found?["metadata"]!["annotations"]?[Refresh] is null, TimeSpan.FromSeconds(60));

            Assert.True(IsSynced(seen), $"{name}: {seen?["status"]?["sync"]?.ToJsonString()} {seen?["status"]?["resources"]?.ToJsonString()}");
            Assert.Equal((string?)synced!["status"]!["operationState"]!["finishedAt"], (string?)seen!["status"]!["operationState"]!["finishedAt"]);
        }
    }

    /// <summary>Has Argo CD look at Git now.</summary>
    public Task RefreshAsync(string name) => cluster.RunAsync(["annotate", "applications.argoproj.io", name, "--namespace", Namespace, "--overwrite", Refresh + "=hard"]);

    /// <summary>What the last or the present sync of an Application says.</summary>
    public static string Says(JsonObject? application) => (string?)application?["status"]?["operationState"]?["message"] ?? "";

    /// <summary>As <c>argocd app sync</c> asks for it.</summary>
    public Task SyncAsync(string name) => cluster.RunAsync(
        ["patch", "applications.argoproj.io", name, "--namespace", Namespace, "--type", "merge", "--patch", """{"operation": {"initiatedBy": {"username": "test"}, "sync": {"revision": "HEAD"}}}"""]);

    /// <summary>As <c>argocd cluster add</c> does.</summary>
    public async Task AddClusterAsync(string name, string kubeconfig)
    {
        var config = YamlJson.Read(await File.ReadAllTextAsync(kubeconfig));
        var (server, user) = (config["clusters"]![0]!["cluster"]!, config["users"]![0]!["user"]!);
        await cluster.ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Namespace, ["labels"] = new JsonObject { ["argocd.argoproj.io/secret-type"] = "cluster" } },
            ["stringData"] = new JsonObject
            {
                ["name"] = name,
                ["server"] = (string)server["server"]!,
                ["config"] = new JsonObject
                {
                    ["bearerToken"] = (string)user["token"]!,
                    ["tlsClientConfig"] = new JsonObject { ["caData"] = (string)server["certificate-authority-data"]! },
                }.ToJsonString(),
            },
        });
    }

    public Task RemoveClusterAsync(string name) => cluster.DeleteAsync(new ObjectName("Secret", name, Namespace));

    /// <summary>As the rendered patch does.</summary>
    public Task JudgeAsync(HealthCheck check) => PatchConfigAsync(check.Key, check.Lua);

    public Task JudgeNoMoreAsync(HealthCheck check) => PatchConfigAsync(check.Key, null);

    private Task PatchConfigAsync(string key, string? value) => cluster.RunAsync(
        ["patch", "configmap", "argocd-cm", "--namespace", Namespace, "--type", "merge", "--patch", new JsonObject { ["data"] = new JsonObject { [key] = value } }.ToJsonString()]);

    /// <summary>Deletes an ApplicationSet and waits until its Applications, and what they made, are gone.</summary>
    public async Task DeleteAsync(string applicationSet, IEnumerable<string> applications)
    {
        await cluster.DeleteAsync(new ObjectName("applicationsets.argoproj.io", applicationSet, Namespace));
        foreach (var application in applications)
            await cluster.WaitAsync(Application(application), found => found is null, TimeSpan.FromSeconds(90));
    }

    private static bool IsSynced(JsonObject? application) =>
        (string?)application?["status"]?["sync"]?["status"] == "Synced" && (string?)application["status"]?["operationState"]?["phase"] == "Succeeded";
}
