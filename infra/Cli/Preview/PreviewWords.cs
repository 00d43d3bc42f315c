using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Cli.Preview;

/// <summary>The words that the text and Markdown formats share.</summary>
internal static class PreviewWords
{
    /// <summary>What a stack that can be used is, in one line.</summary>
    public static Words Heading(StackPreview preview) =>
        preview.Cluster is { } cluster ? Heading(cluster) : Heading(preview.Settings!, preview.Backend!);

    private static Words Heading(ClusterSettings cluster) =>
        $"cluster {cluster.Name} · {OperatorSettings.Name} {cluster.Operator.Version} · account {cluster.Aws.AccountId} {cluster.Aws.Region} · identity {cluster.Identity.Word}";

    private static Words Heading(StackSettings settings, Backend backend) => $"namespace {settings.Namespace} · mcp-stack {settings.Chart.Version} · {backend.Heading}";

    public static string Container(ChartContainer container) =>
        container == ChartContainer.Gateway ? "gateway" : "migration Job";

    /// <summary>What holds a value and its key in it, such as <c>mcp/dev/gateway · JWT_SECRET_KEY</c>.</summary>
    public static Words From(RemoteSecret remote) =>
        $"{remote.ShortHolder} · {remote.Item ?? "whole text"}";

    public static Words MadeBy(FetchedKey fetched, Backend backend) => fetched switch
    {
        { Source: { From: SecretSource.Generate, Rotate: > 0 and var rotate } } => Words.Of($"generate (rotate {rotate})"),
        { Source.From: SecretSource.Generate } => Words.Own("generate"),
        { Source.From: SecretSource.Config } => Words.Own("config"),
        { Source.From: SecretSource.External } => backend.PutBy,
        _ => Words.Own("its owner"),
    };

    public static string ChartDefault(SecretVariable variable) => variable.OverridesChartDefault ? "overridden" : "none";

    public static Words Guard(StackPreview preview) => preview.Guard is { } guard
        ? Words.Of($"{guard.Inputs} inputs of {Words.Plural(guard.Resources - guard.Components, "resource")} and {Words.Plural(guard.Components, "component")} read: {(guard.Findings.Count == 0 ? Words.Own("no secret") : Words.Plural(guard.Findings.Count, "secret"))} in plain sight")
        : Words.Own("not run");

    public static Words Total(IReadOnlyCollection<StackPreview> previews) =>
        $"{Words.Plural(previews.Count(preview => preview.Cluster is null), "environment")}, {Clusters(previews.Count(preview => preview.Cluster is not null))}{Words.Plural(previews.Sum(preview => preview.ResourceCount), "resource")}, {Words.Plural(previews.Sum(preview => preview.ProblemCount), "problem")}";

    private static Words Clusters(int count) => count == 0 ? Words.None : Words.Of($"{Words.Plural(count, "cluster")}, ");
}
