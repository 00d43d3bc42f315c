using System.Text.Json.Nodes;
using Json.Schema;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Delivery;

/// <summary>Every rendered file against the CRD or the schema of whoever reads it: nothing refused, nothing unknown, nothing that only repeats a default.</summary>
public sealed class SchemaTests
{
    /// <summary>Read by the API server or by kustomize itself, or with a CRD that need not be among those at hand.</summary>
    private static readonly string[] WithoutCrd = ["v1", "kustomize.config.k8s.io/v1beta1", "kustomize.toolkit.fluxcd.io/v1"];

    /// <summary>Once, since the library keeps each schema by its address.</summary>
    private static readonly Lazy<JsonSchema> FleetYaml = new(() => JsonSchema.FromText(File.ReadAllText(Path.Combine(CrdSchema.Folder!, "schemas", "fleet.yaml.schema.json"))));

    public static TheoryData<string, string> ToolsAndVariants
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var tool in Rendered.Tools)
            {
                foreach (var variant in (string[])["shipped", "optional", "folder", "reloader", "elsewhere", "hub"])
                    data.Add(tool.ToString(), variant);
            }

            return data;
        }
    }

    public static TheoryData<string> Modes => ["ArgoCd", "Flux", "Fleet"];

    [SchemasTheory]
    [MemberData(nameof(ToolsAndVariants))]
    public void Objects_OfEveryTool_AreTakenAndRepeatNoDefault(string tool, string variant)
    {
        if (tool == "Fleet" && variant == "folder")
            return;
        var objects = 0;
        foreach (var file in Rendered.Of(Enum.Parse<GitOpsTool>(tool), [.. Stacks.Names.Select(stack => Vary(Stacks.Shipped(stack), variant))]))
        {
            if (!HasCrd(file, out var apiVersion))
                continue;
            AssertTaken(file.Path, apiVersion, (string)file.Document["kind"]!, YamlJson.Read(file.Content));
            objects++;
        }

        Assert.InRange(objects, Stacks.Names.Count, int.MaxValue);
    }

    [SchemasTheory]
    [MemberData(nameof(ClusterStacks.ToolsAndKinds), MemberType = typeof(ClusterStacks))]
    public void Objects_OfAClusterForEveryTool_AreTakenAndRepeatNoDefault(string tool, string kind)
    {
        var cluster = ClusterStacks.Of(kind);
        var hub = cluster with { Delivery = cluster.Delivery with { Flux = cluster.Delivery.Flux with { KubeConfigSecret = "mcp-dev-kubeconfig", ChartSecret = "registry" } } };
        foreach (var file in ClusterStacks.Render(Enum.Parse<GitOpsTool>(tool), cluster).Concat(ClusterStacks.Render(Enum.Parse<GitOpsTool>(tool), hub)))
        {
            if (HasCrd(file, out var apiVersion))
                AssertTaken(file.Path, apiVersion, (string)file.Document["kind"]!, YamlJson.Read(file.Content));
            else if (file.Path.EndsWith("/fleet.yaml", StringComparison.Ordinal))
                Assert.Empty(CrdSchema.Refusals(FleetYaml.Value, YamlJson.Read(file.Content)));
        }
    }

    [SchemasTheory]
    [MemberData(nameof(Modes))]
    public void Objects_ThatPulumiMakes_AreTakenAndRepeatNoDefault(string mode)
    {
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            foreach (var (manifest, _) in DeliveryObjects.For(settings with { Delivery = settings.Delivery with { Mode = Enum.Parse<DeliveryMode>(mode) } }))
                AssertTaken(stack, manifest.ApiVersion, manifest.Kind, YamlJson.Read(YamlWriter.Write(ManifestTree.Of(manifest))));
        }
    }

    [SchemasTheory]
    [InlineData("shipped")]
    [InlineData("optional")]
    public void FleetYaml_EveryBundle_FitsItsSchema(string variant)
    {
        var schema = FleetYaml.Value;
        var bundles = Rendered.Of(GitOpsTool.Fleet, [.. Stacks.Names.Select(stack => Vary(Stacks.Shipped(stack), variant))]).Where(file => file.Path.EndsWith("/fleet.yaml", StringComparison.Ordinal)).ToList();

        Assert.Equal(2 * Stacks.Names.Count, bundles.Count);
        foreach (var bundle in bundles)
        {
            var value = YamlJson.Read(bundle.Content);
            Assert.Empty(CrdSchema.Refusals(schema, value));
            value["helmm"] = new JsonObject();
            Assert.NotEmpty(CrdSchema.Refusals(schema, value));
        }
    }

    /// <summary>The check is worth something only if it finds what is wrong.</summary>
    [SchemasTheory]
    [InlineData("argoproj.io/v1alpha1", "Application", """{"spec":{"project":"a","destination":{"sever":"x"}}}""", "")]
    [InlineData("helm.toolkit.fluxcd.io/v2", "HelmRelease", """{"spec":{"interval":"ten"}}""", "")]
    [InlineData("source.toolkit.fluxcd.io/v1", "OCIRepository", """{"spec":{"interval":"1m","url":"oci://a/b","provider":"generic","timeout":"1m"}}""", ".spec.provider .spec.timeout")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", """{"spec":{"refreshInterval":"60m","target":{"creationPolicy":"Owner","deletionPolicy":"Delete"}}}""", ".spec.refreshInterval .spec.target.creationPolicy")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", """{"spec":{"target":{"creationPolicy":"Owner","deletionPolicy":"Retain"}}}""", ".spec.target .spec.target.creationPolicy .spec.target.deletionPolicy")]
    public void CrdSchema_SomethingWrong_IsFound(string apiVersion, string kind, string json, string repeated)
    {
        var schema = CrdSchema.Of(apiVersion, kind)!;

        Assert.Equal(repeated, string.Join(' ', schema.Repeated(JsonNode.Parse(json)!).Order(StringComparer.Ordinal)));
        Assert.Equal(repeated.Length == 0, schema.Refusals(JsonNode.Parse(json)!).Count > 0);
    }

    private static bool HasCrd(RenderedFile file, out string apiVersion)
    {
        apiVersion = file.Document.GetValueOrDefault("apiVersion") as string ?? "";
        return apiVersion.Length > 0 && (!WithoutCrd.Contains(apiVersion) || CrdSchema.Of(apiVersion, (string)file.Document["kind"]!) is not null);
    }

    private static void AssertTaken(string where, string apiVersion, string kind, JsonNode value)
    {
        var schemas = CrdSchema.AllOf(apiVersion, kind).ToList();
        Assert.True(schemas.Count > 0, $"There is no CRD of {apiVersion} {kind}");
        foreach (var (release, schema) in schemas)
        {
            Assert.True(schema.Refusals(value) is [], $"{where}, {release}: {string.Join("\n", schema.Refusals(value))}");
            Assert.True(schema.Repeated(value) is [], $"{where}, {release}: {string.Join(" ", schema.Repeated(value))} only repeats a default");
        }
    }

    private static StackSettings Vary(StackSettings settings, string variant) => variant switch
    {
        "optional" => settings with { Migration = settings.Migration with { Optional = true } },
        "folder" => settings with { Chart = settings.Chart with { Source = "./charts/mcp-stack" } },
        "reloader" => settings with { Rollout = settings.Rollout with { Reloader = true } },
        "elsewhere" => settings with { Delivery = settings.Delivery with { ArgoCd = settings.Delivery.ArgoCd with { Cluster = new("https://mcp.example.com:6443", null) } } },
        "hub" => settings with { Delivery = settings.Delivery with { Flux = settings.Delivery.Flux with { KubeConfigSecret = "mcp-dev-kubeconfig" } } },
        _ => settings,
    };
}
