using McpInfra.Printing;
using McpInfra.Settings.Declarations;
using McpInfra.Yaml;

namespace McpInfra.Settings.Clusters;

/// <summary>What an environment asks its cluster's stack for.</summary>
internal enum ClusterOutput
{
    Identity,
    OperatorRoleArn,
    OidcProviderArn,
    KubernetesContext,
    Kubeconfig,
    Region,
    AccountId,
}

/// <summary>The cluster's stack that an environment names.</summary>
/// <param name="Stack">As it is written: a stack of this project, or ORGANIZATION/PROJECT/STACK. Empty where something else is written, which is told by itself.</param>
/// <param name="Outputs">What that stack calls each output.</param>
internal sealed record ClusterLink(string Stack, IReadOnlyDictionary<ClusterOutput, string> Outputs)
{
    /// <summary>Whether it names a stack.</summary>
    public bool IsRead => Stack.Length > 0;

    /// <summary>The stack's own name.</summary>
    public string Name => Stack[(Stack.LastIndexOf('/') + 1)..];

    /// <summary>The stack's project; null for that of the environment.</summary>
    public string? Project => Stack.Split('/') is [_, var project, _] ? project : null;
}

/// <summary><c>mcp-infra:clusterStack</c> and <c>mcp-infra:clusterOutputs</c>.</summary>
internal static class ClusterLinkTopic
{
    public static TextSetting Stack { get; } = new("clusterStack",
        "the stack of the cluster, whose outputs say region, account, context and identity in place of settings here", ClusterFormats.StackName)
    { Note = $"; {Page.Cluster.Link} says how" };

    public static GroupSetting Outputs { get; } = new("clusterOutputs", "what the cluster's stack calls its outputs, where another program makes it") { Page = Page.Cluster };

    private static readonly IReadOnlyDictionary<ClusterOutput, TextSetting> Names = Enum.GetValues<ClusterOutput>().ToDictionary(output => output, output =>
    {
        var name = NameOf(output);
        return Outputs.Add(new TextSetting(name, $"name of the output that is {Words(output)}", ClusterFormats.OutputName(name), name));
    });

    /// <summary>What this program calls an output.</summary>
    public static string NameOf(ClusterOutput output) => char.ToLowerInvariant(output.ToString()[0]) + output.ToString()[1..];

    /// <summary>The stack that a document names; null where it names none.</summary>
    public static ClusterLink? Of(SettingsDocument document, string stack) => ClusterReader.Describes(document) ? null : Read(SettingsGroup.OfStack(SettingsReader.Stack, document, new Problems(stack)));

    public static ClusterLink? Read(SettingsGroup settings)
    {
        var group = settings.Open(Outputs);
        if (!settings.Has(Stack) && settings.Has(Outputs))
            settings.Problems.Remove(Outputs.TopLevel, $"has no meaning without {Stack.TopLevel}.");
        var outputs = Names.ToDictionary(name => name.Key, name => group.Text(name.Value));
        var isNamed = settings.Find(Stack) is { } node && !(node is ScalarNode scalar && string.IsNullOrWhiteSpace(scalar.Text));
        return settings.Optional(Stack) is { } stack ? new ClusterLink(stack, outputs) : isNamed ? new ClusterLink("", outputs) : null;
    }

    /// <summary>Reports a stack of this project that has no file.</summary>
    /// <param name="file">The one that was looked for.</param>
    /// <param name="clusters">Stacks that are a cluster's and have one.</param>
    public static void RefuseMissing(ClusterLink link, string file, IReadOnlyList<string> clusters, Problems problems)
    {
        var there = clusters.Count == 0
            ? Printing.Words.Own("No stack here is a cluster's")
            : Printing.Words.Of($"Clusters' stacks here: {Printing.Words.Join(", ", clusters)}");
        problems.Change(Stack.TopLevel, $"names {link.Stack}, and there is no {file}. {there}; one whose file is elsewhere is named in full, ORGANIZATION/PROJECT/STACK.",
            NearestName.Of(link.Name, clusters) ?? "ORGANIZATION/PROJECT/STACK");
    }

    private static string Words(ClusterOutput output) => output switch
    {
        ClusterOutput.Identity => "`pod-identity` or `irsa`",
        ClusterOutput.OperatorRoleArn => "the ARN of the operator's base role",
        ClusterOutput.OidcProviderArn => "the ARN of the cluster's OIDC provider",
        ClusterOutput.KubernetesContext => "the kubeconfig context of the cluster",
        ClusterOutput.Kubeconfig => "a kubeconfig of the cluster, a secret",
        ClusterOutput.Region => "the region of the cluster",
        ClusterOutput.AccountId => "the AWS account of the cluster",
        _ => throw new InvalidOperationException("An output without words."),
    };
}
