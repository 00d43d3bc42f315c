using McpInfra.Plaintext;
using McpInfra.Printing;

namespace McpInfra.Settings.Clusters;

/// <summary>What the cluster's stack answers.</summary>
/// <param name="known">Texts by output; null where the stack is not here to be asked.</param>
/// <param name="kubeconfig">How the cluster is reached; a secret.</param>
internal sealed class ClusterAnswers(ClusterLink link, IReadOnlyDictionary<ClusterOutput, string>? known, SecretText? kubeconfig = null)
{
    private const string Unknown = "<unknown: ";

    public ClusterLink Link => link;

    /// <summary>Whether the stack was asked; otherwise only <c>pulumi up</c> can.</summary>
    public bool IsKnown => known is not null;

    /// <summary>Whether the stack was asked and said nothing: most likely nobody has brought it up.</summary>
    public bool IsSilent => known is { Count: 0 } && kubeconfig is null;

    public SecretText? Kubeconfig => kubeconfig;

    /// <summary>Whether the kubeconfig holds credentials and is no secret to the stack that it comes from.</summary>
    public bool IsInPlainSight { get; init; }

    /// <summary>Whether the stack that is named has been refused already: what it does not answer is not missed.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>All that the stack says, where it answers from its file; null where Pulumi was asked, or nobody.</summary>
    public ClusterSettings? Cluster { get; private init; }

    /// <summary>The answers of a cluster of this project, as its stack outputs them.</summary>
    public static ClusterAnswers Of(ClusterLink link, ClusterSettings cluster)
    {
        var answers = new Dictionary<ClusterOutput, string>
        {
            [ClusterOutput.Identity] = cluster.Identity.Word,
            [ClusterOutput.KubernetesContext] = cluster.Kubernetes.Context,
            [ClusterOutput.Region] = cluster.Aws.Region,
            [ClusterOutput.AccountId] = cluster.Aws.AccountId,
        };
        if (cluster.OperatorRoleArn is { } role)
            answers[ClusterOutput.OperatorRoleArn] = role;
        if (cluster.OidcProviderArn is { } provider)
            answers[ClusterOutput.OidcProviderArn] = provider;
        return new ClusterAnswers(link, answers) { Cluster = cluster };
    }

    /// <summary>In place of the answers of a stack that was refused.</summary>
    public static ClusterAnswers Refused(ClusterLink link) => new(link, known: null) { IsRefused = true };

    /// <summary>Whether a text stands for an answer that nobody has yet.</summary>
    public static bool IsUnknown(string text) => text.StartsWith(Unknown, StringComparison.Ordinal);

    /// <summary>Reports a stack that says nothing of what is asked of it, in place of each setting that is missing for it.</summary>
    public void RefuseSilence(Problems problems) =>
        problems.Add(ClusterLinkTopic.Stack.TopLevel, $"names {link.Stack}, which has none of the outputs that are asked of it. It goes first; where another program makes it, say under {ClusterLinkTopic.Outputs.TopLevel} what it calls them.",
            ShellLine.Of($"pulumi up --stack {link.Stack}"));

    /// <summary>Reports credentials in plain sight: Pulumi copies what a stack outputs into the state of whoever asks, as it is there.</summary>
    public void CheckKubeconfig(Problems problems)
    {
        if (IsInPlainSight)
        {
            problems.Add(ClusterLinkTopic.Stack.TopLevel, $"names {link.Stack}, whose output {link.Outputs[ClusterOutput.Kubeconfig]} holds credentials and is no secret there: Pulumi keeps it in plain text in that stack's state and copies it into this one's. Have the program that outputs it mark it as a secret, and replace those credentials.",
                kind: ProblemKind.Plaintext);
        }
    }

    /// <summary>Reports an answer that is none.</summary>
    /// <param name="expected">What it should be, after "is not".</param>
    public void Refuse(ClusterOutput output, string expected, Problems problems) =>
        problems.Add(ClusterLinkTopic.Stack.TopLevel, $"names {link.Stack}, whose output {link.Outputs[output]} is not {expected}. Say it here, or name another output under {ClusterLinkTopic.Outputs.TopLevel}.");

    /// <summary>Reports what the stack says itself and its cluster says otherwise.</summary>
    public void CheckAgainst(ClusterOutput output, SettingsPath path, string said, string what, Problems problems)
    {
        if (said.Length > 0 && known?.GetValueOrDefault(output) is { } answer && answer != said)
            problems.Change(path, $"is '{said}', and {link.Stack} says that its cluster is in {what} '{answer}'. An environment's secrets and roles are where its cluster is.", answer, isText: true);
    }

    /// <summary>An answer; null where the stack has no such output, a text that says so where the stack is not here.</summary>
    public string? Text(ClusterOutput output) => known is null ? $"{Unknown}{link.Outputs[output]} of {link.Stack}>" : known.GetValueOrDefault(output);
}
