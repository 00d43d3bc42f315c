using System.CommandLine;
using System.Diagnostics;
using McpInfra.Cli.Preview.Baseline;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Cli.Preview;

/// <summary><c>preview</c>: what every stack of this directory would deploy, without a cloud account or a cluster.</summary>
internal static class PreviewCommand
{
    public static CliCommand Create(string directory, Kubeconfig kubeconfig, Printer printer)
    {
        var stacks = StackOption.Create("preview");
        var format = FormatOption.Create(
            new Writers(TextPreview.WriteTotal, (printer, changes, _) => TextChanges.Write(printer, changes), TextPreview.Write),
            new Writers(JsonPreview.Write, JsonChanges.Write),
            ("markdown", "markdown for a pull request's comment", new Writers(MarkdownPreview.Write, MarkdownChanges.Write)));
        var detail = new DetailOptions(
            "Says what came of each stack in a line, and nothing else.",
            $"Lists every variable of a container, where more than {VariableTable.MostRows} are summed up, or those of the migration Job are the gateway's.");
        var baseline = new Option<string?>("--baseline")
        {
            Description = "Shows what changes for each environment instead: compared with a file that preview --format json wrote, or with the stack files "
                + "of a git ref, such as origin/main, previewed by the program as it is here.",
            HelpName = "FILE|REF",
        };
        var cost = new Option<bool>("--cost") { Description = "Shows what each environment costs in AWS a month instead, by its parts." };
        var command = new Command("preview",
            "Shows what each stack would deploy, which secret feeds which variable, and the plaintext guard's verdict. "
            + "Runs the real program in process: no network, credentials or Pulumi login.")
        {
            stacks, format, detail.Quiet, detail.All, baseline, cost,
        };
        detail.OfTextAlone(command, format);
        command.Validators.Add(result =>
        {
            if (result.GetValue(cost) && (result.GetValue(baseline) is not null || result.GetResult(format) is { Implicit: false } || result.GetValue(detail.Quiet)))
                result.AddError("--cost is text of the stacks as they are. Leave --format, --quiet and --baseline out.");
        });
        command.SetAction((parsed, stop) => RunAsync(
            directory, parsed.GetValue(stacks) ?? [], parsed.GetValue(cost) ? Cost : detail.Of(parsed, Verdicts, null) ?? parsed.GetValue(format)!.Writer, parsed.GetValue(detail.All), parsed.GetValue(baseline), kubeconfig, printer, stop));
        return new CliCommand(command, ["preview", "preview --stack prod", "preview --format markdown > comment.md", "preview --baseline origin/main", "preview --cost"], [Page.Failures, Page.Settings, Page.PreviewJson, Page.Cost]);
    }

    private static Writers Verdicts { get; } = new(
        TextPreview.WriteTotal, (printer, changes, _) => TextChanges.WriteVerdicts(printer, changes), (printer, preview, _) => TextPreview.WriteVerdict(printer, preview));

    private static Writers Cost { get; } = new(TextCost.WriteSources, (_, _, _) => throw new UnreachableException("No cost is compared."), TextCost.Write);

    private static async Task<int> RunAsync(
        string directory, string[] stacks, Writers writers, bool all, string? baseline, Kubeconfig kubeconfig, Printer printer, CancellationToken stop)
    {
        if (StackOption.Find(directory, stacks, printer) is not { } files)
            return ExitCodes.BadInput;

        // What is alike in stacks is found among all; then each is run by itself, as many at a time as there are processors, and written in order.
        StackPreview[] loads;
        ILookup<string, SettingsProblem> shared;
        using (printer.Working(() => $"reading {Words.Plural(files.Count, "stack")} ..."))
        {
            loads = await Task.WhenAll(files.Select(file => Task.Run(() => PreviewRun.Load(new StackFileSource(file), printer.Held)))).ConfigureAwait(false);
            shared = SharedStacks.Problems(files, [.. loads.Select(load => load.Loaded ?? load.Refused).OfType<LoadedStack>()], SharedStacks.Beside(files, printer.Held))
                .Concat(SharedClusters.Problems(files, [.. loads.Select(load => load.Cluster).OfType<ClusterSettings>()]))
                .SelectMany(ofStack => ofStack.Select(problem => (ofStack.Key, Problem: problem))).ToLookup(found => found.Key, found => found.Problem);
        }

        using var room = new SemaphoreSlim(Environment.ProcessorCount);
        var runs = loads.Select(load => Task.Run(() => PreviewAsync(
            shared.Contains(load.Stack) ? load with { Loaded = null, Cluster = null, Problems = [.. load.Problems, .. shared[load.Stack]] } : load, kubeconfig, room, printer.Held))).ToList();
        var previews = new List<StackPreview>();
        foreach (var (index, run) in runs.Index())
        {
            using (printer.Working(() => $"running the program for {loads[index].Stack}, stack {index + 1} of {loads.Length} ..."))
                previews.Add(await run.WaitAsync(stop).ConfigureAwait(false));
            if (baseline is null)
                writers.Preview?.Invoke(printer, previews[^1], all);
        }

        if (baseline is not null)
            return await CompareAsync(baseline, directory, files, stacks, previews, writers, printer).ConfigureAwait(false);
        writers.Previews(printer, previews);
        return ExitCode(previews);
    }

    /// <summary>The SDK knows by the flow of the code which run it is part of, so that runs do not meet.</summary>
    private static async Task<StackPreview> PreviewAsync(StackPreview loaded, Kubeconfig kubeconfig, SemaphoreSlim room, HeldSecrets held)
    {
        await room.WaitAsync().ConfigureAwait(false);
        try
        {
            return kubeconfig.Check(await PreviewRun.RunAsync(loaded, held).ConfigureAwait(false));
        }
        finally
        {
            room.Release();
        }
    }

    private static async Task<int> CompareAsync(
        string baseline, string directory, IReadOnlyList<StackFile> files, string[] stacks, List<StackPreview> previews, Writers writers, Printer printer)
    {
        IReadOnlyList<EnvironmentChange> changes;
        try
        {
            var source = new BaselineSource(printer.Held);
            var before = await source.ReadAsync(baseline, directory, files[0].Project.Directory,
                stacks.Length == 0 ? [] : [.. files.Select(file => file.Stack)]).ConfigureAwait(false);
            changes = EnvironmentComparison.Compare(before, source.Of(previews));
        }
        catch (BaselineException unusable)
        {
            printer.Error(unusable.Words);
            return ExitCodes.BadInput;
        }

        writers.Changes(printer, changes, baseline);
        return ExitCode(previews);
    }

    private static int ExitCode(List<StackPreview> previews) => previews.Select(preview => preview.ExitCode).DefaultIfEmpty(ExitCodes.Success).Max();

    /// <summary>What writes in one form.</summary>
    /// <param name="Previews">All of them, or what is left to say of them.</param>
    /// <param name="Changes">What is different from the baseline that is named.</param>
    /// <param name="Preview">One of them as soon as it is there, in a form that does not need all; the last argument says whether it is listed whole.</param>
    private sealed record Writers(
        Action<Printer, IReadOnlyCollection<StackPreview>> Previews, Action<Printer, IReadOnlyList<EnvironmentChange>, string> Changes, Action<Printer, StackPreview, bool>? Preview = null);
}
