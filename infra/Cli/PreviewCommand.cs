using System.CommandLine;
using McpInfra.Cli.Preview;
using McpInfra.Settings;
using Spectre.Console;

namespace McpInfra.Cli;

/// <summary><c>preview</c>: what every stack of this directory would deploy, without a cloud account or a cluster.</summary>
internal static class PreviewCommand
{
    /// <summary>Wider than any line here, so that a terminal wraps by itself and a command can be copied whole.</summary>
    private const int Width = 1000;

    private const string Text = "text";
    private const string Json = "json";
    private const string Markdown = "markdown";

    public static Command Create(string directory)
    {
        var stacks = new Option<string[]>("--stack", "-s")
        {
            Description = "A stack to preview, such as dev; may be given several times. All stacks unless given.",
            HelpName = "NAME",
        };
        var format = new Option<string>("--format", "-f")
        {
            Description = "text for a terminal, json for a program, markdown for a pull request's comment.",
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Json, Markdown);
        var command = new Command("preview",
            "Shows what each stack would deploy, which secret feeds which variable, and the plaintext guard's verdict. "
            + "Runs the real program in process: no network, credentials or Pulumi login.")
        {
            stacks, format,
        };
        command.SetAction((parsed, _) => RunAsync(
            directory, parsed.GetValue(stacks) ?? [], parsed.GetValue(format)!,
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static async Task<int> RunAsync(
        string directory, string[] stacks, string format, TextWriter output, TextWriter error)
    {
        IReadOnlyList<StackFile> files;
        try
        {
            files = StackFiles.Find(directory, stacks);
        }
        catch (StackFilesException missing)
        {
            await error.WriteLineAsync(missing.Message).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }

        var previews = new List<StackPreview>();
        var text = format == Text ? ConsoleOn(output) : null;
        var written = Task.CompletedTask;

        // The SDK runs one program at a time; the files are read and the text is written beside it.
        var loads = files.Select(file => Task.Run(() => PreviewRun.Load(new StackFileSource(file)))).ToList();
        foreach (var load in loads)
        {
            var preview = await PreviewRun.RunAsync(await load.ConfigureAwait(false)).ConfigureAwait(false);
            previews.Add(preview);
            await written.ConfigureAwait(false);
            if (text is not null)
                written = Task.Run(() => TextPreview.Write(text, preview));
        }

        await written.ConfigureAwait(false);
        if (text is not null)
            TextPreview.WriteTotal(text, previews);
        else if (format == Json)
            JsonPreview.Write(output, previews);
        else
            MarkdownPreview.Write(output, previews);
        return previews.Select(preview => preview.ExitCode).DefaultIfEmpty(ExitCodes.Success).Max();
    }

    /// <summary>Colour on a terminal alone: decided here, since the library's own guess looks at more than the output.</summary>
    private static IAnsiConsole ConsoleOn(TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Width;
        return console;
    }
}
