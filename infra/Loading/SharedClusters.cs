using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Loading;

/// <summary>What no command makes anything of: two stacks for one cluster, each of which would install the operator.</summary>
internal static class SharedClusters
{
    /// <summary>By stack.</summary>
    /// <param name="files">The stacks that were asked for.</param>
    /// <param name="loaded">Those of them that are clusters' and could be loaded.</param>
    public static ILookup<string, SettingsProblem> Problems(IReadOnlyList<StackFile> files, IReadOnlyCollection<ClusterSettings> loaded)
    {
        List<ClusterSettings> all = loaded.Count == 0 ? [] : [.. loaded, .. StackFiles.Beside(files).Select(Load).OfType<ClusterSettings>()];
        return loaded.SelectMany(cluster => ProblemsOf(cluster, all, files.First(file => file.Stack == cluster.Stack)).Select(problem => (cluster.Stack, Problem: problem)))
            .ToLookup(found => found.Stack, found => found.Problem);
    }

    private static IEnumerable<SettingsProblem> ProblemsOf(ClusterSettings cluster, List<ClusterSettings> all, StackFile file)
    {
        var others = all.Where(other => other.Stack != cluster.Stack).ToList();
        var problems = new Problems(cluster.Stack);
        var document = new StackFileSource(file).Read(new Problems(cluster.Stack));
        problems.Given = document.Given;
        if (others.FirstOrDefault(other => other.Kubernetes.Context == cluster.Kubernetes.Context) is { } same)
        {
            problems.Change(SettingsPath.Of("kubernetes").Key("context"),
                $"is '{cluster.Kubernetes.Context}', as in stack {same.Stack}: each would install the operator in that cluster. Name another context, or keep one of the stacks.", "CONTEXT");
        }

        if (cluster.OperatorRoleArn is { } role && others.FirstOrDefault(other => other.OperatorRoleArn == role) is { } owner)
            problems.Change(ClusterReader.Cluster.TopLevel.Key("identity").Key("roleName"), $"makes the role {role}, as stack {owner.Stack} does: each cluster has a base role of its own.", "NAME");
        return problems.Errors.Select(document.Placed);
    }

    private static ClusterSettings? Load(StackFile file)
    {
        try
        {
            return (StackLoader.Read(new StackFileSource(file), new HeldSecrets()) as ReadStack.Cluster)?.Settings;
        }
        catch (SettingsException)
        {
            // Whoever asks for that stack is told; there is nothing of it to compare.
            return null;
        }
    }
}
