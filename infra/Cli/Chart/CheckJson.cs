using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using McpInfra.Chart.Check;

namespace McpInfra.Cli.Chart;

/// <summary>
/// Writes a check for a program. The shape is described in docs/chart.md; <c>version</c> rises when a field changes its
/// meaning or goes, not when one is added.
/// </summary>
internal static class CheckJson
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(TextWriter output, ChartReport report) => output.Write(JsonSerializer.Serialize(
        new
        {
            Version,
            report.Source,
            Chart = new { Name = report.ChartName, Version = report.ChartVersion },
            report.Helm,
            report.Groups,
            Verdict = new { Result = report.Verdict.Kind, report.Verdict.Reason },
        }, Json) + "\n");
}
