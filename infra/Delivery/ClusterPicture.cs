using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings.Clusters;

namespace McpInfra.Delivery;

/// <summary>A cluster as a small diagram: what it runs for its environments, as whom, and which roles that may become.</summary>
internal static class ClusterPicture
{
    /// <summary>A fenced block for a page of Markdown.</summary>
    public static Markdown Of(ClusterSettings cluster, IReadOnlyList<ClusterChart> charts) => Markdown.Block("mermaid",
    [
        Words.Own("flowchart LR"), .. Account(cluster), .. Space(cluster, charts),
    ]);

    private static IEnumerable<Words> Account(ClusterSettings cluster)
    {
        var title = Mermaid.Label($"AWS account {cluster.Aws.AccountId} in {cluster.Aws.Region}");
        return cluster.Identity switch
        {
            ClusterIdentity.PodIdentity pods => [$"  subgraph aws[{title}]", $"    base[{Mermaid.Label($"role {pods.RoleName}")}]", .. Readers(cluster, pods), Words.Own("  end"), Words.Own("  o0 -->|EKS Pod Identity| base")],
            _ => [$"  subgraph aws[{title}]", $"    base[{Mermaid.Label(Words.Own("OIDC provider of the cluster"))}]", Words.Own("  end"), Words.Own("  o0 -->|IRSA| base")],
        };
    }

    private static IEnumerable<Words> Readers(ClusterSettings cluster, ClusterIdentity.PodIdentity pods)
    {
        var roles = OperatorPolicies.Access(cluster, pods).Statement.SelectMany(statement => statement.Resource!).ToList();
        return [.. roles.Index().SelectMany(role => (Words[])[$"    r{role.Index}[{Mermaid.Label(Words.Of($"role {role.Item.Split(":role/")[^1]}"))}]", $"    base -->|may become| r{role.Index}"])];
    }

    private static IEnumerable<Words> Space(ClusterSettings cluster, IReadOnlyList<ClusterChart> charts) =>
    [
        $"  subgraph cluster[{Mermaid.Label($"cluster {cluster.Name}")}]",
        .. charts.Select((chart, index) => Words.Of($"    o{index}([{Mermaid.Label($"{chart.Title} {chart.Version}\n{chart.Namespace}")}])")),
        Words.Own("  end"),
    ];
}
