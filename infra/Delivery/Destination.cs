using McpInfra.Backends;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Delivery;

/// <summary>Where what a stack renders goes: all that tells one cluster from another without asking it.</summary>
/// <param name="Directory">Name of the rendered directory.</param>
/// <param name="Children">What the names of its own Applications end with.</param>
/// <param name="Account">Of AWS; null where none is known, which says nothing.</param>
/// <param name="Label">What Fleet is told of its clusters where the stack says nothing.</param>
/// <param name="ClusterStack">The stack of the cluster that it goes to; null where that is not at hand, or this is it.</param>
internal sealed record Destination(
    string Stack, string Directory, IReadOnlyList<string> Children, string Context, string? Account, KeyValuePair<string, string> Label, DeliverySettings Delivery, string? ClusterStack)
{
    /// <summary>Whether it is of a cluster, and not of an environment.</summary>
    public bool IsCluster => Label.Key == ClusterDeliveryTopic.Label;

    /// <summary>What it is, for a message about another one.</summary>
    public Words InWords => IsCluster ? Words.Of($"cluster's stack {Stack}") : Words.Of($"environment '{Directory}'");

    public static Destination Of(StackSettings stack) => new(
        stack.Stack, stack.Environment, ArgoCdObjects.Children, stack.Kubernetes.Context, Backend.Of(LoadedStack.Of(stack)).MadeInAws?.AccountId,
        new(EnvironmentTopic.Label, stack.Environment), stack.Delivery, stack.ClusterStack);

    public static Destination Of(ClusterSettings cluster) => new(
        cluster.Stack, cluster.Directory, [.. ClusterChart.Of(cluster).Select(chart => chart.Part)], cluster.Kubernetes.Context, cluster.Aws.AccountId,
        new(ClusterDeliveryTopic.Label, cluster.Directory), cluster.Delivery, ClusterStack: null);
}
