using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Fleet;

/// <summary>The GitRepo and the HelmOp of an environment (fleet.cattle.io/v1alpha1), without fields that only repeat a default of their CRDs.</summary>
internal static class FleetObjects
{
    public const string ApiVersion = SupportedApis.Fleet;

    /// <summary>Enough to roll back, as for Pulumi's own release.</summary>
    private const int KeptRevisions = 5;

    /// <summary>Has Fleet read the environment's bundles from Git.</summary>
    public static KubernetesManifest GitRepo(DeliverySpec spec, params string[] paths) => new(ApiVersion, "GitRepo", "mcp-gateway-" + spec.Environment)
    {
        Namespace = spec.Tools.Fleet.Namespace,
        Labels = spec.Labels,
        Body = Map(("spec", Map(
            ("branch", spec.Tools.Fleet.Branch),
            ("correctDrift", CorrectDrift()),
            ("paths", paths.Select(object? (path) => $"{spec.Tools.Fleet.Path}/{path}").ToList()),
            ("repo", spec.Tools.Fleet.RepoUrl),
            ("targets", List(Target(spec)))))),
    };

    /// <summary>Has Fleet install the chart without a Git repository. With a registry, <c>repo</c> is the chart's whole address.</summary>
    public static KubernetesManifest HelmOp(DeliverySpec spec)
    {
        var helm = Helm(spec);
        if (spec.Chart is ChartLocation.Oci oci)
            (helm["repo"], helm["version"]) = (oci.Url, oci.Version);
        helm["values"] = spec.Values;
        var body = Map(
            ("correctDrift", CorrectDrift()),
            ("defaultNamespace", spec.Namespace),
            ("helm", helm),
            ("labels", Texts(spec.Labels)),
            ("targets", List(Target(spec))));
        if (spec.ScalesItself)
            body["diff"] = Diff(spec);
        return new KubernetesManifest(ApiVersion, "HelmOp", "mcp-gateway-" + spec.Environment)
        {
            Namespace = spec.Tools.Fleet.Namespace,
            Labels = spec.Labels,
            Body = Map(("spec", body)),
        };
    }

    /// <summary>What <c>fleet.yaml</c> and a HelmOp say alike. Values are taken as they are: Fleet would read <c>${...}</c> in them as templates.</summary>
    public static Dictionary<string, object?> Helm(DeliverySpec spec) => Map(
        ("disablePreProcess", true),
        ("maxHistory", KeptRevisions),
        ("releaseName", spec.Release.Name),
        ("timeoutSeconds", spec.Release.TimeoutSeconds));

    public static Dictionary<string, object?> CorrectDrift() => Map(("enabled", true));

    public static Dictionary<string, object?> Diff(DeliverySpec spec) => Map(("comparePatches", List(Map(
        ("apiVersion", "apps/v1"),
        ("jsonPointers", List("/spec/replicas")),
        ("kind", "Deployment"),
        ("name", spec.GatewayDeployment),
        ("namespace", spec.Namespace)))));

    /// <summary>Clusters of this environment and no other.</summary>
    public static Dictionary<string, object?> Target(DeliverySpec spec) => Map(
        ("clusterSelector", Map(("matchLabels", Texts(spec.Tools.Fleet.ClusterLabels)))),
        ("name", spec.Environment));
}
