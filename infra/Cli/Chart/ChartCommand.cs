using System.CommandLine;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Cli.Chart;

/// <summary><c>chart</c>: what a chart makes of references to Secrets, and the field for them where it is missing.</summary>
internal static class ChartCommand
{
    public static CliCommand Create(string directory, IPrograms programs, Printer printer)
    {
        CliCommand[] subcommands = [ChartCheckCommand.Create(directory, programs, printer), ChartPatchCommand.Create(directory, printer)];
        var command = new Command("chart", "Looks at the mcp-stack chart itself: whether it honours references to Secrets, and mends one that does not.");
        foreach (var subcommand in subcommands)
            command.Add(subcommand.Command);
        return new CliCommand(command, [.. subcommands.SelectMany(subcommand => subcommand.Examples)], [Page.Chart], subcommands);
    }
}
