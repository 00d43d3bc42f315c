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
    /// <param name="clusters">Those that are rendered this time; none unless given.</param>
    public static IReadOnlyList<RenderedFile> Render(
        this IDeliveryRenderer renderer, IReadOnlyList<DeliverySpec> specs, FileHeader header, KeptParts? kept = null, IReadOnlyList<ClusterSpec>? clusters = null) =>
    [
        .. specs.Count == 0 ? [] : renderer.Shared(specs, header, kept ?? KeptParts.None),
        .. (clusters ?? []).SelectMany(spec => renderer.OfCluster(spec, header).Append(Readme(spec, header))),
        .. specs.Where(spec => kept?.Has(spec) is not true).SelectMany(spec => renderer.OfEnvironment(spec, header).Append(Readme(spec, header))),
    ];

    /// <summary>The environments that are kept in the files of all and would not be there as they are if they were rendered too.</summary>
    public static IEnumerable<DeliverySpec> OutOfDate(this IDeliveryRenderer renderer, IReadOnlyList<DeliverySpec> specs, FileHeader header, KeptParts kept)
    {
        var now = specs.Count == 0 ? "" : Text(kept);
        return specs.Where(spec => kept.Has(spec) && Text(kept with { Has = other => other != spec && kept.Has(other) }) != now);

        string Text(KeptParts parts) => string.Concat(renderer.Shared(specs, header, parts).Select(file => file.Content));
    }

    /// <summary>What a code host shows of a directory; no tool reads it.</summary>
    private static RenderedFile Readme(DirectorySpec spec, FileHeader header) =>
        header.Page($"{spec.Directory}/README.md", Markdown.Of($"# {spec.Directory}\n\n{spec.Summary}\n\n{spec.Picture}"));

    /// <summary>Why stacks that are each in order cannot be rendered into one directory; empty where they can.</summary>
    public static IEnumerable<Words> Conflicts(GitOpsTool tool, IReadOnlyList<Destination> stacks)
    {
        foreach (var same in stacks.GroupBy(stack => stack.Directory).Where(same => same.Count() > 1))
        {
            // The one that is not called like the environment, so that its own name is another.
            var moved = same.Where(stack => !stack.IsCluster).LastOrDefault(stack => stack.Stack != same.Key) ?? same.FirstOrDefault(stack => !stack.IsCluster) ?? same.Last();
            yield return $"Stacks {Words.Join(" and ", same.Select(stack => stack.Stack))} are both {(same.Any(stack => stack.IsCluster) ? Words.Of($"rendered as '{same.Key}'") : Words.Of($"environment '{same.Key}'"))}, whose directory can hold one of them. Give one another name:\n"
                + $"    {Renamed(moved, moved.Stack, stacks.Where(stack => stack != moved))}";
        }

        foreach (var problem in ClusterRules.Problems(tool, stacks))
            yield return problem;
        foreach (var problem in SameNames(tool, stacks))
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

    /// <summary>Applications of one environment or cluster are called like another's with a word behind it, and so are the releases of a cluster in a hub.</summary>
    private static IEnumerable<Words> SameNames(GitOpsTool tool, IReadOnlyList<Destination> stacks)
    {
        foreach (var stack in stacks)
        {
            if (stacks.FirstOrDefault(other => other.Children.Any(word => stack.Directory == $"{other.Directory}-{word}")) is not { } parent
                || !(tool == GitOpsTool.ArgoCd || (tool == GitOpsTool.Flux && parent.IsCluster)))
                continue;
            var what = tool == GitOpsTool.ArgoCd ? Words.Own("an Application") : Words.Own("a HelmRelease");
            yield return $"{(stack.IsCluster ? Words.Of($"Cluster's stack {stack.Stack}") : Words.Of($"Environment '{stack.Directory}' of stack {stack.Stack}"))} would have {what} of the name that one of {parent.InWords} has. Give it another name:\n"
                + $"    {Renamed(stack, stack.Directory, stacks)}";
        }
    }

    /// <param name="wanted">What the new name is made of.</param>
    private static ShellLine Renamed(Destination stack, string wanted, IEnumerable<Destination> others)
    {
        var taken = others.SelectMany(other => (string[])[other.Stack, other.Directory]).ToList();
        var name = new EnvironmentNames(stack.Stack, () => taken).Suggest(wanted, EnvironmentTopic.Environment.Format.Longest);
        return stack.IsCluster ? $"pulumi stack rename --stack {stack.Stack} {name}" : new PulumiCommand(stack.Stack).Set(SettingsPath.Of("environment"), name, isText: true);
    }
}
