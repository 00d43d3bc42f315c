using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings.Clusters;

namespace McpInfra.Delivery;

/// <summary>What a GitOps tool brings into a cluster before its environments: the operator, and Reloader where that is asked for.</summary>
internal sealed record ClusterSpec : DirectorySpec
{
    public required string Name { get; init; }

    public override string Directory => Name;

    /// <summary>In the order in which they are installed, each in a namespace of its own.</summary>
    public required IReadOnlyList<ClusterChart> Charts { get; init; }

    /// <summary>Of those namespaces.</summary>
    public required IReadOnlyDictionary<string, string> NamespaceLabels { get; init; }

    /// <summary>Whether nothing that environments stand on goes because it is no longer in Git.</summary>
    public required bool Protect { get; init; }

    public static ClusterSpec Of(ClusterSettings cluster)
    {
        var charts = ClusterChart.Of(cluster);
        return new ClusterSpec
        {
            Stack = cluster.Stack,
            Name = cluster.Directory,
            Charts = charts,
            NamespaceLabels = ClusterObjects.Labels(cluster.Operator.PodSecurity),
            Protect = cluster.Protect,
            Tools = cluster.Delivery,
            Labels = new Dictionary<string, string> { [EnvironmentObjects.ManagedBy] = "mcp-infra", [ClusterDeliveryTopic.Label] = cluster.Directory },
            Summary = $"Cluster {cluster.Name} of context {cluster.Kubernetes.Context} · {Words.Join(", ", charts.Select(chart => Words.Of($"{chart.Title} {chart.Version} in namespace {chart.Namespace}")))} · "
                + $"after `pulumi up` on stack {cluster.Stack}, since a pod has the identity that is there when it starts",
            Picture = ClusterPicture.Of(cluster, charts),
        };
    }

    /// <summary>The namespace of a chart as an object.</summary>
    public KubernetesManifest NamespaceOf(ClusterChart chart) => new("v1", "Namespace", chart.Namespace) { Labels = NamespaceLabels };
}
