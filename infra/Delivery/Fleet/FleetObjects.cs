using System.Text.RegularExpressions;
using McpInfra.Backends;
using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Fleet;

/// <summary>The GitRepo of a directory and the HelmOp of an environment (fleet.cattle.io/v1alpha1), without fields that only repeat a default of their CRDs.</summary>
internal static class FleetObjects
{
    public const string ApiVersion = SupportedApis.Fleet;

    /// <summary>Enough to roll back, as for Pulumi's own release.</summary>
    private const int KeptRevisions = 5;

    /// <summary>Has Fleet read the bundles of a directory from Git.</summary>
    /// <param name="chart">The one for which the stack may name a Secret.</param>
    public static KubernetesManifest GitRepo(DirectorySpec spec, ChartLocation chart, params string[] paths) => new(ApiVersion, "GitRepo", GitOpsNames.Of(spec.Directory))
    {
        Namespace = spec.Tools.Fleet.Namespace,
        Labels = Labels(spec.Labels),
        Body = Map(("spec", WithChartAddress(spec, chart, WithHelmSecret(spec, Map(
            ("branch", spec.Tools.Fleet.Branch),
            ("correctDrift", CorrectDrift()),
            ("paths", paths.Select(object? (path) => InRepository(spec.Tools.Fleet.Path, path)).ToList()),
            ("repo", spec.Tools.Fleet.RepoUrl),
            ("targets", List(Target(spec)))))))),
    };

    /// <summary>Fleet gives a repository's credentials to no address unless one is said (rancher/fleet, gitrepo_types.go).</summary>
    private static Dictionary<string, object?> WithChartAddress(DirectorySpec spec, ChartLocation chart, Dictionary<string, object?> body)
    {
        if (spec.Tools.Fleet.HelmSecretName is not null && AddressOf(chart) is { } address)
            body["helmRepoURLRegex"] = Regex.Escape(address) + "$";
        return body;
    }

    private static string? AddressOf(ChartLocation chart) => chart switch
    {
        ChartLocation.Oci oci => oci.Url,
        ChartLocation.Repository repository => repository.Url,
        _ => null,
    };

    /// <summary>
    /// Without the one that Helm owns: Fleet installs a bundle as a Helm release, which writes it, and an object that says it
    /// otherwise is Modified for ever (seen on Fleet 0.16.1).
    /// </summary>
    public static IReadOnlyDictionary<string, string> Labels(IReadOnlyDictionary<string, string> labels) =>
        labels.Where(label => label.Key != EnvironmentObjects.ManagedBy).ToDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Has Fleet install the chart without a Git repository. It takes no patch, so an autoscaled gateway is set back by each
    /// upgrade; <c>takeOwnership</c> has Helm apply on its own side, so that the upgrade does not fail of it.
    /// </summary>
    public static KubernetesManifest HelmOp(DeliverySpec spec)
    {
        var helm = Helm(spec.Chart, spec.Release.Name, spec.Release.TimeoutSeconds);
        helm["values"] = spec.Values;
        if (spec.ScalesItself)
            helm["takeOwnership"] = true;
        var body = WithHelmSecret(spec, Map(
            ("correctDrift", CorrectDrift()),
            ("defaultNamespace", spec.Namespace),
            ("helm", helm),
            ("labels", Texts(Labels(spec.Labels))),
            ("targets", List(Target(spec)))));
        if (spec.ScalesItself)
            body["diff"] = Diff(spec);
        return new KubernetesManifest(ApiVersion, "HelmOp", GitOpsNames.Of(spec.Environment))
        {
            Namespace = spec.Tools.Fleet.Namespace,
            Labels = Labels(spec.Labels),
            Body = Map(("spec", body)),
        };
    }

    /// <summary>What <c>fleet.yaml</c> and a HelmOp say alike. Values are taken as they are: Fleet would read <c>${...}</c> in them as templates.</summary>
    public static Dictionary<string, object?> Helm(ChartLocation chart, string release, int timeoutSeconds)
    {
        var helm = Map(
            ("disablePreProcess", true),
            ("maxHistory", KeptRevisions),
            ("releaseName", release),
            ("timeoutSeconds", timeoutSeconds));

        // With a registry, the chart's whole address: in `chart` it is deprecated.
        if (chart is ChartLocation.Oci oci)
            (helm["repo"], helm["version"]) = (oci.Url, oci.Version);
        if (chart is ChartLocation.Repository repository)
            (helm["chart"], helm["repo"], helm["version"]) = (repository.Name, repository.Url, repository.Version);
        return helm;
    }

    private static Dictionary<string, object?> WithHelmSecret(DirectorySpec spec, Dictionary<string, object?> body)
    {
        if (spec.Tools.Fleet.HelmSecretName is { } secret)
            body["helmSecretName"] = secret;
        return body;
    }

    public static Dictionary<string, object?> CorrectDrift() => Map(("enabled", true));

    private static Dictionary<string, object?> Diff(DeliverySpec spec) => Map(("comparePatches", List(Map(
        ("apiVersion", "apps/v1"),
        ("jsonPointers", List("/spec/replicas")),
        ("kind", "Deployment"),
        ("name", spec.GatewayDeployment),
        ("namespace", spec.Namespace)))));

    /// <summary>Clusters of this environment and no other.</summary>
    public static Dictionary<string, object?> Target(DirectorySpec spec) => Map(
        ("clusterSelector", Map(("matchLabels", Texts(spec.Tools.Fleet.ClusterLabels)))),
        ("name", spec.Directory));
}
