using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Flux;

/// <summary>Flux Kustomizations, each of a directory below an environment's or a cluster's, and the lists of files that they read.</summary>
internal static class FluxKustomizations
{
    /// <param name="part">The directory.</param>
    /// <param name="after">The Kustomizations that are Ready first.</param>
    /// <param name="more">What stands beside that in its spec.</param>
    public static KubernetesManifest Of(DirectorySpec spec, string part, int timeoutSeconds, IReadOnlyList<object?> after, params (string Key, object? Value)[] more)
    {
        var flux = spec.Tools.Flux;
        var body = Map(
        [
            ("interval", flux.Interval),
            ("path", "./" + InRepository(flux.Path, $"{spec.Directory}/{part}")),
            ("prune", true),
            ("retryInterval", "1m0s"),
            ("sourceRef", Map(("kind", flux.SourceKind.ToString()), ("name", flux.SourceName))),
            ("timeout", Duration(timeoutSeconds)),
            .. more,
        ]);
        if (after.Count > 0)
            body["dependsOn"] = List([.. after]);
        return new KubernetesManifest(SupportedApis.FluxKustomize, "Kustomization", Name(spec, part))
        {
            Namespace = flux.Namespace,
            Labels = spec.Labels,
            Body = Map(("spec", body)),
        };
    }

    /// <summary>One of the same directory as what depends on it.</summary>
    public static object? Reference(DirectorySpec spec, string part) => Map(("name", Name(spec, part)));

    /// <summary>One of a cluster, for an environment.</summary>
    public static object? Reference(ClusterSpec cluster, string part, DeliverySpec from) => cluster.Tools.Flux.Namespace == from.Tools.Flux.Namespace
        ? Reference(cluster, part)
        : Map(("name", Name(cluster, part)), ("namespace", cluster.Tools.Flux.Namespace));

    /// <summary>Without this list Flux would take every directory below as well.</summary>
    public static RenderedFile Listing(string directory, IEnumerable<string> files, FileHeader header) => header.File(
        $"{directory}/kustomization.yaml",
        Map(("apiVersion", "kustomize.config.k8s.io/v1beta1"), ("kind", "Kustomization"), ("resources", files.Cast<object?>().ToList())));

    /// <summary>Stays where it is when it is no longer in Git: deleting a namespace deletes what is in it, whoever made that.</summary>
    public static KubernetesManifest Kept(KubernetesManifest manifest) => manifest with
    {
        Annotations = new Dictionary<string, object?>(manifest.Annotations) { ["kustomize.toolkit.fluxcd.io/prune"] = "disabled" },
    };

    private static string Name(DirectorySpec spec, string part) => GitOpsNames.Of(spec.Directory, part);
}
