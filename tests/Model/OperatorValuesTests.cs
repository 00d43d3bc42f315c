using System.Text.Json;
using System.Text.Json.Nodes;
using McpInfra.Model;
using McpInfra.Settings.Clusters;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Model;

/// <summary>What the operator's chart is given, and what it makes of that.</summary>
public sealed class OperatorValuesTests
{
    public static TheoryData<string> Kinds => ["least", "production", "everything", "irsa"];

    [Fact]
    public void Values_OfTheLeast_TurnOffWhatNoEnvironmentNeeds()
    {
        var values = OperatorValues.For(Cluster("least"));

        string[] off = ["processClusterStore", "processClusterExternalSecret", "processPushSecret", "processClusterPushSecret", "processClusterGenerator", "rbac.serviceAccountTokenCreate", "rbac.servicebindings.create", "leaderElect"];
        Assert.All(off, path => Assert.Equal(false, ValueTree.At(values, path)));
        Assert.Equal(true, values["installCRDs"]);
    }

    [Fact]
    public void Values_OfProduction_HaveTwoAndABudget()
    {
        var values = OperatorValues.For(Cluster("production"));

        Assert.All((string[])["replicaCount", "webhook.replicaCount"], path => Assert.Equal(2L, ValueTree.At(values, path)));
        Assert.All((string[])["leaderElect", "podDisruptionBudget.enabled", "webhook.podDisruptionBudget.enabled"], path => Assert.Equal(true, ValueTree.At(values, path)));
    }

    /// <summary>Each path is one that the chart has: a value that it does not know would change nothing.</summary>
    [OperatorChartTheory]
    [MemberData(nameof(Kinds))]
    public void Values_EachPath_IsOneOfTheRealChart(string kind)
    {
        var chart = (MappingNode)YamlReader.ReadWhole(File.ReadAllText(Path.Combine(OperatorChartTheoryAttribute.Directory!, "values.yaml")), YamlRules.Manifests)!;

        Assert.All(Paths(OperatorValues.For(Cluster(kind))), path => Assert.True(Has(chart, path.Split('.')), path));
    }

    /// <summary>Through the chart's own schema, which helm holds values against, and its templates; the CRDs are put into the chart when it is published, and not into a checkout.</summary>
    [OperatorChartTheory]
    [MemberData(nameof(Kinds))]
    public void RealChart_WithTheValues_RendersAnOperatorOfThoseRights(string kind)
    {
        var cluster = Cluster(kind);
        var objects = Render(cluster);

        var rights = objects.Where(found => Of(found, "kind") == "ClusterRole" && Of(found, "metadata.name") == "external-secrets-controller").ToList();
        var rules = Assert.Single(rights)["rules"]!.ToJsonString();
        Assert.Equal(cluster.Operator.TokenRequests, rules.Contains("serviceaccounts/token", StringComparison.Ordinal));
        Assert.Equal(cluster.Operator.Kinds.Contains(OperatorKind.PushSecret), rules.Contains("\"pushsecrets\"", StringComparison.Ordinal));
        Assert.Equal(cluster.Operator.Kinds.Contains(OperatorKind.ClusterSecretStore), rules.Contains("\"clustersecretstores\"", StringComparison.Ordinal));
        Assert.DoesNotContain("clusterexternalsecrets", rules, StringComparison.Ordinal);
        Assert.Contains(objects, found => Of(found, "kind") == "ServiceAccount" && Of(found, "metadata.name") == OperatorSettings.Name);

        var deployments = objects.Where(found => Of(found, "kind") == "Deployment").ToDictionary(found => Of(found, "metadata.name")!);
        Assert.Equal(cluster.Operator.Replicas, (int)deployments["external-secrets"]["spec"]!["replicas"]!);
        Assert.Equal(cluster.Operator.Replicas, (int)deployments["external-secrets-webhook"]["spec"]!["replicas"]!);
        Assert.All(deployments.Values, deployment => Assert.NotNull(deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["readinessProbe"]));
        Assert.Equal(cluster.Operator.Replicas > 1 ? 2 : 0, objects.Count(found => Of(found, "kind") == "PodDisruptionBudget"));
        Assert.Equal(cluster.Operator.NetworkPolicy ? 3 : 0, objects.Count(found => Of(found, "kind") == "NetworkPolicy"));
    }

    /// <summary>What the namespace of a cluster with <c>podSecurity</c> lets in.</summary>
    [OperatorChartTheory]
    [MemberData(nameof(Kinds))]
    public void RealChart_EveryPod_IsOfTheRestrictedStandard(string kind)
    {
        foreach (var deployment in Render(Cluster(kind)).Where(found => Of(found, "kind") == "Deployment"))
        {
            var context = deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["securityContext"]!;
            Assert.Equal(("false", "true", "RuntimeDefault", "[\"ALL\"]"),
                (Of(context, "allowPrivilegeEscalation"), Of(context, "runAsNonRoot"), Of(context, "seccompProfile.type"), context["capabilities"]!["drop"]!.ToJsonString()));
        }
    }

    private static List<JsonObject> Render(ClusterSettings cluster)
    {
        // Helm asks for the dependency although it is off by default; a checkout does not have it.
        using var chart = new ChartCopy(OperatorChartTheoryAttribute.Directory!);
        chart["Chart.yaml"] = chart["Chart.yaml"].Split("dependencies:")[0];
        chart["ours.json"] = JsonSerializer.Serialize(OperatorValues.For(cluster));
        var (code, output) = HelmProgram.Helm("template", OperatorSettings.Name, chart.Directory, "--namespace", cluster.Operator.Namespace, "--values", chart.At("ours.json"));
        Assert.True(code == 0, output);
        return [.. YamlReader.Read(output, YamlRules.Manifests).Roots.OfType<MappingNode>().Select(root => JsonNode.Parse(JsonSerializer.Serialize(YamlData.ToData(root)))!.AsObject())];
    }

    private static IEnumerable<string> Paths(IReadOnlyDictionary<string, object?> map) => map.SelectMany(entry =>
        entry.Value is IReadOnlyDictionary<string, object?> inner && entry.Key != "resources" ? Paths(inner).Select(path => $"{entry.Key}.{path}") : [entry.Key]);

    private static bool Has(YamlNode node, IEnumerable<string> keys) => !keys.Any() || (node is MappingNode map && map.Find(keys.First()) is { } inner && Has(inner, keys.Skip(1)));

    private static string? Of(JsonNode node, string path) => path.Split('.').Aggregate((JsonNode?)node, (inner, key) => inner?[key])?.ToString();

    private static ClusterSettings Cluster(string kind) => kind switch
    {
        "least" => StackYaml.Cluster.LoadCluster(),
        "production" => StackYaml.Cluster.LoadCluster("cluster-prod"),
        "irsa" => StackYaml.ClusterWithIrsa.LoadCluster(),
        _ => StackYaml.ClusterWithEverything.LoadCluster(),
    };
}

/// <summary>A test on the real chart of External Secrets Operator in the directory that <c>ESO_CHART</c> names; skipped where it names none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OperatorChartTheoryAttribute : TheoryAttribute
{
    public static string? Directory { get; } = Environment.GetEnvironmentVariable("ESO_CHART") is { Length: > 0 } chart ? chart : null;

    public OperatorChartTheoryAttribute() => Skip = !HelmProgram.IsAvailable ? HelmFactAttribute.Reason
        : Directory is null ? "ESO_CHART names no directory with a checkout of the chart." : null;
}
