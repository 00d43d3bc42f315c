using McpInfra.Chart.Check;
using McpInfra.Printing;

namespace McpInfra.Cli.Chart;

/// <summary>
/// Writes a check for a program. The shape is described in docs/chart.md; <c>version</c> rises when a field changes its
/// meaning or goes, not when one is added.
/// </summary>
internal static class CheckJson
{
    private const int Version = 1;

    public static void Write(Printer printer, ChartReport report) => printer.Json(
        new
        {
            Version,
            report.Source,
            Chart = new { Name = report.ChartName, Version = report.ChartVersion },
            report.Helm,
            report.Groups,
            Verdict = new { Result = report.Verdict.Kind, report.Verdict.Reason },
        });
}
