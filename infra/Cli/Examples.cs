using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using McpInfra.Printing;

namespace McpInfra.Cli;

/// <summary>Help with examples below the options, what people look for first, and the pages that say more.</summary>
/// <param name="started">An example with what starts the program before it.</param>
internal sealed class Examples(HelpAction help, IReadOnlyDictionary<Command, CliCommand> commands, Func<string, string> started, Printer printer) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;

        // What the command above takes is none of this one's: the library would show it between their names.
        foreach (var argument in command.Parents.OfType<Command>().SelectMany(parent => parent.Arguments))
            argument.Hidden = true;
        var code = help.Invoke(parseResult);
        if (!commands.TryGetValue(command, out var told))
            return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in told.Examples)
            output.WriteLine("  " + started(example));
        if (told.Pages.Count > 0)
            printer.Line($"\nMore: {Words.Join(", ", told.Pages.Select(page => Words.Of($"{page}")))}");

        return code;
    }
}
