using System.Diagnostics;
using McpInfra.Chart.Check;
using McpInfra.Checks;
using McpInfra.Live;
using McpInfra.Loading;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Cli.Doctor;

/// <summary><c>doctor</c>: what a stack needs before its first <c>pulumi up</c>, and whether it is there.</summary>
internal static class DoctorCommand
{
    public static CliCommand Create(string directory, IPrograms programs, Printer printer)
    {
        var checks = new StackChecks("doctor", directory, (stack, project) => stack switch
        {
            ReadStack.Environment environment => Needs.Of(environment.Stack, ChartSeen.Of(environment.Stack.Settings.Chart, project, new Helm("helm", programs: programs), printer.Held)),
            ReadStack.Cluster cluster => Needs.Of(cluster.Settings),
            _ => throw new UnreachableException("A stack of no kind."),
        }, programs, printer);
        return new CliCommand(
            checks.Command("Asks, before the first pulumi up, whether what a stack needs is there: programs and their versions, the credentials' account, the cluster and its operator, identities, keys, names and the chart. "
                + "Reads and changes nothing, by aws, kubectl, helm and what else the stack's backend has. Exits 1 where something is wrong; what may not be read is told as not known."),
            ["doctor --stack dev", "doctor --stack prod --format json"], [Page.Operate]);
    }
}
