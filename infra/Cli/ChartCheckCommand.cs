using System.CommandLine;
using McpInfra.Chart.Check;
using McpInfra.Cli.Chart;

namespace McpInfra.Cli;

/// <summary><c>chart check</c>: does a chart honour references to Secrets?</summary>
internal static class ChartCheckCommand
{
    private const string Text = "text";
    private const string Json = "json";

    public static CliCommand Create(string directory)
    {
        var chart = new Argument<string>("CHART") { Description = "A directory, a .tgz file or an oci:// address." };
        var version = new Option<string?>("--version")
        {
            Description = "Version of a chart at an oci:// address; the newest unless given.",
            HelpName = "VERSION",
        };
        var format = new Option<string>("--format", "-f")
        {
            Description = "text for a terminal, json for a program.",
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Json);
        var helm = new Option<string>("--helm")
        {
            Description = "The helm program; the one on PATH unless given.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "helm",
        };
        var command = new Command("check",
            "Renders a chart with helm and says, with template and line, whether the Secrets that are listed for it reach the gateway and the "
            + "migration Job, which variables cannot be set that way, and which credentials of its own are left. Exits 1 when they do not.")
        {
            chart, version, format, helm,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            directory, parsed.GetValue(chart)!, parsed.GetValue(version), parsed.GetValue(format)!, parsed.GetValue(helm)!,
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation));
        return new CliCommand(command,
        [
            "chart check oci://ghcr.io/ibm/mcp-context-forge/mcp-stack --version 1.0.8",
            "chart check ../mcp-context-forge/charts/mcp-stack --format json",
        ]);
    }

    private static async Task<int> RunAsync(
        string directory, string chart, string? version, string format, string helm, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            var report = await ChartCheck.RunAsync(new Helm(helm), ChartSource.Parse(chart, version, directory), cancellation).ConfigureAwait(false);
            if (format == Json)
                CheckJson.Write(output, report);
            else
                CheckText.Write(Terminal.On(output), report);
            return report.Verdict.Kind == VerdictKind.DoesNotWork ? ExitCodes.Refused : ExitCodes.Success;
        }
        catch (ChartCheckException unusable)
        {
            error.WriteLine(unusable.Message);
            return ExitCodes.BadInput;
        }
    }
}
