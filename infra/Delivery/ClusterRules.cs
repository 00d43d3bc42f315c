using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Delivery;

/// <summary>
/// Whether each of some stacks lands in its own cluster. One directory is read by one tool, which knows clusters by names of its
/// own and nothing of a stack's kubeconfig context.
/// </summary>
internal static class ClusterRules
{
    /// <param name="stacks">Those of one directory.</param>
    public static IEnumerable<Words> Problems(GitOpsTool tool, IReadOnlyList<StackSettings> stacks)
    {
        if (stacks.DistinctBy(ClusterOf).Count() < 2)
            return [];
        return tool switch
        {
            GitOpsTool.ArgoCd => OfArgoCd(stacks),
            GitOpsTool.Fleet => OfFleet(stacks),
            GitOpsTool.Flux or GitOpsTool.Manifests => [],
            _ => throw new InvalidOperationException("A tool that nobody asked about clusters."),
        };
    }

    /// <summary>What a person has to see to where the tool takes no name of a cluster.</summary>
    public static IEnumerable<Words> Notes(GitOpsTool tool, IReadOnlyList<StackSettings> stacks)
    {
        if (tool != GitOpsTool.Flux || stacks.DistinctBy(ClusterOf).Count() < 2)
            yield break;
        yield return "These environments are of different clusters. Have each cluster's Flux read its own directory and no other's:";
        foreach (var stack in stacks)
            yield return $"    {stack.Delivery.Flux.Path}/{stack.Environment} for context {stack.Kubernetes.Context}";
    }

    /// <summary>A context alone may be called alike on two machines; what is in two accounts is two clusters.</summary>
    private static (string Context, string? Account) ClusterOf(StackSettings stack) => (stack.Kubernetes.Context, Backend.Of(LoadedStack.Of(stack)).MadeInAws?.AccountId);

    private static IEnumerable<Words> OfArgoCd(IReadOnlyList<StackSettings> stacks)
    {
        var silent = stacks.Where(stack => !stack.Delivery.ArgoCd.NamesCluster).ToList();
        if (silent.Count == 0)
            yield break;
        var lines = silent.Select(stack => Words.Of(
            $"\n    {new PulumiCommand(stack.Stack).Set(ArgoCdTopic.ClusterNamePath, GitFormats.ClusterName.IsValid(stack.Kubernetes.Context) ? stack.Kubernetes.Context : GitFormats.ClusterName.Example, isText: true)}"));
        yield return $"Stacks {Words.Join(" and ", stacks.DistinctBy(ClusterOf).Take(2).Select(stack => stack.Stack))} are of different clusters, "
            + $"and {Words.Join(", ", silent.Select(stack => stack.Stack))} {(silent.Count == 1 ? Words.Own("does") : Words.Own("do"))} not say which one Argo CD is to bring {(silent.Count == 1 ? Words.Own("it") : Words.Own("them"))} into: "
            + $"its own, unless it is told. Say the name that `argocd cluster list` has, or in-cluster:{Words.Join("", lines)}";
    }

    /// <summary>Fleet brings a bundle to every cluster that has its labels, whatever else that has.</summary>
    private static IEnumerable<Words> OfFleet(IReadOnlyList<StackSettings> stacks)
    {
        foreach (var stack in stacks)
        {
            var labels = stack.Delivery.Fleet.ClusterLabels;
            var reached = stacks.Where(other => ClusterOf(other) != ClusterOf(stack) && labels.All(other.Delivery.Fleet.ClusterLabels.Contains)).ToList();
            if (reached.Count > 0)
            {
                yield return $"Every cluster of {Words.Join(", ", reached.Select(other => other.Stack))} has the labels of stack {stack.Stack} too, so Fleet would bring {stack.Environment} there as well. Give it a label of its own:\n"
                    + $"    {new PulumiCommand(stack.Stack).Set(SettingsPath.Of("fleet").Key("clusterLabels").Key("mcp-infra/environment"), stack.Environment, isText: true)}";
            }
        }
    }
}
