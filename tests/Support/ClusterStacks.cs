using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Tests.Support;

/// <summary>Clusters whose operator Git brings, of every kind that makes a difference.</summary>
internal static class ClusterStacks
{
    public static IReadOnlyList<string> Kinds { get; } = ["least", "production", "everything", "irsa"];

    /// <summary>Every tool with every kind.</summary>
    public static TheoryData<string, string> ToolsAndKinds()
    {
        var data = new TheoryData<string, string>();
        foreach (var tool in Rendered.Tools)
        {
            foreach (var kind in Kinds)
                data.Add(tool.ToString(), kind);
        }

        return data;
    }

    public static StackYaml InGit(this StackYaml cluster) => cluster
        .With("mcp-infra:delivery", "git")
        .With("mcp-infra:argocd.repoUrl", "https://git.example.com/a/b.git")
        .With("mcp-infra:fleet.repoUrl", "https://git.example.com/a/b.git");

    public static ClusterSettings Of(string kind) => kind switch
    {
        "least" => StackYaml.Cluster.InGit().LoadCluster(),
        "production" => StackYaml.Cluster.InGit().With("mcp-infra:cluster.reloader", "true").LoadCluster("cluster-prod"),
        "irsa" => StackYaml.ClusterWithIrsa.InGit().LoadCluster(),
        _ => StackYaml.ClusterWithEverything.InGit().LoadCluster(),
    };

    /// <summary>A shipped environment in a cluster.</summary>
    public static StackSettings In(ClusterSettings cluster, string stack = "dev") => Stacks.Shipped(stack) with { ClusterStack = cluster.Stack };

    /// <summary>A cluster, and environments where there are some.</summary>
    public static IReadOnlyList<RenderedFile> Render(GitOpsTool tool, ClusterSettings cluster, params StackSettings[] stacks)
    {
        IReadOnlyList<ClusterSpec> clusters = [ClusterSpec.Of(cluster)];
        return Renderers.For(tool).Render([.. stacks.Select(stack => DeliverySpec.InGitWith(clusters, stack))], FileHeader.For(tool), clusters: clusters);
    }

    /// <summary>A chart's values as the files carry them.</summary>
    public static object? Values(GitOpsTool tool, IReadOnlyList<RenderedFile> files, string directory, string part) => tool switch
    {
        GitOpsTool.ArgoCd => ValueTree.At(files.Single($"{directory}/charts/00-application-mcp-gateway-{directory}-{part}.yaml").Document, "spec.source.helm.valuesObject"),
        GitOpsTool.Flux => ValueTree.At(files.Single($"{directory}/{part}/helmrelease.yaml").Document, "spec.values"),
        GitOpsTool.Fleet => files.Single($"{directory}/{part}/values.yaml").Document,
        _ => files.Single($"{directory}/{part}-values.yaml").Document,
    };
}
