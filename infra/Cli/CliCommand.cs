using System.CommandLine;
using McpInfra.Printing;

namespace McpInfra.Cli;

/// <summary>One command of the tool.</summary>
/// <param name="Examples">What stands behind what starts the program in the examples of its help.</param>
/// <param name="Pages">Where there is more about it; none where its help is all.</param>
/// <param name="Subcommands">Those that it already holds, for their examples.</param>
internal sealed record CliCommand(Command Command, IReadOnlyList<string> Examples, IReadOnlyList<Page> Pages, IReadOnlyList<CliCommand>? Subcommands = null)
{
    /// <summary>This one and all below it.</summary>
    public IEnumerable<CliCommand> All => (Subcommands ?? []).SelectMany(subcommand => subcommand.All).Prepend(this);
}
