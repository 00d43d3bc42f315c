using McpInfra.Chart.Check;
using McpInfra.Printing;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli.Chart;

/// <summary>Writes a check for a terminal: a line for each point, below it where the finding can be seen.</summary>
internal static class CheckText
{
    public static void Write(Printer printer, ChartReport report)
    {
        printer.Line(($"{report.ChartName} {report.ChartVersion}", Bold), ($"  {report.Source} · {report.Renders.Count} renders with helm {report.Helm}", Plain));
        foreach (var group in report.Groups.Where(group => group.Points.Count > 0))
        {
            printer.Line();
            printer.Line(($"  {group.Title}", Bold));
            var width = group.Points.Max(point => point.Name.Length);
            foreach (var point in group.Points)
                WritePoint(printer, point, width);
        }

        printer.Line();
        printer.Line((report.Verdict.Words, ToneOf(report.Verdict.Kind switch
        {
            VerdictKind.Works => Outcome.Yes,
            VerdictKind.WorksThroughExtraEnvFrom => Outcome.Note,
            _ => Outcome.No,
        })));
    }

    private static void WritePoint(Printer printer, CheckPoint point, int width)
    {
        printer.Line(($"  {Word(point.Outcome),-4}  ", ToneOf(point.Outcome)), ($"{point.Name.PadRight(width)}  ", Plain), (point.Finding, Plain));
        if (point.Names is { Count: > 0 } names)
            printer.Line(($"          {Words.Join(", ", names)}", Plain));
        foreach (var evidence in point.Evidence)
            printer.Line(($"          {Place(evidence)}", Quiet));
    }

    private static Words Place(Evidence evidence)
    {
        var render = Words.Of($"render '{evidence.Render}'");
        if (evidence.Template is null)
            return $"{render}: {evidence.What}";
        var lines = evidence.LastLine is { } last && last > evidence.Line ? Words.Of($"lines {evidence.Line} to {last}") : Words.Of($"line {evidence.Line}");
        return $"{render}, {lines}, {evidence.Template}: {evidence.What}";
    }

    private static string Word(Outcome outcome) => outcome switch { Outcome.Yes => "yes", Outcome.Note => "note", _ => "no" };

    private static Tone ToneOf(Outcome outcome) => outcome switch { Outcome.Yes => Good, Outcome.Note => Wary, _ => Bad };
}
