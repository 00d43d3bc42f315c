using McpInfra.Backends;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Delivery.Fleet;
using McpInfra.Delivery.Flux;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Delivery;

/// <summary>Which renderer writes for which tool, and whether some stacks can be written side by side.</summary>
internal static class Renderers
{
    public static IDeliveryRenderer For(GitOpsTool tool) => tool switch
    {
        GitOpsTool.ArgoCd => new ArgoCdRenderer(),
        GitOpsTool.Flux => new FluxRenderer(),
        GitOpsTool.Fleet => new FleetRenderer(),
        _ => new ManifestsRenderer(),
    };

    /// <summary>The files of a directory.</summary>
    /// <param name="specs">Of every environment that the directory has.</param>
    /// <param name="kept">The environments that are not rendered this time; none unless given.</param>
    public static IReadOnlyList<RenderedFile> Render(this IDeliveryRenderer renderer, IReadOnlyList<DeliverySpec> specs, FileHeader header, KeptParts? kept = null) =>
        [.. renderer.Shared(specs, header, kept ?? KeptParts.None), .. specs.Where(spec => kept?.Has(spec) is not true)
            .SelectMany(spec => renderer.OfEnvironment(spec, header).Append(Readme(spec, header)))];

    /// <summary>The environments that are kept in the files of all and would not be there as they are if they were rendered too.</summary>
    public static IEnumerable<DeliverySpec> OutOfDate(this IDeliveryRenderer renderer, IReadOnlyList<DeliverySpec> specs, FileHeader header, KeptParts kept)
    {
        var now = Text(kept);
        return specs.Where(spec => kept.Has(spec) && Text(kept with { Has = other => other != spec && kept.Has(other) }) != now);

        string Text(KeptParts parts) => string.Concat(renderer.Shared(specs, header, parts).Select(file => file.Content));
    }

    /// <summary>What a code host shows of an environment's directory; no tool reads it.</summary>
    private static RenderedFile Readme(DeliverySpec spec, FileHeader header) =>
        header.Page($"{spec.Environment}/README.md", Markdown.Of($"# {spec.Environment}\n\n{spec.Summary}\n\n{spec.Picture}"));

    /// <summary>Why stacks that are each in order cannot be rendered into one directory; empty where they can.</summary>
    public static IEnumerable<Words> Conflicts(GitOpsTool tool, IReadOnlyList<StackSettings> stacks)
    {
        foreach (var same in stacks.GroupBy(stack => stack.Environment).Where(same => same.Count() > 1))
        {
            // The one that is not called like the environment, so that its own name is another.
            var moved = same.Last(stack => stack.Stack != same.Key).Stack;
            var others = stacks.Where(stack => stack.Stack != moved).SelectMany(stack => (string[])[stack.Stack, stack.Environment]);
            yield return $"Stacks {Words.Join(" and ", same.Select(stack => stack.Stack))} are both environment '{same.Key}', whose directory can hold one of them. Give one another name:\n"
                + $"    {new PulumiCommand(moved).Set(SettingsPath.Of("environment"), new EnvironmentNames(moved, () => others).Suggest(), isText: true)}";
        }

        foreach (var problem in ClusterRules.Problems(tool, stacks))
            yield return problem;
        foreach (var problem in tool == GitOpsTool.ArgoCd ? SameNames(stacks) : [])
            yield return problem;
        var spaces = stacks.GroupBy(stack => stack.Delivery.ArgoCd.Namespace).ToList();
        if (tool == GitOpsTool.ArgoCd && spaces.Count > 1)
        {
            var (first, other) = (spaces[0], spaces[1].First());
            yield return $"Stacks {first.First().Stack} and {other.Stack} name different namespaces of Argo CD, '{first.Key}' and '{other.Delivery.ArgoCd.Namespace}', "
                + $"and one ApplicationSet has them all. Render them into directories of their own with --stack, or name one namespace:\n"
                + $"    {new PulumiCommand(other.Stack).Set(SettingsPath.Of("argocd").Key("namespace"), first.Key)}";
        }
    }

    /// <summary>Applications of one environment are called like another's with a word behind it.</summary>
    private static IEnumerable<Words> SameNames(IReadOnlyList<StackSettings> stacks)
    {
        foreach (var stack in stacks)
        {
            if (ArgoCdObjects.Children.Where(word => stack.Environment.EndsWith("-" + word, StringComparison.Ordinal)).Select(word => stack.Environment[..^(word.Length + 1)])
                .SelectMany(name => stacks.Where(other => other.Environment == name)).FirstOrDefault() is not { } parent)
                continue;
            var others = stacks.SelectMany(other => (string[])[other.Stack, other.Environment]).Append(stack.Environment);
            yield return $"Environment '{stack.Environment}' of stack {stack.Stack} would have an Application of the name that one of environment '{parent.Environment}' has. Give it another name:\n"
                + $"    {new PulumiCommand(stack.Stack).Set(SettingsPath.Of("environment"), new EnvironmentNames(stack.Stack, () => others).Suggest(stack.Environment, EnvironmentTopic.Environment.Format.Longest), isText: true)}";
        }
    }
}
