using System.Text.Json.Nodes;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// What Flux and Fleet do with a rendered tree, done by the programs that are in them: Helm renders the chart or the bundle,
/// kustomize patches it, the API server takes it.
/// </summary>
public sealed class GitOpsTreesTests
{
    private const string Manager = "helm";

    /// <summary>An autoscaler sets the number through the scale subresource, as another manager.</summary>
    [EndToEndFact]
    public async Task Upgrade_OfAScaledGateway_LeavesItsReplicas()
    {
        await using var live = await LiveStack.CreateAsync("staging");
        await live.Cluster.RunAsync(["create", "namespace", live.Settings.Namespace]);
        var spec = DeliverySpec.InGit(live.Settings);
        foreach (var tool in (GitOpsTool[])[GitOpsTool.Flux, GitOpsTool.Fleet])
        {
            using var patched = Kustomization(tool, spec);
            var name = live.Named("deployments.apps", spec.GatewayDeployment);
            await live.Cluster.DeleteAsync(name);

            await live.Cluster.ApplyAsync(await patched.DeploymentAsync(), manager: Manager);
            await live.Cluster.RunAsync(["scale", "deployment", spec.GatewayDeployment, "--namespace", live.Settings.Namespace, "--replicas=5"]);
            await patched.UpgradeAsync(live.Cluster);

            Assert.Equal(5, (int)(await live.Cluster.GetAsync(name))["spec"]!["replicas"]!);
        }
    }

    /// <summary>What the patch is for: without it the same upgrade is refused, as under Fleet, and forced, as helm-controller does it, it sets the gateway back.</summary>
    [EndToEndFact]
    public async Task Upgrade_OfAScaledGatewayWithoutThePatch_IsRefusedOrSetsItBack()
    {
        await using var live = await LiveStack.CreateAsync("staging");
        await live.Cluster.RunAsync(["create", "namespace", live.Settings.Namespace]);
        var spec = DeliverySpec.InGit(live.Settings);
        using var plain = Kustomization(tool: null, spec);

        await live.Cluster.ApplyAsync(await plain.DeploymentAsync(), manager: Manager);
        await live.Cluster.RunAsync(["scale", "deployment", spec.GatewayDeployment, "--namespace", live.Settings.Namespace, "--replicas=5"]);
        var refused = await Assert.ThrowsAsync<KubectlException>(() => plain.UpgradeAsync(live.Cluster));

        Assert.Contains(".spec.replicas", refused.Message, StringComparison.Ordinal);
        var deployment = await plain.DeploymentAsync();
        await live.Cluster.ApplyAsync(deployment, manager: Manager);
        Assert.Equal((int)deployment["spec"]!["replicas"]!, (int)(await live.Cluster.GetAsync(live.Named("deployments.apps", spec.GatewayDeployment)))["spec"]!["replicas"]!);
    }

