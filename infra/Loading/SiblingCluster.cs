using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Loading;

/// <summary>
/// Has the cluster's stack that an environment names answer from its own file, where that is beside the environment's: a file
/// says what <c>pulumi up</c> on it will output. Any other stack only Pulumi can ask.
/// </summary>
internal static class SiblingCluster
{
    /// <param name="asking">The environment.</param>
    /// <param name="problems">Of the environment.</param>
    /// <param name="held">What this run must not show.</param>
    public static ClusterAnswers Ask(ClusterLink link, ISettingsSource asking, Problems problems, HeldSecrets? held)
    {
        var project = asking.Project;
        var file = project.StackFile(link.Name);
        if ((link.Project is { } other && other != project.Name) || project.Files.Match(file).Count == 0)
            return NotHere(link, problems);
        var sibling = new StackFileSource(link.Name, file, () => project.Files.Read(file), project);
        var path = ClusterLinkTopic.Stack.TopLevel;
        if (!ClusterReader.Describes(sibling.Read(new Problems(link.Name))))
        {
            problems.Remove(path, $"names {link.Stack}, which is no cluster's stack: {file} has no {ClusterReader.Cluster.TopLevel}.");
            return new ClusterAnswers(link, known: null);
        }

        try
        {
            return StackLoader.Read(sibling, held) is ReadStack.Cluster cluster ? ClusterAnswers.Of(link, cluster.Settings) : new ClusterAnswers(link, known: null);
        }
        catch (SettingsException)
        {
            problems.Add(path, $"names {link.Stack}, whose configuration cannot be used as it is: mend {file} first.");
            return new ClusterAnswers(link, known: null);
        }
    }

    private static ClusterAnswers NotHere(ClusterLink link, Problems problems)
    {
        problems.Warn(ClusterLinkTopic.Stack.TopLevel, $"names {link.Stack}, which is not in this directory. What it says is shown as unknown here; pulumi up asks it.");
        return new ClusterAnswers(link, known: null);
    }
}
