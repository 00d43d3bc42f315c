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
/// <param name="Asked">Those whose files are written.</param>
/// <param name="Beside">Others of the project that are in the directory already: what is of all of them goes on naming them.</param>
internal sealed record RenderedStacks(IReadOnlyList<StackSettings> Asked, IReadOnlyList<StackSettings> Beside)
{
    public IReadOnlyList<StackSettings> All => [.. Asked.Concat(Beside).OrderBy(stack => stack.Stack, StringComparer.Ordinal)];

    /// <summary>The stacks' settings; null where something is wrong, all of which is printed.</summary>
    /// <param name="present">The environments that the directory has.</param>
    public static RenderedStacks? Load(GitOpsTool tool, IReadOnlyList<StackFile> files, IReadOnlySet<string> present, Printer printer)
    {
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

        var beside = SharedStacks.Beside(files, printer.Held);
        var stacks = new RenderedStacks([.. asked.Select(stack => stack.Settings)], [.. beside.Select(stack => stack.Settings).Where(stack => present.Contains(stack.Environment))]);
        wrong.AddRange(SharedStacks.Problems(files, asked, beside)
            .Select(shared => new SettingsException(shared.Key, [.. shared], []).Words));
        wrong.AddRange(Renderers.Conflicts(tool, stacks.All));
        if (Renderers.For(tool).HasSharedFiles)
            wrong.AddRange(ProblemsBeside(tool, files, stacks, present));
        foreach (var message in wrong)
            printer.Error(message);
        if (wrong.Count > 0)
            return null;
        foreach (var warning in ClusterRules.Warnings(tool, stacks.All))
            printer.Error($"warning: {warning}");
        foreach (var warning in stacks.Asked.SelectMany(stack => Warnings(tool, stack).Select(warning => Words.Of($"{stack.Stack}: warning: {warning}"))))
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

        if (present.All(environment => stacks.All.Any(stack => stack.Environment == environment)))
            yield break;
        foreach (var file in StackFiles.Beside(files).Where(file => stacks.All.All(stack => stack.Stack != file.Stack)))
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

    /// <summary>Whether an environment of the directory is rendered again: those that were asked for, and with files of several at once also those that no stack has any more.</summary>
    public bool IsRendered(string environment, bool hasSharedFiles) =>
        Asked.Any(stack => stack.Environment == environment) || (hasSharedFiles && !Beside.Any(stack => stack.Environment == environment));

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
        foreach (var note in ClusterRules.Notes(tool, All))
            printer.Line(note);
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
