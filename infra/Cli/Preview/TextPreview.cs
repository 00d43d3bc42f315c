using McpInfra.Printing;
using McpInfra.Settings;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli.Preview;

/// <summary>Writes previews for a terminal. Tones and not markup, whose tables of emoji and color names every start would have to build.</summary>
internal static class TextPreview
{
    public static void WriteTotal(Printer printer, IReadOnlyCollection<StackPreview> previews) =>
        printer.Line((PreviewWords.Total(previews), Bold));

    /// <summary>One stack in a line: what came of it.</summary>
    public static void WriteVerdict(Printer printer, StackPreview preview) => printer.Line(
        (preview.Stack, preview.ExitCode == ExitCodes.Success ? Good : Bad),
        ($"  {(!preview.IsUsable ? Words.Of($"{Words.Plural(preview.Problems.Count, "problem")} in its configuration")
            : preview.StoppedBecause is { } reason ? Words.Of($"stopped: {reason}") : PreviewWords.Guard(preview))}", Plain));

    /// <summary>One stack, and a blank line after it.</summary>
    /// <param name="all">Whether what nobody reads to its end is listed all the same.</param>
    public static void Write(Printer printer, StackPreview preview, bool all)
    {
        WriteOne(printer, preview, all);
        printer.Line();
    }

    private static void WriteOne(Printer printer, StackPreview preview, bool all)
    {
        if (!preview.IsUsable)
        {
            printer.Line((preview.Stack, Bad), ($"  {Words.Plural(preview.Problems.Count, "problem")} in its configuration", Plain));
            WriteProblems(printer, preview.Problems, isWarning: false);
            WriteProblems(printer, preview.Warnings, isWarning: true);
            return;
        }

        printer.Line((preview.Stack, Bold), ($"  {PreviewWords.Heading(preview)}", Plain));
        printer.Line();
        WriteComponents(printer, preview.Components);
        foreach (var container in preview.Containers)
        {
            printer.Line();
            if (!all && container != preview.Containers[0] && VariableTable.Without(container, preview.Containers[0], preview.Backend!) is { } without)
                Line(printer, Quiet, $"what the {PreviewWords.Container(container.Container)} sees", without);
            else
                VariableTable.Write(printer, container, preview.Backend!, all);
            Line(printer, container.ChartDefaults.Count == 0 ? Quiet : Wary, "not overridden",
                container.ChartDefaults.Count == 0 ? Words.Own("no credential of the chart") : Words.Join(", ", container.ChartDefaults));
            foreach (var shadowed in container.Shadowed)
                Line(printer, Wary, "hidden", $"{shadowed.Name}: {shadowed.Because}");
        }

        printer.Line();
        if (preview.Settings?.Database is DatabaseSettings.Bundled)
            Line(printer, Quiet, "migration Job", "none (bundled database: each pod migrates itself)");
        Line(printer, preview.Guard is { Findings.Count: 0 } ? Good : Bad, "guard", PreviewWords.Guard(preview));
        foreach (var finding in preview.Guard?.Findings ?? [])
            Line(printer, Bad, "refused", $"{finding.Resource}, {finding.Path}: {finding.Problem}. {finding.Fix}");
        if (preview.StoppedBecause is { } reason)
            Line(printer, Bad, "stopped", reason);
        foreach (var toDo in preview.ToDo.Select(toDo => toDo.SplitLines().ToList()))
        {
            Line(printer, Marked, "to do", toDo[0]);
            WriteLines(printer, toDo.Skip(1));
        }

        WriteProblems(printer, preview.Warnings, isWarning: true);
    }

    private static void WriteComponents(Printer printer, IReadOnlyList<PreviewedComponent> components)
    {
        var width = components.Max(component => component.Name.Length);
        printer.Line(($"  {components[0].Name}", Bold), ($"  {Words.Join(" · ", components[0].Summary)}", Plain));
        foreach (var component in components.Skip(1))
        {
            var isLast = component == components[^1];
            for (var line = 0; line < component.Summary.Count; line++)
            {
                var under = isLast ? Words.Own("     ") : Words.Own("  │  ");
                var guide = line > 0 ? under : isLast ? Words.Own("  └─ ") : Words.Own("  ├─ ");
                var name = line == 0 ? component.Name : "";
                printer.Line(new Layout(Under: under), (guide, Quiet), ($"{name.PadRight(width)}  ", Plain), (component.Summary[line], Plain));
            }
        }
    }

    private static void WriteProblems(Printer printer, IEnumerable<SettingsProblem> problems, bool isWarning)
    {
        var tone = isWarning ? Wary : Bad;
        foreach (var problem in problems)
        {
            Line(printer, tone, problem.Place, $"{(isWarning ? Words.Own("warning: ") : Words.None)}{problem.Message}");
            WriteLines(printer, problem.Fix?.SplitLines() ?? []);
        }
    }

    /// <summary>Lines to paste, below the words that say what for.</summary>
    private static void WriteLines(Printer printer, IEnumerable<Words> lines)
    {
        foreach (var line in lines)
            printer.Line(($"      {line}", Plain));
    }

    private static void Line(Printer printer, Tone tone, Words label, Words text) =>
        printer.Line(($"  {label}", tone), ($"  {text}", Plain));
}
