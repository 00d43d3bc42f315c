using McpInfra.Model;
using McpInfra.Settings;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Flux;

/// <summary>
/// The source and the release of a chart (source.toolkit.fluxcd.io/v1 and helm.toolkit.fluxcd.io/v2), in the
/// release's own namespace, or in Flux's where that is another cluster's, without fields that only repeat a default, also
/// where it stands in a CRD's words alone: the release is called like its HelmRelease, five revisions are kept, and a failed
/// upgrade is rolled back.
/// </summary>
internal static class FluxObjects
{
    private const int Retries = 3;

    /// <summary>One of a registry has no status, so nothing can wait for it (fluxcd/source-controller, docs/spec/v1/helmrepositories.md).</summary>
    public const string RepositoryKind = "HelmRepository";

    /// <summary>What a release needs, in order: the chart's source where it is published, and the release.</summary>
    public static IReadOnlyList<KubernetesManifest> Release(FluxChart chart)
    {
        IReadOnlyList<KubernetesManifest> objects = chart.Location is ChartLocation.Folder ? [HelmRelease(chart)] : [Source(chart), HelmRelease(chart)];
        return chart.IsKept ? [.. objects.Select(FluxKustomizations.Kept)] : objects;
    }

    /// <summary>How Flux reaches the gateway's cluster; null where that is its own.</summary>
    public static Dictionary<string, object?>? KubeConfig(FluxSettings flux) =>
        flux.KubeConfigSecret is { } secret ? Map(("secretRef", Map(("name", secret)))) : null;

    public static List<object?> DeploymentPatches(DeliverySpec spec)
    {
        var patches = new List<object?>();
        if (spec.Reloader)
            patches.Add(ReloaderPatch(spec));
        if (spec.ScalesItself)
            patches.Add(GatewayPatch.OfReplicas(spec));
        return patches;
    }

    /// <summary>
    /// The chart repository, or the registry above the chart. Not an OCIRepository: helm-controller would add its digest to the
    /// chart's version, and the chart writes the version into a label, which bears no <c>+</c> (seen on helm-controller 1.6.2).
    /// </summary>
    private static KubernetesManifest Source(FluxChart chart)
    {
        var source = chart.Location switch
        {
            ChartLocation.Oci oci => Map(("type", "oci"), ("url", "oci://" + oci.Registry)),
            ChartLocation.Repository repository => Map(("interval", chart.Flux.Interval), ("url", repository.Url)),
            _ => throw new InvalidOperationException("A directory is in what Flux reads already."),
        };
        if (chart.Flux.ChartSecret is { } secret)
            source["secretRef"] = Map(("name", secret));
        if (chart.Flux.Insecure)
            source["insecure"] = true;
        return new KubernetesManifest(SupportedApis.FluxSource, RepositoryKind, chart.Name)
        {
            Namespace = chart.Space,
            Labels = chart.Labels,
            Body = Map(("spec", source)),
        };
    }

    private static KubernetesManifest HelmRelease(FluxChart chart)
    {
        var release = Map(
            ("chart", Map(("spec", ChartOf(chart)))),
            ("driftDetection", Map(("mode", "enabled"))),
            ("install", Map(("remediation", Map(("retries", Retries))))),
            ("interval", chart.Flux.Interval),
            ("timeout", Duration(chart.TimeoutSeconds)),
            ("upgrade", Map(
                ("crds", "CreateReplace"),
                ("remediation", Map(("retries", Retries))))),
            ("values", chart.Values));
        if (chart.Patches.Count > 0)
            release["postRenderers"] = List(Map(("kustomize", Map(("patches", chart.Patches)))));
        if (KubeConfig(chart.Flux) is { } kubeConfig)
        {
            // Where the release and what Helm keeps of it are, and its name: the object's own namespace and name are the hub's.
            release["kubeConfig"] = kubeConfig;
            release["releaseName"] = chart.Release;
            release["storageNamespace"] = chart.Namespace;
            release["targetNamespace"] = chart.Namespace;
        }

        return new KubernetesManifest(SupportedApis.FluxHelm, "HelmRelease", chart.Name)
        {
            Namespace = chart.Space,
            Labels = chart.Labels,
            Body = Map(("spec", release)),
        };
    }

    /// <summary>
    /// One version of the chart. In a directory that is what its Chart.yaml says: a new revision for every commit would add the
    /// commit to the version, which the chart does not bear either.
    /// </summary>
    private static Dictionary<string, object?> ChartOf(FluxChart chart) => chart.Location switch
    {
        ChartLocation.Oci oci => Published(chart, oci.Name, oci.Version),
        ChartLocation.Repository repository => Published(chart, repository.Name, repository.Version),
        ChartLocation.Folder folder => Map(
            ("chart", "./" + folder.Path),
            ("sourceRef", Map(("kind", chart.Flux.SourceKind.ToString()), ("name", chart.Flux.SourceName), ("namespace", chart.Flux.Namespace)))),
        _ => throw new InvalidOperationException("A chart that is nowhere."),
    };

    private static Dictionary<string, object?> Published(FluxChart chart, string name, string version) => Map(
        ("chart", name),
        ("sourceRef", Map(("kind", RepositoryKind), ("name", chart.Name), ("namespace", chart.Space))),
        ("version", version));

    /// <summary>The chart has no place for a Deployment's annotations, so Reloader's is patched on.</summary>
    private static Dictionary<string, object?> ReloaderPatch(DeliverySpec spec) => Map(
        ("patch", $"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {spec.GatewayDeployment}
              annotations:
                reloader.stakater.com/auto: "true"

            """.ReplaceLineEndings("\n")),
        ("target", Map(("kind", "Deployment"), ("name", spec.GatewayDeployment))));
}
