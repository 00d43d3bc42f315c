using System.CommandLine;

namespace McpInfra.Cli;

/// <summary>One command of the tool.</summary>
/// <param name="Examples">What stands behind <c>dotnet run --project infra -- </c> in the examples of its help.</param>
internal sealed record CliCommand(Command Command, IReadOnlyList<string> Examples);
