using System.CommandLine;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Docs;

/// <summary><c>docs</c>: the pages of the documentation, which whoever has the tool has no checkout of.</summary>
internal static class DocsCommand
{
    public static CliCommand Create(Printer printer)
    {
        var page = new Argument<string?>("PAGE") { Description = "The page; a list of all unless given.", Arity = ArgumentArity.ZeroOrOne, HelpName = "PAGE" };
        page.CompletionSources.Add(_ => Page.All.Select(one => one.Name));
        var command = new Command("docs", "Lists the pages of the documentation, with what each is about, or prints one, as Markdown.") { page };
        command.SetAction(parsed => Run(parsed.GetValue(page), printer));
        return new CliCommand(command, ["docs", "docs failures", "docs settings | less"], []);
    }

    private static int Run(string? name, Printer printer)
    {
        if (name is null)
        {
            List(printer);
            return ExitCodes.Success;
        }

        if (Page.Named(name) is not { } page)
        {
            var names = Page.All.Select(one => one.Name).ToList();
            var meant = NearestName.Of(name, names) is { } nearest ? Words.Of($" Did you mean {nearest}?") : Words.None;
            printer.Error($"There is no page {Words.Brief(name)}.{meant} There are: {Words.Join(", ", names)}.");
            return ExitCodes.BadInput;
        }

        printer.Verbatim(page.Text);
        return ExitCodes.Success;
    }

    private static void List(Printer printer)
    {
        var longest = Page.All.Max(page => page.Name.Length);
        foreach (var page in Page.All)
        {
            printer.Line((Words.Of($"{page.Name.PadRight(longest)}  "), Tone.Plain), (page.Title, Tone.Bold));
            printer.Line((Words.Of($"{new string(' ', longest)}  "), Tone.Plain), (page.About, Tone.Plain));
        }

        printer.Line($"\nOne of them: {ShellLine.Of($"{ShellLine.Tool}docs {Page.Failures.Name}")}");
        printer.Line($"In the pages {ToolForm.Project.Start().TrimEnd()} starts this program, as in a checkout of its repository; {ToolForm.Installed.Start().TrimEnd()} stands in its place where that is installed.");
    }
}
