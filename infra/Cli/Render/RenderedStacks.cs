using McpInfra.Backends;
using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Cli.Render;

/// <summary>The stacks of a rendered directory, read and checked before anything is written: for the tool, beside each other, and for secrets.</summary>
/// <param name="Asked">Environments whose files are written.</param>
/// <param name="Beside">Others of the project that are in the directory already: what is of all of them goes on naming them.</param>
/// <param name="Clusters">Clusters' stacks whose files are written.</param>
/// <param name="ClustersBeside">Others of those that are in the directory already.</param>
/// <param name="ByPulumi">Clusters' stacks that were asked for and have no files: Pulumi installs what they say.</param>
internal sealed record RenderedStacks(
    IReadOnlyList<StackSettings> Asked, IReadOnlyList<StackSettings> Beside, IReadOnlyList<ClusterSettings> Clusters, IReadOnlyList<ClusterSettings> ClustersBeside, IReadOnlyList<ClusterSettings> ByPulumi)
{
    public IReadOnlyList<StackSettings> All => [.. Asked.Concat(Beside).OrderBy(stack => stack.Stack, StringComparer.Ordinal)];

    private IReadOnlyList<Destination> Destinations =>
        [.. Clusters.Concat(ClustersBeside).Select(Destination.Of), .. All.Select(Destination.Of)];

    /// <summary>What is brought before the environments, in stacks' order.</summary>
    public IReadOnlyList<ClusterSpec> ClusterSpecs() => [.. Clusters.Select(ClusterSpec.Of)];

    /// <summary>Of every environment of the directory, each with its cluster where that is in it too.</summary>
    public IReadOnlyList<DeliverySpec> Specs()
    {
        IReadOnlyList<ClusterSpec> clusters = [.. Clusters.Concat(ClustersBeside).Select(ClusterSpec.Of)];
        return [.. All.Select(stack => DeliverySpec.InGitWith(clusters, stack))];
    }

    /// <summary>The stacks' settings; null where something is wrong, all of which is printed.</summary>
    /// <param name="found">Those that were asked for, of either kind.</param>
    /// <param name="present">The directories that are there.</param>
    public static RenderedStacks? Load(GitOpsTool tool, IReadOnlyList<StackFile> found, IReadOnlySet<string> present, Printer printer)
    {
        var files = found.Where(file => !StackKinds.IsCluster(file)).ToList();
        var asked = new List<LoadedStack>();
        var wrong = new List<Words>();
        foreach (var file in files)
        {
            try
            {
                asked.Add(LoadOne(tool, file, printer.Held));
            }
            catch (SettingsException refused)
            {
                wrong.Add(refused.Words);
            }
        }

        var beside = SharedStacks.Beside(found, printer.Held);
        var clusters = RenderedClusters.Load(tool, [.. found.Except(files)], found, present, printer.Held, wrong);
        var stacks = new RenderedStacks(
            [.. asked.Select(stack => stack.Settings)], [.. beside.Select(stack => stack.Settings).Where(stack => present.Contains(stack.Environment))],
            clusters.Asked, clusters.Beside, clusters.ByPulumi);
        wrong.AddRange(SharedStacks.Problems(files, asked, beside)
            .Select(shared => new SettingsException(shared.Key, [.. shared], []).Words));
        wrong.AddRange(Renderers.Conflicts(tool, stacks.Destinations));
        if (Renderers.For(tool).HasSharedFiles)
            wrong.AddRange(ProblemsBeside(tool, found, stacks, present));
        if (wrong.Count == 0 && stacks.Asked.Count + stacks.Clusters.Count == 0)
            wrong.Add(RenderedClusters.NothingOf(stacks.ByPulumi));
        foreach (var message in wrong)
            printer.Error(message);
        if (wrong.Count > 0)
            return null;
        foreach (var warning in ClusterRules.Warnings(tool, stacks.Destinations))
            printer.Error($"warning: {warning}");
        foreach (var warning in stacks.Asked.SelectMany(stack => Warnings(tool, stack).Select(warning => Words.Of($"{stack.Stack}: warning: {warning}"))))
            printer.Error(warning);
        foreach (var warning in stacks.Clusters.SelectMany(cluster => cluster.Warnings.Select(warning => Words.Of($"{cluster.Stack}: warning: {warning.Words}"))))
            printer.Error(warning);
        return stacks;
    }

    /// <summary>What keeps the others of the directory from being named again in the files that are of all: they would be taken for gone.</summary>
    private static IEnumerable<Words> ProblemsBeside(GitOpsTool tool, IReadOnlyList<StackFile> files, RenderedStacks stacks, IReadOnlySet<string> present)
    {
        foreach (var stack in stacks.Beside)
        {
            var problems = new Problems(stack.Stack);
            DeliveryRules.CheckTool(stack, tool, isRendered: true, problems);
            if (problems.Errors.Count > 0)
                yield return new SettingsException(stack.Stack, problems.Errors, []).Words;
        }

        if (present.All(directory => stacks.Destinations.Any(stack => stack.Directory == directory)))
            yield break;
        foreach (var file in StackFiles.Beside(files).Where(file => stacks.Destinations.All(stack => stack.Stack != file.Stack)))
        {
            SettingsException? unreadable = null;
            try
            {
                StackLoader.Read(new StackFileSource(file), new HeldSecrets());
            }
            catch (SettingsException refused)
            {
                unreadable = refused;
            }

            if (unreadable is not null)
                yield return unreadable.Words;
        }
    }

    /// <summary>Whether a directory is rendered again: those that were asked for, and with files of several at once also those that no stack has any more.</summary>
    public bool IsRendered(string directory, bool hasSharedFiles) =>
        Asked.Any(stack => stack.Environment == directory) || Clusters.Any(cluster => cluster.Directory == directory)
        || (hasSharedFiles && !Beside.Any(stack => stack.Environment == directory) && !ClustersBeside.Any(cluster => cluster.Directory == directory));

    /// <summary>Secrets that would be in plain sight, by the rules that hold for resources.</summary>
    public IReadOnlyList<Finding> Findings(IEnumerable<RenderedFile> files, HeldSecrets held)
    {
        foreach (var value in All.SelectMany(stack => stack.SecretValues.Values))
            held.Hold(value.Reveal());
        var guard = new FileGuard(held);
        return [.. files.SelectMany(file => guard.Inspect(file.Path, file.Document))];
    }

    /// <summary>Prints what a person has to see to now that the directory is there.</summary>
    public void Tell(GitOpsTool tool, Printer printer)
    {
        foreach (var note in ClusterRules.Notes(tool, Destinations))
            printer.Line(note);
        if (ByPulumi.Count > 0)
            printer.Line(RenderedClusters.Of(ByPulumi));
        var twice = Asked.Where(stack => stack.Delivery.Mode != DeliveryMode.Git).ToList();
        if (twice.Count == 0)
            return;
        printer.Error($"warning: {Words.Join(", ", twice.Select(stack => Words.Of($"{stack.Stack} has delivery: {DeliverySettings.Word(stack.Delivery.Mode)}")))}, "
            + $"so `pulumi up` would bring the same into the cluster. Where Git is to, have Pulumi make the rest alone:");
        foreach (var stack in twice)
            printer.Error($"    {new PulumiCommand(stack.Stack).Set(DeliveryTopic.Mode.TopLevel, DeliverySettings.Word(DeliveryMode.Git))}");
    }

    private static LoadedStack LoadOne(GitOpsTool tool, StackFile file, HeldSecrets held)
    {
        var stack = StackLoader.Load(new StackFileSource(file), held);
        var settings = stack.Settings;
        var problems = new Problems(settings.Stack);
        DeliveryRules.CheckTool(settings, tool, isRendered: true, problems);
        if (Backend.Of(stack).MadeInAws is { } aws)
        {
            CheckKnown(AwsTopic.Region.TopLevel, aws.Region, AwsTopic.Region, problems);
            CheckKnown(AwsTopic.Topic.TopLevel.Key(AwsTopic.AccountId.Key), aws.AccountId, AwsTopic.AccountId, problems);
        }

        return problems.Errors.Count == 0 ? stack : throw new SettingsException(settings.Stack, problems.Errors, settings.Warnings);
    }

    /// <summary>A file for Git has what its objects say, and nothing that stands for it.</summary>
    private static void CheckKnown(SettingsPath path, string text, TextSetting setting, Problems problems)
    {
        if (ClusterAnswers.IsUnknown(text))
            problems.Required(path, $"{setting.Description}. It stands in rendered files, and the stack of the cluster is not here to be asked", setting.Format.Example, isText: true);
    }

    private static IEnumerable<Words> Warnings(GitOpsTool tool, StackSettings stack)
    {
        if (tool == GitOpsTool.Fleet && stack.Migration.Optional && DeliverySpec.InGit(stack).Secrets.FirstOrDefault(secret => !secret.IsAwaited) is { } optional)
            yield return $"{SettingsPath.Of("migration").Key("optional")}: Fleet does not wait until each {optional.Manifest.Kind} was read, so a gateway that starts before its Secrets starts with what its values files or the chart say. Take it out before anything depends on the Secrets.";
        if (tool == GitOpsTool.Flux && (stack.Delivery.Flux.ChartSecret is not null || stack.Delivery.Flux.Insecure) && ChartLocation.Of(stack.Chart) is ChartLocation.Folder)
            yield return $"{SettingsPath.Of("flux").Key("chartSecret")} and insecure have a meaning with an oci:// address in mcp-infra:chart.source alone: a directory comes with the source that Flux reads.";
        foreach (var warning in stack.Warnings)
            yield return warning.Words;
        if (stack.Rollout.Reloader && tool != GitOpsTool.Flux)
            yield return $"{SettingsPath.Of("rollout").Key("reloader")}: is not rendered, since the chart has no place for the annotation. Run Reloader with --auto-reload-all, which needs none.";
    }
}
