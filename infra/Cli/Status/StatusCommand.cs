using System.Diagnostics;
using McpInfra.Checks;
using McpInfra.Live;
using McpInfra.Loading;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Cli.Status;

/// <summary><c>status</c>: what runs, held against what the stack says.</summary>
internal static class StatusCommand
{
    public static CliCommand Create(string directory, IPrograms programs, TimeProvider time, Printer printer)
    {
        var checks = new StackChecks("status", directory, (stack, _) => stack switch
        {
            ReadStack.Environment environment => Running.Of(environment.Stack, time.GetUtcNow()),
            ReadStack.Cluster cluster => Running.Of(cluster.Settings),
            _ => throw new UnreachableException("A stack of no kind."),
        }, programs, printer);
        return new CliCommand(
            checks.Command("Says what runs against what a stack says: the release's chart, what the gateway reads in which order, whether each object is Ready and as it was written, and which pods run with older Secrets. "
                + "Reads and changes nothing, by kubectl and helm, and no Secret's data. Exits 1 where something is otherwise than the stack says."),
            ["status --stack dev", "status --stack prod --format json"], [Page.Operate]);
    }
}
