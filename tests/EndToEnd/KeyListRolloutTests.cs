using System.Globalization;
using System.Text.Json.Nodes;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;
using McpInfra.Yaml;
using Pulumi;

namespace McpInfra.Tests.EndToEnd;

/// <summary>A key is added to an environment that runs, before its value is there.</summary>
public sealed class KeyListRolloutTests
{
    private const string First = "SMTP_PASSWORD";
    private const string New = "SSO_OKTA_CLIENT_SECRET";

    /// <summary>Pulumi's wait is done by <c>kubectl wait</c>, as the harness does it for each object that says what for.</summary>
    [EndToEndFact]
    public async Task Pulumi_KeyWithoutAValue_LeavesThePodsTheirSecretAndGoesOnWhenItIsThere()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        var former = live.Settings = WithKey(live.Settings, First) with { Store = live.Settings.Store with { RefreshInterval = "2s", TimeoutSeconds = 15 } };
        var (first, value) = (live.Canaries.NewWord(), live.Canaries.NewWord());
        await live.PutAsync("external", (First, first));
        await live.UpAsync();
        var (old, before) = (live.SecretName("gateway-external"), await StateAsync(live));

        live.Settings = WithKey(former, New);
        await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());

        Assert.Equal(before, await StateAsync(live));
        Assert.Equal([First], (await live.SecretAsync(old)).Keys);

        // Taken away again: the state from before, and nothing to do after it.
        live.Settings = former;
        await live.UpAsync();
        Assert.Equal(before, await StateAsync(live));
        Assert.Equal(live.Resources.Count, (await live.UpAsync()).Unchanged);
        Assert.Equal([old], await ExternalAsync(live));

        await live.PutAsync("external", (First, first), (New, value));
        live.Settings = WithKey(former, New) with { Store = live.Settings.Store with { TimeoutSeconds = 60 } };
        var whileBothAreThere = new List<string>();
        await live.UpAsync(async () => whileBothAreThere.AddRange((await live.SecretAsync(old)).Keys));

        Assert.Equal([First], whileBothAreThere);
        Assert.NotEqual(before, await StateAsync(live));
        Assert.Equal(value, (await live.Pod.GatewayAsync())[New].Value);
        Assert.NotEqual(old, live.SecretName("gateway-external"));
        await live.Cluster.WaitAsync(live.Named("Secret", old), found => found is null, TimeSpan.FromSeconds(60));
    }

    /// <summary>In Git the name stays: what Flux waits for is asked of the object as its expression does, and the release's values have changed.</summary>
    [EndToEndFact]
    public async Task Tree_KeyWithoutAValue_IsNotReadyForItsGenerationAndLeavesTheSecretWhole()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        var former = live.Settings = WithKey(live.Settings, First) with { Store = live.Settings.Store with { RefreshInterval = "2s" } };
        var (first, value) = (live.Canaries.NewWord(), live.Canaries.NewWord());
        await live.PutAsync("external", (First, first));
        await live.UpAsync();
        var name = live.Named("externalsecrets.external-secrets.io", "mcp-gateway-external");
        await ApplyAsync(live, former);
        await live.Cluster.WaitAsync(name, IsDone, TimeSpan.FromSeconds(60));

        var more = WithKey(former, New);
        await ApplyAsync(live, more);
        await live.Cluster.WaitAsync(name, found => found is not null && !IsDone(found) && Reason(found) == "SecretSyncedError", TimeSpan.FromSeconds(60));
        Assert.Equal([First], (await live.SecretAsync("mcp-gateway-external")).Keys);

        await ApplyAsync(live, former);
        await live.Cluster.WaitAsync(name, IsDone, TimeSpan.FromSeconds(60));
        await ApplyAsync(live, more);
        await live.PutAsync("external", (First, first), (New, value));
        await live.Cluster.WaitAsync(name, IsDone, TimeSpan.FromSeconds(60));

        Assert.Equal(value, (await live.SecretAsync("mcp-gateway-external"))[New]);
        Assert.NotEqual(await GatewayAsync(live, former), await GatewayAsync(live, more));
    }

    private static StackSettings WithKey(StackSettings settings, string name) =>
        settings with { Secrets = [.. settings.Secrets, new SecretSettings(name, new ValueSource { From = SecretSource.External })] };

    /// <summary>As <c>HealthExpressions</c> has it.</summary>
    private static bool IsDone(JsonObject? found) =>
        found?["status"]?["syncedResourceVersion"]?.ToString().StartsWith(((int)found["metadata"]!["generation"]!).ToString(CultureInfo.InvariantCulture) + "-", StringComparison.Ordinal) == true
        && Condition(found)?["status"]?.ToString() == "True";

    private static string? Reason(JsonObject found) => Condition(found)?["reason"]?.ToString();

    private static JsonNode? Condition(JsonObject found) => found["status"]?["conditions"]?.AsArray().SingleOrDefault(condition => (string?)condition!["type"] == "Ready");

    private static async Task ApplyAsync(LiveStack live, StackSettings settings)
    {
        var secret = DeliverySpec.InGit(settings).Secrets.Single(secret => secret.Manifest.Name is "mcp-gateway-external");
        await live.Cluster.ApplyAsync(YamlJson.Read(YamlWriter.Write(ManifestTree.Of(secret.Manifest))).AsObject());
    }

    /// <summary>The gateway's pods, as Helm renders them from a tree's values.</summary>
    private static async Task<string> GatewayAsync(LiveStack live, StackSettings settings)
    {
        var spec = DeliverySpec.InGit(settings);
        var values = YamlJson.Read(YamlWriter.Write(spec.Values)).ToJsonString();
        var rendered = await new HelmReleases(RealComponents.Kubeconfig!).HelmAsync(["template", spec.Release.Name, ProjectChart.Path, "--namespace", live.Settings.Namespace, "--values", "-"], values);
        return YamlJson.ReadAll(rendered).Single(manifest => (string?)manifest["kind"] == "Deployment" && (string?)manifest["metadata"]!["name"] == spec.GatewayDeployment)["spec"]!["template"]!.ToJsonString();
    }

    private static async Task<List<string>> ExternalAsync(LiveStack live) =>
    [
        .. (await live.Cluster.ListAsync("externalsecrets.external-secrets.io", live.Settings.Namespace)).Select(found => found["metadata"]!["name"]!.ToString())
            .Where(name => name.StartsWith("mcp-gateway-external-", StringComparison.Ordinal) && !name.StartsWith("mcp-gateway-external-secret", StringComparison.Ordinal)),
    ];

    /// <summary>What must not move: the release's revisions, the gateway's template, and the Secrets that it names, by their uids.</summary>
    private static async Task<string> StateAsync(LiveStack live)
    {
        var gateway = await live.Cluster.GetAsync(live.Named("deployments.apps", ChartNames.GatewayDeployment(live.Settings.Release.Name)));
        var named = LivePod.Container(gateway)["envFrom"]!.AsArray().Select(entry => entry!["secretRef"]?["name"]?.ToString()).OfType<string>();
        var secrets = (await live.Cluster.ListAsync("secrets", live.Settings.Namespace)).ToDictionary(secret => secret["metadata"]!["name"]!.ToString(), secret => secret["metadata"]!["uid"]!.ToString());
        return $"{await live.HelmAsync("history", live.Settings.Release.Name, "--output", "json")} {gateway["spec"]!["template"]!.ToJsonString()} {string.Join(' ', named.Select(name => $"{name}={secrets.GetValueOrDefault(name)}"))}";
    }
}
