using System.CommandLine;
using McpInfra.Chart.Patch;
using McpInfra.Printing;

namespace McpInfra.Cli.Chart;

/// <summary><c>chart patch</c>: the field for references to Secrets, added to a chart that lacks it.</summary>
internal static class ChartPatchCommand
{
    private const string Patch = "patch";
    private const string Minor = "minor";

    public static CliCommand Create(string directory, Printer printer)
    {
        var chart = new Argument<string>("DIR") { Description = "A checkout of the chart: the directory with its Chart.yaml." };
        var diff = new Option<bool>("--diff") { Description = "Prints what would change as a unified diff, and changes nothing." };
        var bump = new Option<string>("--bump")
        {
            Description = "Which part of the chart's version is raised.",
            DefaultValueFactory = _ => Patch,
        };
        bump.AcceptOnlyFromAmong(Patch, Minor);
        var command = new Command("patch",
            "Adds mcpContextForge.extraEnvVarsSecret to a checkout of the chart: values, JSON schema, the gateway's and the migration Job's "
            + "templates, README, CHANGELOG and version. Changes no other byte, and nothing at all where a place that it needs is not there.")
        {
            chart, diff, bump,
        };
        command.SetAction(parsed => Run(
            Path.GetFullPath(parsed.GetValue(chart)!, directory), parsed.GetValue(chart)!, parsed.GetValue(diff),
            parsed.GetValue(bump) == Minor ? VersionBump.Minor : VersionBump.Patch, printer));
        return new CliCommand(command,
        [
            "chart patch ../mcp-context-forge/charts/mcp-stack --diff",
            "chart patch ../mcp-context-forge/charts/mcp-stack --bump minor",
        ],
        [Page.Chart]);
    }

    private static int Run(string chart, string written, bool isDiff, VersionBump bump, Printer printer)
    {
        try
        {
            var plan = ChartPatch.Plan(chart, bump, written);
            if (isDiff)
            {
                PatchText.WriteDiff(printer, plan, written);
                return ExitCodes.Success;
            }

            PatchWriter.Write(chart, plan);
            PatchText.WriteDone(printer, plan, written);
            return ExitCodes.Success;
        }
        catch (PatchRefusedException refused)
        {
            printer.Error($"{written} is left as it is: {refused.Problems.Count} of the places that the patch needs {(refused.Problems.Count == 1 ? Words.Own("is") : Words.Own("are"))} not there.");
            printer.Error(refused.Words);
            return ExitCodes.Refused;
        }
        catch (UnusableChartException unusable)
        {
            printer.Error($"{written} cannot be patched. {unusable.Words}");
            return ExitCodes.BadInput;
        }
    }
}
