using McpInfra.Model;
using McpInfra.Settings;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.ArgoCd;

/// <summary>The Applications of what a cluster runs for its environments: one for each chart, and the one that brings those from Git.</summary>
internal static class ArgoCdClusterObjects
{
    /// <summary>Where whoever has this and the ApplicationSet brought by an Application of their own has it taken first.</summary>
    private const int BeforeEnvironments = -1;

    /// <summary>The parent may take neither its object nor, with it, what that made.</summary>
    private const string KeptAnnotation = "argocd.argoproj.io/sync-options";

    /// <summary>Applied once by a person; what a commit changes in the charts' Applications it brings.</summary>
    /// <param name="directory">Of those Applications.</param>
    public static KubernetesManifest Parent(ClusterSpec spec, string directory)
    {
        var argoCd = spec.Tools.ArgoCd;
        return ArgoCdObjects.InWave(ArgoCdObjects.Application(spec, GitOpsNames.Of(spec.Directory), Map(
            ("destination", Map(("namespace", argoCd.Namespace), ("server", ArgoCdCluster.OwnServer))),
            ("project", argoCd.Project),
            ("source", ArgoCdObjects.Directory(argoCd, InRepository(argoCd.Path, directory))),
            ("syncPolicy", ArgoCdObjects.SyncPolicy(argoCd.Sync, SyncRetry.Waiting, argoCd.SyncOptions))), [ArgoCdObjects.Finalizer]), BeforeEnvironments);
    }

    /// <summary>
    /// A chart, its values inline, as an environment's is. Applied by the server: on the client's side the whole object is an
    /// annotation, which the operator's larger CRDs have no room for (external-secrets/external-secrets, issue 5881).
    /// </summary>
    public static KubernetesManifest Chart(ClusterSpec spec, ClusterChart chart)
    {
        var argoCd = spec.Tools.ArgoCd;
        var policy = ArgoCdObjects.SyncPolicy(ArgoCdSync.Automated, SyncRetry.OfChart(argoCd), ArgoCdObjects.WithOptions(argoCd, "CreateNamespace=", "ServerSideApply="));
        policy["managedNamespaceMetadata"] = Map(("labels", Texts(spec.NamespaceLabels)));
        var application = ArgoCdObjects.Application(spec, GitOpsNames.Of(spec.Directory, chart.Part), Map(
            ("destination", ArgoCdObjects.Destination(spec, chart.Namespace)),
            ("project", argoCd.Project),
            ("source", ArgoCdObjects.ChartSource(argoCd, chart.Location, chart.Name, chart.Values)),
            ("syncPolicy", policy)), chart.Protect ? [] : [ArgoCdObjects.Finalizer]);
        return chart.Protect ? application with { Annotations = Map((KeptAnnotation, "Delete=false,Prune=false")) } : application;
    }
}
