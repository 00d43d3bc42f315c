using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace McpInfra.Cli;

/// <summary>Help with examples below the options: what people look for first.</summary>
internal sealed class Examples(HelpAction help, IReadOnlyDictionary<Command, string[]> examples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;

        // What the command above takes is none of this one's: the library would show it between their names.
        foreach (var argument in command.Parents.OfType<Command>().SelectMany(parent => parent.Arguments))
            argument.Hidden = true;
        var code = help.Invoke(parseResult);
        if (examples.TryGetValue(command, out var lines))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
                output.WriteLine("  " + line);
        }

        return code;
    }
}
