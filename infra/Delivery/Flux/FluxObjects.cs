using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Flux;

/// <summary>
/// The source and the release of an environment (source.toolkit.fluxcd.io/v1 and helm.toolkit.fluxcd.io/v2), in the
/// environment's own namespace, without fields that only repeat a default of their CRDs.
/// </summary>
internal static class FluxObjects
{
    /// <summary>Enough to roll back, as for Pulumi's own release.</summary>
    private const int KeptRevisions = 5;

    private const int Retries = 3;

    /// <summary>What the release needs, in order: the chart's source where it is a registry, and the release.</summary>
    public static IReadOnlyList<KubernetesManifest> Release(DeliverySpec spec) => spec.Chart switch
    {
        ChartLocation.Oci oci => [Source(spec, oci), HelmRelease(spec)],
        _ => [HelmRelease(spec)],
    };

    /// <summary>Takes one version of the chart, as Helm pushed it (fluxcd/source-controller, docs/spec/v1/ocirepositories.md).</summary>
    private static KubernetesManifest Source(DeliverySpec spec, ChartLocation.Oci oci) =>
        new(SupportedApis.FluxSource, "OCIRepository", spec.Release.Name)
        {
            Namespace = spec.Namespace,
            Labels = spec.Labels,
            Body = Map(("spec", Map(
                ("interval", spec.Tools.Flux.Interval),
                ("layerSelector", Map(("mediaType", "application/vnd.cncf.helm.chart.content.v1.tar+gzip"), ("operation", "copy"))),
                ("ref", Map(("tag", oci.Tag))),
                ("url", oci.Url)))),
        };

    private static KubernetesManifest HelmRelease(DeliverySpec spec)
    {
        var release = Map(
            ("driftDetection", DriftDetection(spec)),
            ("install", Map(("crds", "Create"), ("remediation", Map(("retries", Retries))))),
            ("interval", spec.Tools.Flux.Interval),
            ("maxHistory", KeptRevisions),
            ("releaseName", spec.Release.Name),
            ("timeout", Duration(spec.Release.TimeoutSeconds)),
            ("upgrade", Map(
                ("crds", "CreateReplace"),
                ("remediation", Map(("remediateLastFailure", true), ("retries", Retries), ("strategy", "rollback"))))),
            ("values", spec.Values));
        if (spec.Chart is ChartLocation.Folder folder)
            release["chart"] = Map(("spec", ChartOf(spec, folder)));
        else
            release["chartRef"] = Map(("kind", "OCIRepository"), ("name", spec.Release.Name), ("namespace", spec.Namespace));
        if (spec.Reloader)
            release["postRenderers"] = List(Map(("kustomize", Map(("patches", List(ReloaderPatch(spec)))))));
        return new KubernetesManifest(SupportedApis.FluxHelm, "HelmRelease", spec.Release.Name)
        {
            Namespace = spec.Namespace,
            Labels = spec.Labels,
            Body = Map(("spec", release)),
        };
    }

    /// <summary>A directory of the source: every commit is a new revision of the chart, whatever version it says.</summary>
    private static Dictionary<string, object?> ChartOf(DeliverySpec spec, ChartLocation.Folder folder) => Map(
        ("chart", "./" + folder.Path),
        ("interval", spec.Tools.Flux.Interval),
        ("reconcileStrategy", "Revision"),
        ("sourceRef", Map(
            ("kind", spec.Tools.Flux.SourceKind.ToString()), ("name", spec.Tools.Flux.SourceName), ("namespace", spec.Tools.Flux.Namespace))));

    private static Dictionary<string, object?> DriftDetection(DeliverySpec spec)
    {
        var drift = Map(("mode", "enabled"));
        if (spec.ScalesItself)
            drift["ignore"] = List(Map(("paths", List("/spec/replicas")), ("target", Map(("kind", "Deployment"), ("name", spec.GatewayDeployment)))));
        return drift;
    }

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
