using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Tests.Support;

/// <summary>Stacks rendered for a tool, in memory.</summary>
internal static class Rendered
{
    public static IReadOnlyList<GitOpsTool> Tools { get; } = Enum.GetValues<GitOpsTool>();

    /// <summary>Every tool with every shipped stack.</summary>
    public static TheoryData<string, string> ToolsAndStacks()
    {
        var data = new TheoryData<string, string>();
        foreach (var tool in Tools)
        {
            foreach (var stack in Stacks.Names)
                data.Add(tool.ToString(), stack);
        }

        return data;
    }

    /// <summary>The shipped stacks, as <c>render</c> takes them.</summary>
    public static IReadOnlyList<RenderedFile> Shipped(GitOpsTool tool) => Of(tool, [.. Stacks.Names.Order(StringComparer.Ordinal).Select(Stacks.Shipped)]);

    public static IReadOnlyList<RenderedFile> Of(GitOpsTool tool, params StackSettings[] stacks) =>
        Renderers.For(tool).Render([.. stacks.Select(DeliverySpec.InGit)], FileHeader.For(tool));

    public static RenderedFile Single(this IReadOnlyList<RenderedFile> files, string path) => files.Single(file => file.Path == path);

    /// <summary>The chart's values as the files of one environment carry them.</summary>
    public static object? Values(GitOpsTool tool, IReadOnlyList<RenderedFile> files, string environment) => tool switch
    {
        GitOpsTool.ArgoCd => ValueTree.At(files.Last(file => file.Path.StartsWith(environment + "/", StringComparison.Ordinal) && file.Path.EndsWith("-chart.yaml", StringComparison.Ordinal)).Document, "spec.source.helm.valuesObject"),
        GitOpsTool.Flux => ValueTree.At(files.Single($"{environment}/gateway/helmrelease.yaml").Document, "spec.values"),
        GitOpsTool.Fleet => files.Single($"{environment}/gateway/values.yaml").Document,
        _ => files.Single($"{environment}/values.yaml").Document,
    };
}