    /// <summary>Fleet's agent installs a bundle's files by a chart whose template gives them out as they are, and compares what it installed with what is there.</summary>
    [EndToEndFact]
    public async Task FleetBundle_InstalledTwice_IsAsTheTreeSays()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        await live.Cluster.RunAsync(["create", "namespace", live.Settings.Namespace]);
        var objects = Rendered.Of(GitOpsTool.Fleet, live.Settings).Where(file => file.Path.Contains("/secrets/", StringComparison.Ordinal) && !file.Path.EndsWith("/fleet.yaml", StringComparison.Ordinal)).ToList();
        var bundle = Directory.CreateTempSubdirectory("mcp-bundle-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(bundle, "Chart.yaml"), "apiVersion: v2\nname: bundle\nversion: 1.0.0\n");
            Directory.CreateDirectory(Path.Combine(bundle, "templates"));
            await File.WriteAllTextAsync(Path.Combine(bundle, "templates", "all.yaml"), "{{- range $path, $file := .Files.Glob \"raw/*\" }}\n---\n{{ $.Files.Get $path }}\n{{- end }}\n");
            Directory.CreateDirectory(Path.Combine(bundle, "raw"));
            foreach (var file in objects)
                await File.WriteAllTextAsync(Path.Combine(bundle, "raw", Path.GetFileName(file.Path)), file.Content);

            for (var times = 0; times < 2; times++)
                await live.HelmAsync("upgrade", "--install", "secrets", bundle);
            foreach (var file in objects)
            {
                var manifest = YamlJson.Read(file.Content).AsObject();
                AssertHolds(manifest, await live.Cluster.GetAsync(ObjectName.Of(manifest)), file.Path);
            }
        }
        finally
        {
            Directory.Delete(bundle, recursive: true);
        }
    }

    /// <summary>Helm-controller appends to a version what an OCIRepository or a commit says; the chart writes it into a label.</summary>
    [EndToEndFact]
    public async Task Chart_OfAVersionWithADigest_IsRefusedByTheApiServer()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        await live.Cluster.RunAsync(["create", "namespace", live.Settings.Namespace]);
        var spec = DeliverySpec.InGit(live.Settings);
        using var plain = Kustomization(tool: null, spec);
        await live.Cluster.ApplyAsync(await plain.DeploymentAsync(), dryRun: true);

        using var digested = Kustomization(tool: null, spec, ProjectChart.WithVersionSuffix("+97c52df74a33"));
        var deployment = await digested.DeploymentAsync();
        var refused = await Assert.ThrowsAsync<KubectlException>(() => live.Cluster.ApplyAsync(deployment, dryRun: true));

        Assert.Contains("metadata.labels", refused.Message, StringComparison.Ordinal);
    }

    private static PatchedChart Kustomization(GitOpsTool? tool, DeliverySpec spec, string? chart = null) => new(tool switch
    {
        GitOpsTool.Flux => PatchesOf(Document(GitOpsTool.Flux, spec, "gateway/helmrelease.yaml")),
        GitOpsTool.Fleet => (IReadOnlyList<object?>)Document(GitOpsTool.Fleet, spec, "gateway/patches/kustomization.yaml")["patches"]!,
        _ => [],
    }, spec, chart ?? ProjectChart.Path);

    private static IReadOnlyList<object?> PatchesOf(IReadOnlyDictionary<string, object?> release)
    {
        var renderers = (IReadOnlyList<object?>)ValueTree.At(release, "spec.postRenderers")!;
        return (IReadOnlyList<object?>)ValueTree.At((IReadOnlyDictionary<string, object?>)renderers[0]!, "kustomize.patches")!;
    }

    private static IReadOnlyDictionary<string, object?> Document(GitOpsTool tool, DeliverySpec spec, string file) =>
        Renderers.For(tool).Render([spec], FileHeader.For(tool)).Single($"{spec.Environment}/{file}").Document;

    /// <summary>Every field of the tree is there as the tree has it; what others add beside it is theirs.</summary>
    private static void AssertHolds(JsonNode? wanted, JsonNode? there, string at)
    {
        switch (wanted)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                    AssertHolds(value, there?[key], $"{at} {key}");
                break;
            case JsonArray list:
                Assert.Equal(list.Count, there!.AsArray().Count);
                for (var index = 0; index < list.Count; index++)
                    AssertHolds(list[index], there[index], $"{at}[{index}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(wanted, there), $"{at} is {there?.ToJsonString()} and not {wanted?.ToJsonString()}");
                break;
        }
    }

    /// <summary>The chart's Deployment of the gateway as Helm renders it and kustomize patches it.</summary>
    private sealed class PatchedChart(IReadOnlyList<object?> patches, DeliverySpec spec, string chart) : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("mcp-kustomize-").FullName;

        public void Dispose() => Directory.Delete(_directory, recursive: true);

        public async Task<JsonObject> DeploymentAsync()
        {
            var values = YamlJson.Read(YamlWriter.Write(spec.Values)).ToJsonString();
            await File.WriteAllTextAsync(Path.Combine(_directory, "rendered.yaml"),
                await new HelmReleases(RealComponents.Kubeconfig!).HelmAsync(["template", spec.Release.Name, chart, "--namespace", spec.Namespace, "--values", "-"], values));
            await File.WriteAllTextAsync(Path.Combine(_directory, "kustomization.yaml"), YamlWriter.Write(new Dictionary<string, object?>
            {
                ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
                ["kind"] = "Kustomization",
                ["namespace"] = spec.Namespace,
                ["resources"] = new List<object?> { "rendered.yaml" },
                ["patches"] = patches,
            }));
            var run = await Command.RunAsync("kubectl", ["kustomize", _directory]);
            Assert.True(run.Code == 0, run.Error);
            return YamlJson.ReadAll(run.Output).Single(manifest => (string?)manifest["kind"] == "Deployment" && (string?)manifest["metadata"]!["name"] == spec.GatewayDeployment).AsObject();
        }

        /// <summary>One value changed, as Helm applies it: on the server, by its own name, and no conflict overridden.</summary>
        public async Task UpgradeAsync(Kubectl cluster)
        {
            var deployment = await DeploymentAsync();
            deployment["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["changed"] = "yes" };
            await cluster.RunAsync(["apply", "--server-side", "--field-manager=" + Manager, "-f", "-"], deployment.ToJsonString());
        }
    }
}
