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
        var code = help.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
                output.WriteLine("  " + line);
        }

        return code;
    }
}
