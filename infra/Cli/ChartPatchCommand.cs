using System.CommandLine;

namespace McpInfra.Cli;

internal static class ChartPatchCommand
{
    public static CliCommand Create(string directory) => new(new Command("patch", directory), []);
}
