using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Cli.Render;

/// <summary>
/// Clusters' stacks by who brings what they say into the cluster. Those whose operator Pulumi installs have no files: of two
/// that bring one operator, the first to be taken away takes its kinds along, and with those every Secret of the cluster.
/// </summary>
/// <param name="Asked">Those that are rendered.</param>
/// <param name="Beside">Others that are rendered there already.</param>
internal sealed record RenderedClusters(IReadOnlyList<ClusterSettings> Asked, IReadOnlyList<ClusterSettings> Beside, IReadOnlyList<ClusterSettings> ByPulumi)
{
    /// <param name="files">Those of clusters' stacks that were asked for.</param>
    /// <param name="found">All that was asked for.</param>
    /// <param name="present">The directories that are there.</param>
    /// <param name="wrong">Takes what is wrong with those that were asked for.</param>
    public static RenderedClusters Load(GitOpsTool tool, IReadOnlyList<StackFile> files, IReadOnlyList<StackFile> found, IReadOnlySet<string> present, HeldSecrets held, List<Words> wrong)
    {
        var loaded = new List<ClusterSettings>();
        foreach (var file in files)
        {
            try
            {
                var cluster = Read(file, held);
                var problems = new Problems(file.Stack);
                if (cluster.Delivery.Mode == DeliveryMode.Git)
                    DeliveryRules.CheckTool(cluster, tool, problems);
                if (problems.Errors.Count > 0)
                    throw new SettingsException(file.Stack, problems.Errors, cluster.Warnings);
                loaded.Add(cluster);
            }
            catch (SettingsException refused)
            {
                wrong.Add(refused.Words);
            }
        }

        var asked = loaded.Where(cluster => cluster.Delivery.Mode == DeliveryMode.Git).ToList();
        wrong.AddRange(SharedClusters.Problems(files, asked).Select(shared => new SettingsException(shared.Key, [.. shared], []).Words));
        return new RenderedClusters(asked, [.. Others(found, present, held)], [.. loaded.Except(asked)]);
    }

    /// <summary>What a person reads of those that have no files.</summary>
    public static Words Of(IReadOnlyList<ClusterSettings> clusters) =>
        $"{Words.Join(", ", clusters.Select(cluster => cluster.Stack))}: External Secrets Operator is not rendered for Git; pulumi up on {(clusters.Count == 1 ? Words.Own("this stack") : Words.Own("these stacks"))} installs it with its identity, before anything that is rendered.";

    /// <summary>The same where nothing else was asked for.</summary>
    public static Words NothingOf(IReadOnlyList<ClusterSettings> clusters) =>
        Of(clusters) + $" Name stacks of environments, or have Git bring it, in place of Pulumi. Where pulumi up has installed it, that uninstalls it with its kinds and every Secret of them, so read {Page.Cluster} first:\n"
        + Words.Lines(clusters.Select(cluster => Words.Of($"    {new PulumiCommand(cluster.Stack).Set(ClusterDeliveryTopic.Mode.TopLevel, DeliverySettings.Word(DeliveryMode.Git))}")));

    private static IEnumerable<ClusterSettings> Others(IReadOnlyList<StackFile> found, IReadOnlySet<string> present, HeldSecrets held)
    {
        foreach (var file in StackFiles.Beside(found).Where(StackKinds.IsCluster))
        {
            ClusterSettings? cluster;
            try
            {
                cluster = Read(file, held);
            }
            catch (SettingsException)
            {
                // Whoever asks for that stack is told.
                continue;
            }

            if (cluster.Delivery.Mode == DeliveryMode.Git && present.Contains(cluster.Directory))
                yield return cluster;
        }
    }

    private static ClusterSettings Read(StackFile file, HeldSecrets held) => StackLoader.Read(new StackFileSource(file), held) is ReadStack.Cluster cluster
        ? cluster.Settings
        : throw new InvalidOperationException("A stack of another kind than its file says.");
}
