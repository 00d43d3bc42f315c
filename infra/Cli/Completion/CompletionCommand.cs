using System.CommandLine;
using McpInfra.Printing;

namespace McpInfra.Cli.Completion;

/// <summary><c>completion</c>: what a shell runs so that it completes this program's commands, options and names of stacks.</summary>
internal static class CompletionCommand
{
    public static CliCommand Create(Printer printer)
    {
        var shell = new Argument<string>("SHELL") { Description = $"{string.Join(", ", ShellScripts.All.Keys)}." };
        shell.AcceptOnlyFromAmong([.. ShellScripts.All.Keys]);
        var command = new Command("completion",
            "Prints a script that has a shell complete the installed command mcp-infra: its commands and options, their choices, and the stacks of the project around. "
            + "The script's first lines say where it belongs.")
        {
            shell,
        };
        command.SetAction(parsed => printer.Verbatim(ShellScripts.All[parsed.GetValue(shell)!]));
        return new CliCommand(command, ["completion bash"], []);
    }
}
