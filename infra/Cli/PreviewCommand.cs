using System.CommandLine;
using McpInfra.Cli.Baseline;
using McpInfra.Cli.Preview;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli;

/// <summary><c>preview</c>: what every stack of this directory would deploy, without a cloud account or a cluster.</summary>
internal static class PreviewCommand
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Markdown = "markdown";

    public static CliCommand Create(string directory, Printer printer)
    {
        var stacks = StackOption.Create("preview");
        var format = new Option<string>("--format", "-f")
        {
            Description = "text for a terminal, json for a program, markdown for a pull request's comment.",
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Json, Markdown);
        var baseline = new Option<string?>("--baseline")
        {
            Description = "Shows what changes for each environment instead: compared with a file that preview --format json wrote, or with the stack files "
                + "of a git ref, such as origin/main, previewed by the program as it is here.",
            HelpName = "FILE|REF",
        };
        var command = new Command("preview",
            "Shows what each stack would deploy, which secret feeds which variable, and the plaintext guard's verdict. "
            + "Runs the real program in process: no network, credentials or Pulumi login.")
        {
            stacks, format, baseline,
        };
        command.SetAction((parsed, _) => RunAsync(
            directory, parsed.GetValue(stacks) ?? [], parsed.GetValue(format)!, parsed.GetValue(baseline), printer));
        return new CliCommand(command, ["preview", "preview --stack prod", "preview --format markdown > comment.md", "preview --baseline origin/main"]);
    }

    private static async Task<int> RunAsync(
        string directory, string[] stacks, string format, string? baseline, Printer printer)
    {
        if (StackOption.Find(directory, stacks, printer) is not { } files)
            return ExitCodes.BadInput;

        var previews = new List<StackPreview>();
        var text = format == Text && baseline is null ? printer : null;
        var written = Task.CompletedTask;

        // The SDK runs one program at a time; the files are read and the text is written beside it.
        var loads = files.Select(file => Task.Run(() => PreviewRun.Load(new StackFileSource(file), printer.Held))).ToList();
        foreach (var load in loads)
        {
            var preview = await PreviewRun.RunAsync(await load.ConfigureAwait(false), printer.Held).ConfigureAwait(false);
            previews.Add(preview);
            await written.ConfigureAwait(false);
            if (text is not null)
                written = Task.Run(() => TextPreview.Write(text, preview));
        }

        await written.ConfigureAwait(false);
        if (baseline is not null)
            return await CompareAsync(baseline, directory, files, stacks, previews, format, printer).ConfigureAwait(false);
        if (text is not null)
            TextPreview.WriteTotal(text, previews);
        else if (format == Json)
            JsonPreview.Write(printer, previews);
        else
            MarkdownPreview.Write(printer, previews);
        return ExitCode(previews);
    }

    private static async Task<int> CompareAsync(
        string baseline, string directory, IReadOnlyList<StackFile> files, string[] stacks, List<StackPreview> previews, string format, Printer printer)
    {
        IReadOnlyList<EnvironmentChange> changes;
        try
        {
            var source = new BaselineSource(printer.Held);
            var before = await source.ReadAsync(baseline, directory, Path.GetDirectoryName(files[0].Path)!,
                stacks.Length == 0 ? [] : [.. files.Select(file => file.Stack)]).ConfigureAwait(false);
            changes = EnvironmentComparison.Compare(before, source.StatesOf(previews));
        }
        catch (BaselineException unusable)
        {
            printer.Error(unusable.Words);
            return ExitCodes.BadInput;
        }

        if (format == Json)
            JsonChanges.Write(printer, changes, baseline);
        else if (format == Markdown)
            MarkdownChanges.Write(printer, changes, baseline);
        else
            TextChanges.Write(printer, changes);
        return ExitCode(previews);
    }

    private static int ExitCode(List<StackPreview> previews) => previews.Select(preview => preview.ExitCode).DefaultIfEmpty(ExitCodes.Success).Max();
}
