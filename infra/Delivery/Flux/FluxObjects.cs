using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Flux;

/// <summary>
/// The source and the release of an environment (source.toolkit.fluxcd.io/v1 and helm.toolkit.fluxcd.io/v2), in the
/// environment's own namespace, or in Flux's where that is another cluster's, without fields that only repeat a default, also
/// where it stands in a CRD's words alone: the release is called like its HelmRelease, five revisions are kept, and a failed
/// upgrade is rolled back.
/// </summary>
internal static class FluxObjects
{
    private const int Retries = 3;

    /// <summary>One of a registry has no status, so nothing can wait for it (fluxcd/source-controller, docs/spec/v1/helmrepositories.md).</summary>
    public const string RepositoryKind = "HelmRepository";

    /// <summary>What the release needs, in order: the chart's source where it is a registry, and the release.</summary>
    public static IReadOnlyList<KubernetesManifest> Release(DeliverySpec spec) => spec.Chart switch
    {
        ChartLocation.Oci oci => [Source(spec, oci), HelmRelease(spec)],
        _ => [HelmRelease(spec)],
    };

    /// <summary>How Flux reaches the gateway's cluster; null where that is its own.</summary>
    public static Dictionary<string, object?>? KubeConfig(DeliverySpec spec) =>
        spec.Tools.Flux.KubeConfigSecret is { } secret ? Map(("secretRef", Map(("name", secret)))) : null;

    private static string SpaceOf(DeliverySpec spec) => spec.Tools.Flux.KubeConfigSecret is null ? spec.Namespace : spec.Tools.Flux.Namespace;

    /// <summary>The environments of a hub are in one namespace there.</summary>
    private static string NameOf(DeliverySpec spec) => spec.Tools.Flux.KubeConfigSecret is null ? spec.Release.Name : GitOpsNames.Of(spec.Environment);

    /// <summary>
    /// The registry above the chart. Not an OCIRepository: helm-controller would add its digest to the chart's version, and the
    /// chart writes the version into a label, which bears no <c>+</c> (seen on helm-controller 1.6.2).
    /// </summary>
    private static KubernetesManifest Source(DeliverySpec spec, ChartLocation.Oci oci)
    {
        var source = Map(("type", "oci"), ("url", "oci://" + oci.Registry));
        if (spec.Tools.Flux.ChartSecret is { } secret)
            source["secretRef"] = Map(("name", secret));
        if (spec.Tools.Flux.Insecure)
            source["insecure"] = true;
        return new KubernetesManifest(SupportedApis.FluxSource, RepositoryKind, NameOf(spec))
        {
            Namespace = SpaceOf(spec),
            Labels = spec.Labels,
            Body = Map(("spec", source)),
        };
    }

    private static KubernetesManifest HelmRelease(DeliverySpec spec)
    {
        var release = Map(
            ("chart", Map(("spec", ChartOf(spec)))),
            ("driftDetection", Map(("mode", "enabled"))),
            ("install", Map(("remediation", Map(("retries", Retries))))),
            ("interval", spec.Tools.Flux.Interval),
            ("timeout", Duration(spec.Release.TimeoutSeconds)),
            ("upgrade", Map(
                ("crds", "CreateReplace"),
                ("remediation", Map(("retries", Retries))))),
            ("values", spec.Values));
        if (DeploymentPatches(spec) is { Count: > 0 } patches)
            release["postRenderers"] = List(Map(("kustomize", Map(("patches", patches)))));
        if (KubeConfig(spec) is { } kubeConfig)
        {
            // Where the release and what Helm keeps of it are, and its name: the object's own namespace and name are the hub's.
            release["kubeConfig"] = kubeConfig;
            release["releaseName"] = spec.Release.Name;
            release["storageNamespace"] = spec.Namespace;
            release["targetNamespace"] = spec.Namespace;
        }

        return new KubernetesManifest(SupportedApis.FluxHelm, "HelmRelease", NameOf(spec))
        {
            Namespace = SpaceOf(spec),
            Labels = spec.Labels,
            Body = Map(("spec", release)),
        };
    }

    /// <summary>
    /// One version of the chart. In a directory that is what its Chart.yaml says: a new revision for every commit would add the
    /// commit to the version, which the chart does not bear either.
    /// </summary>
    private static Dictionary<string, object?> ChartOf(DeliverySpec spec) => spec.Chart switch
    {
        ChartLocation.Oci oci => Map(
            ("chart", oci.Name),
            ("sourceRef", Map(("kind", RepositoryKind), ("name", NameOf(spec)), ("namespace", SpaceOf(spec)))),
            ("version", oci.Version)),
        ChartLocation.Folder folder => Map(
            ("chart", "./" + folder.Path),
            ("sourceRef", Map(("kind", spec.Tools.Flux.SourceKind.ToString()), ("name", spec.Tools.Flux.SourceName), ("namespace", spec.Tools.Flux.Namespace)))),
        _ => throw new InvalidOperationException("A chart is in a registry or in a directory."),
    };

    private static List<object?> DeploymentPatches(DeliverySpec spec)
    {
        var patches = new List<object?>();
        if (spec.Reloader)
            patches.Add(ReloaderPatch(spec));
        if (spec.ScalesItself)
            patches.Add(GatewayPatch.OfReplicas(spec));
        return patches;
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
