using McpInfra.Settings.Clusters;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model;

/// <summary>The values of Stakater's chart of Reloader (stakater/Reloader, <c>deployments/kubernetes/chart/reloader</c>).</summary>
internal static class ReloaderValues
{
    public static Dictionary<string, object?> For(ClusterSettings cluster, ReloaderSettings reloader) => Map(
        ("reloader", Map(
            ("autoReloadAll", reloader.All),
            ("deployment", Map(
                ("containerSecurityContext", Map(
                    ("allowPrivilegeEscalation", false), ("capabilities", Map(("drop", new List<object?> { "ALL" }))), ("readOnlyRootFilesystem", true))),
                ("replicas", cluster.Operator.Replicas > 1 ? 2L : 1L),
                ("resources", Map(("limits", Map(("memory", "256Mi"))), ("requests", Map(("cpu", "10m"), ("memory", "64Mi"))))))),
            ("enableHA", cluster.Operator.Replicas > 1),

            // A Secret of the operator's changes; ConfigMaps are the chart's own and roll out with it.
            ("ignoreConfigMaps", true),
            ("readOnlyRootFileSystem", true),

            // On the pod's template, where no tool that knows the container's variables undoes it.
            ("reloadStrategy", "annotations"))));
}
