using System.Text.Json.Nodes;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// Rendered objects against a real API server, and the chart with the values that they carry. Flux and Fleet have no
/// controller here: their CRDs are put into the cluster, where they stay.
/// </summary>
public sealed class RenderedObjectsTests
{
    /// <summary>Of a CRD that is not among those that the tests have.</summary>
    private const string FluxKustomization = "kustomize.toolkit.fluxcd.io/v1";

    private static readonly Lazy<Task> Crds = new(ApplyCrdsAsync);

    private static Kubectl Cluster => new(RealComponents.Kubeconfig!);

    public static TheoryData<string> Tools => [.. Rendered.Tools.Select(tool => tool.ToString())];

    public static TheoryData<string, string> ToolsAndStacks => Rendered.ToolsAndStacks();

    [EndToEndTheory("MCP_TOOLS")]
    [MemberData(nameof(Tools))]
    public async Task Objects_ShippedStacks_AreStoredAsTheyAreUnderStrictValidation(string tool)
    {
        await Crds.Value;
        var space = "mcp-" + LiveStack.NewId();
        await Cluster.RunAsync(["create", "namespace", space]);
        try
        {
            foreach (var file in Rendered.Shipped(Enum.Parse<GitOpsTool>(tool)))
            {
                if (file.Document.GetValueOrDefault("apiVersion") is not string apiVersion || apiVersion is FluxKustomization or "kustomize.config.k8s.io/v1beta1")
                    continue;
                var manifest = YamlJson.Read(file.Content).AsObject();
                if (manifest["metadata"]!["namespace"] is not null)
                    manifest["metadata"]!["namespace"] = space;

                var stored = await Cluster.ApplyAsync(manifest, dryRun: true);

                if (manifest["spec"] is { } spec)
                    Assert.True(CrdChecks.IsKept(spec, stored["spec"]), $"{file.Path}: {stored["spec"]}");
            }
        }
        finally
        {
            await Cluster.RunAsync(["delete", "namespace", space, "--wait=false"]);
        }
    }

    /// <summary>Helm makes the same of the values whoever carries them.</summary>
    [EndToEndTheory]
    [MemberData(nameof(ToolsAndStacks))]
    public async Task Chart_WithTheValuesThatTheFilesCarry_RendersAsForTheRelease(string tool, string stack)
    {
        var settings = Stacks.Shipped(stack);
        var carried = Rendered.Values(Enum.Parse<GitOpsTool>(tool), Rendered.Shipped(Enum.Parse<GitOpsTool>(tool)), stack);

        var manifests = await TemplateAsync(settings, YamlWriter.Write((IReadOnlyDictionary<string, object?>)carried!));

        Assert.Equal(await TemplateAsync(settings, YamlWriter.Write(DeliverySpec.InGit(settings).Values)), manifests);
        Assert.DoesNotContain(ProjectChart.ShippedCredential, manifests, StringComparison.Ordinal);
        var gateway = LivePod.Container(YamlJson.ReadAll(manifests).Single(manifest => (string?)manifest["metadata"]!["name"] == ChartNames.GatewayDeployment(settings.Release.Name)
            && (string?)manifest["kind"] == "Deployment").AsObject());
        var listed = gateway["envFrom"]!.AsArray().Select(entry => (string?)entry!["secretRef"]?["name"]);
        var ours = DeliverySpec.InGit(settings).Secrets.Select(secret => secret.Manifest).Where(manifest => manifest.Kind == "ExternalSecret").Select(manifest => (string)manifest.Name);
        Assert.Equal(CatalogNames.GatewaySecret, listed.Last());
        Assert.Subset(ours.ToHashSet(), listed.Where(name => name?.StartsWith("mcp-gateway", StringComparison.Ordinal) == true).ToHashSet()!);
    }

    private static Task<string> TemplateAsync(StackSettings settings, string values) => new HelmReleases(RealComponents.Kubeconfig!).HelmAsync(
        ["template", settings.Release.Name, ProjectChart.Path, "--namespace", settings.Namespace, "--values", "-"], values);

    private static async Task ApplyCrdsAsync()
    {
        var files = Directory.EnumerateFiles(Path.Combine(CrdSchema.Folder!, "crds"))
            .Where(file => Path.GetFileName(file) is var name && (name.Contains("fluxcd", StringComparison.Ordinal) || name.StartsWith("fleet", StringComparison.Ordinal) || name.StartsWith("argoproj", StringComparison.Ordinal)))
            .SelectMany(file => (string[])["--filename", file]).ToList();
        await Cluster.RunAsync(["apply", "--server-side", "--force-conflicts", .. files]);
        await Cluster.RunAsync(["wait", "--for=condition=Established", "--timeout=60s", .. files]);
    }
}
