using McpInfra.Chart.Check;
using Spectre.Console;

namespace McpInfra.Cli.Chart;

/// <summary>Writes a check for a terminal: a line for each point, below it where the finding can be seen.</summary>
internal static class CheckText
{
    private const int WidestNames = 90;

    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(Color.Grey);

    public static void Write(IAnsiConsole console, ChartReport report)
    {
        WriteLine(console, ($"{report.ChartName} {report.ChartVersion}", Bold), ($"  {report.Source} · {report.Renders.Count} renders with helm {report.Helm}", Style.Plain));
        foreach (var group in report.Groups.Where(group => group.Points.Count > 0))
        {
            console.WriteLine();
            WriteLine(console, ("  " + group.Title, Bold));
            var width = group.Points.Max(point => point.Name.Length);
            foreach (var point in group.Points)
                WritePoint(console, point, width);
        }

        console.WriteLine();
        WriteLine(console, (report.Verdict.ToString(), Colour(report.Verdict.Kind switch
        {
            VerdictKind.Works => Outcome.Yes,
            VerdictKind.WorksThroughExtraEnvFrom => Outcome.Note,
            _ => Outcome.No,
        })));
    }

    private static void WritePoint(IAnsiConsole console, CheckPoint point, int width)
    {
        WriteLine(console, ($"  {Word(point.Outcome),-4}  ", Colour(point.Outcome)), ($"{point.Name.PadRight(width)}  {point.Finding}", Style.Plain));
        foreach (var line in Wrapped(point.Names ?? []))
            WriteLine(console, ("          " + line, Style.Plain));
        foreach (var evidence in point.Evidence)
            WriteLine(console, ("          " + Place(evidence), Quiet));
    }

    private static string Place(Evidence evidence)
    {
        var render = $"render '{evidence.Render}'";
        if (evidence.Template is null)
            return $"{render}: {evidence.What}";
        var lines = evidence.LastLine is { } last && last > evidence.Line ? $"lines {evidence.Line} to {last}" : $"line {evidence.Line}";
        return $"{render}, {lines}, {evidence.Template}: {evidence.What}";
    }

    private static IEnumerable<string> Wrapped(IReadOnlyList<string> names)
    {
        var line = "";
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            var next = name + (index < names.Count - 1 ? ", " : "");
            if (line.Length > 0 && line.Length + next.Length > WidestNames)
            {
                yield return line.TrimEnd();
                line = "";
            }

            line += next;
        }

        if (line.Length > 0)
            yield return line;
    }

    private static string Word(Outcome outcome) => outcome switch { Outcome.Yes => "yes", Outcome.Note => "note", _ => "no" };

    private static Style Colour(Outcome outcome) =>
        new(outcome switch { Outcome.Yes => Color.Green, Outcome.Note => Color.Yellow, _ => Color.Red });

    private static void WriteLine(IAnsiConsole console, params (string Text, Style Style)[] parts)
    {
        foreach (var (text, style) in parts)
            console.Write(new Text(text, style));
        console.WriteLine();
    }
}
