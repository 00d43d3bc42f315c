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
        if (!link.IsRead)
            return ClusterAnswers.Refused(link);
        var project = asking.Project;
        var file = project.StackFile(link.Name);
        if (IsMissing(link, asking))
            return Refuse(link, asking, problems);
        if ((link.Project is { } other && other != project.Name) || !HasFile(project, link.Name))
            return NotHere(link, problems);
        var sibling = Source(project, link.Name);
        var path = ClusterLinkTopic.Stack.TopLevel;
        if (!ClusterReader.Describes(sibling.Read(new Problems(link.Name))))
        {
            problems.Remove(path, $"names {link.Stack}, which is no cluster's stack: {file} has no {ClusterReader.Cluster.TopLevel}.");
            return ClusterAnswers.Refused(link);
        }

        try
        {
            return StackLoader.Read(sibling, held) is ReadStack.Cluster cluster ? ClusterAnswers.Of(link, cluster.Settings) : ClusterAnswers.Refused(link);
        }
        catch (SettingsException)
        {
            problems.Add(path, $"names {link.Stack}, whose configuration cannot be used as it is: mend {file} first.");
            return ClusterAnswers.Refused(link);
        }
    }

    /// <summary>
    /// Whether a stack is named by its name alone of which there is no file, while the environment's own is there: most likely there is
    /// none, and Pulumi would say so without saying what there is. One whose file is elsewhere is named in full, and with the
    /// environment's own elsewhere (<c>--config-file</c>) Pulumi alone knows.
    /// </summary>
    public static bool IsMissing(ClusterLink link, ISettingsSource asking) =>
        link.Project is null && HasFile(asking.Project, asking.Stack) && !HasFile(asking.Project, link.Name);

    private static ClusterAnswers Refuse(ClusterLink link, ISettingsSource asking, Problems problems)
    {
        var clusters = asking.Project.Stacks.Where(stack => ClusterReader.Describes(Source(asking.Project, stack).Read(new Problems(stack)))).ToList();
        ClusterLinkTopic.RefuseMissing(link, asking.Project.StackFile(link.Name), clusters, problems);
        return ClusterAnswers.Refused(link);
    }

    private static bool HasFile(PulumiProject project, string stack) => project.Files.Match(project.StackFile(stack)).Count > 0;

    private static StackFileSource Source(PulumiProject project, string stack)
    {
        var file = project.StackFile(stack);
        return new StackFileSource(stack, file, () => project.Files.Read(file), project);
    }

    private static ClusterAnswers NotHere(ClusterLink link, Problems problems)
    {
        problems.Warn(ClusterLinkTopic.Stack.TopLevel, $"names {link.Stack}, which is not in this directory. What it says is shown as unknown here; pulumi up asks it.");
        return new ClusterAnswers(link, known: null);
    }
}
