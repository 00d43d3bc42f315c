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
    public static IEnumerable<Words> Problems(GitOpsTool tool, IReadOnlyList<Destination> stacks) => tool switch
    {
        GitOpsTool.ArgoCd => [.. OfArgoCd(stacks), .. Apart(stacks, ArgoCdCluster)],
        GitOpsTool.Fleet => [.. OfFleet(stacks), .. OfOneCluster(stacks)],
        GitOpsTool.Flux => Apart(stacks, FluxCluster),
        GitOpsTool.Manifests => [],
        _ => throw new InvalidOperationException("A tool that nobody asked about clusters."),
    };

    /// <summary>An environment goes where its operator does, by what the tool is told of both.</summary>
    /// <param name="clusterOf">The cluster of a stack in words, and the line that has another stack say the same.</param>
    private static IEnumerable<Words> Apart(IReadOnlyList<Destination> stacks, Func<Destination, (string Key, Words InWords, Func<PulumiCommand, Words> Line)> clusterOf)
    {
        foreach (var (stack, cluster) in stacks.SelectMany(stack => stacks.Where(other => other.Stack == stack.ClusterStack), (stack, cluster) => (stack, cluster)))
        {
            var (own, its) = (clusterOf(stack), clusterOf(cluster));
            if (own.Key != its.Key)
                yield return $"Stack {stack.Stack} is of {cluster.Stack}, and goes to {own.InWords}, where the operator of {cluster.Stack} goes to {its.InWords}. Have both go to one, such as:\n    {own.Line(new PulumiCommand(cluster.Stack))}";
        }
    }

    private static (string Key, Words InWords, Func<PulumiCommand, Words> Line) ArgoCdCluster(Destination stack)
    {
        var cluster = stack.Delivery.ArgoCd.Cluster;
        return (cluster.IsOwn ? "" : cluster.Name is { } name ? $"name {name}" : $"server {cluster.Server}", cluster.InWords,
            command => cluster is { Name: null, IsOwn: false } ? command.Set(ArgoCdTopic.Topic.TopLevel.Key("server"), cluster.Server!) : command.Set(ArgoCdTopic.ClusterNamePath, cluster.Name ?? "in-cluster", isText: true));
    }

    private static (string Key, Words InWords, Func<PulumiCommand, Words> Line) FluxCluster(Destination stack) => stack.Delivery.Flux.KubeConfigSecret is { } secret
        ? (secret, Words.Of($"the cluster of the Secret {secret}"), command => command.Set(FluxTopic.KubeConfigSecretPath, secret, isText: true))
        : ("", Words.Own("Flux's own cluster"), command => command.Remove(FluxTopic.KubeConfigSecretPath));

    /// <summary>What a person has to see to where the tool takes no name of a cluster.</summary>
    public static IEnumerable<Words> Notes(GitOpsTool tool, IReadOnlyList<Destination> stacks)
    {
        if (tool != GitOpsTool.Flux || Different(stacks) is null)
            yield break;
        var own = stacks.Where(stack => stack.Delivery.Flux.KubeConfigSecret is null).ToList();
        if (own.Count > 0)
            yield return "These environments are of different clusters. Have each cluster's Flux read its own directory and no other's:";
        foreach (var stack in own)
            yield return $"    {stack.Delivery.Flux.Path}/{stack.Directory} for context {stack.Context}";
        foreach (var stack in stacks.Except(own))
            yield return $"{stack.Delivery.Flux.Path}/{stack.Directory} is for the Flux of the hub, which reaches context {stack.Context} by the Secret {stack.Delivery.Flux.KubeConfigSecret} in {stack.Delivery.Flux.Namespace}.";
    }

    /// <summary>Two contexts may be two ways into one cluster, so stacks that differ in them and name one are not refused.</summary>
    public static IEnumerable<Words> Warnings(GitOpsTool tool, IReadOnlyList<Destination> stacks)
    {
        foreach (var same in stacks.GroupBy(stack => NamedCluster(tool, stack)).Where(same => same.Key is not null && same.DistinctBy(stack => stack.Context).Skip(1).Any()))
        {
            var other = same.Last();
            yield return $"{Words.Join(" and ", same.Select(stack => stack.Stack))} have the contexts {Words.Join(" and ", same.Select(stack => stack.Context))}, and all go to one cluster, {same.Key!.InWords}. "
                + $"Where the contexts are of two clusters, say the other one: {new PulumiCommand(other.Stack).Set(same.Key.Setting, "NAME", isText: true)}";
        }
    }

    /// <summary>The cluster that a stack names for a tool that takes a name; null where it names none.</summary>
    private static Named? NamedCluster(GitOpsTool tool, Destination stack) => tool switch
    {
        GitOpsTool.ArgoCd when stack.Delivery.ArgoCd.NamesCluster => new Named(stack.Delivery.ArgoCd.Cluster.InWords, ArgoCdTopic.ClusterNamePath),
        GitOpsTool.Flux when stack.Delivery.Flux.KubeConfigSecret is { } secret => new Named($"that of the Secret {secret} in {stack.Delivery.Flux.Namespace}", FluxTopic.KubeConfigSecretPath),
        _ => null,
    };

    /// <param name="Setting">What says it.</param>
    private sealed record Named(Words InWords, SettingsPath Setting);

    /// <summary>
    /// A context alone may be called alike on two machines: what is in two accounts is two clusters. Of most backends no account is
    /// known, which says nothing.
    /// </summary>
    private static bool AreDifferent(Destination one, Destination other) =>
        one.Context != other.Context || (one.Account is { } account && other.Account is { } second && account != second);

    /// <summary>Two stacks of different clusters; null where all may be of one.</summary>
    private static (Destination One, Destination Other)? Different(IReadOnlyList<Destination> stacks) =>
        stacks.SelectMany(_ => stacks, (one, other) => ((Destination One, Destination Other)?)(one, other)).FirstOrDefault(pair => AreDifferent(pair!.Value.One, pair.Value.Other));

    private static IEnumerable<Words> OfArgoCd(IReadOnlyList<Destination> stacks)
    {
        var silent = stacks.Where(stack => !stack.Delivery.ArgoCd.NamesCluster).ToList();
        if (silent.Count == 0 || Different(stacks) is not { } different)
            yield break;
        var lines = silent.Select(stack => Words.Of(
            $"\n    {new PulumiCommand(stack.Stack).Set(ArgoCdTopic.ClusterNamePath, GitFormats.ClusterName.IsValid(stack.Context) ? stack.Context : GitFormats.ClusterName.Example, isText: true)}"));
        yield return $"Stacks {different.One.Stack} and {different.Other.Stack} are of different clusters, "
            + $"and {Words.Join(", ", silent.Select(stack => stack.Stack))} {(silent.Count == 1 ? Words.Own("does") : Words.Own("do"))} not say which one Argo CD is to bring {(silent.Count == 1 ? Words.Own("it") : Words.Own("them"))} into: "
            + $"its own, unless it is told. Say the name that `argocd cluster list` has, or in-cluster:{Words.Join("", lines)}";
    }

    /// <summary>Fleet brings a bundle to every cluster that has its labels, whatever else that has.</summary>
    private static IEnumerable<Words> OfFleet(IReadOnlyList<Destination> stacks)
    {
        foreach (var stack in stacks)
        {
            var labels = stack.Delivery.Fleet.ClusterLabels;

            // Two of one directory are told of that: what tells them apart is another name.
            var reached = stacks.Where(other => AreDifferent(other, stack) && other.Directory != stack.Directory && labels.All(other.Delivery.Fleet.ClusterLabels.Contains)).ToList();
            if (reached.Count > 0)
            {
                yield return $"Every cluster of {Words.Join(", ", reached.Select(other => other.Stack))} has the labels of stack {stack.Stack} too, so Fleet would bring {stack.Directory} there as well. Give it a label of its own:\n"
                    + $"    {new PulumiCommand(stack.Stack).Set(SettingsPath.Of("fleet").Key("clusterLabels").Key(stack.Label.Key), stack.Label.Value, isText: true)}";
            }
        }
    }

    /// <summary>A cluster has one value of a label: given the second, it loses the first, and Fleet uninstalls what that brought.</summary>
    private static IEnumerable<Words> OfOneCluster(IReadOnlyList<Destination> stacks)
    {
        foreach (var (stack, index) in stacks.Select((stack, index) => (stack, index)))
        {
            var labels = stack.Delivery.Fleet.ClusterLabels;
            if (stacks.Take(index).Where(other => !AreDifferent(other, stack))
                    .SelectMany(other => other.Delivery.Fleet.ClusterLabels, (other, label) => (other.Stack, label.Key, label.Value))
                    .FirstOrDefault(label => labels.TryGetValue(label.Key, out var value) && value != label.Value) is not { Stack: { } first } same)
                continue;
            var path = SettingsPath.Of("fleet").Key("clusterLabels");
            var command = new PulumiCommand(stack.Stack);
            var isSaid = labels.Count > 1 || !labels.Contains(stack.Label);
            yield return $"Stacks {first} and {stack.Stack} go to one cluster and ask it for two values of the label {same.Key}, of which it has one: given the second, Fleet would take {first} away. Give {stack.Stack} a label of its own:\n"
                + (isSaid ? Words.Of($"    {command.Remove(path.Key(same.Key))}\n") : Words.None)
                + $"    {command.Set(path.Key($"{stack.Label.Key}-{stack.Directory}"), stack.Label.Value, isText: true)}";
        }
    }
}
