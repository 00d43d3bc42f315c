using McpInfra.Printing;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Writes a comparison for a terminal.</summary>
internal static class TextChanges
{
    public static void Write(Printer printer, IReadOnlyList<EnvironmentChange> changes)
    {
        foreach (var change in changes)
        {
            printer.Line((change.Stack, Bold), ($"  {ChangeWords.State(change)}", change.State is ChangeState.Unusable ? Bad : change.State is ChangeState.Same ? Good : Plain));
            foreach (var warning in change.Warnings)
                printer.Line(("  warning   ", Wary), (warning, Plain));
            var rows = ChangeWords.Rows(change).ToList();
            var (what, subject) = (Width(rows.Select(row => row.Change.What)), Width(rows.Select(row => row.Change.Subject.ToString())));
            foreach (var (kind, row) in rows)
                printer.Line(($"  {kind,-10}", Quiet), (row.What.PadRight(what + 2), ToneOf(row.What)), (row.Subject.PadRight(subject + 2), Plain), (row.Detail, Quiet));
            foreach (var toDo in change.ToDo.Select(toDo => toDo.SplitLines().ToList()))
            {
                printer.Line(("  to do     ", Marked), (toDo[0], Plain));
                foreach (var line in toDo.Skip(1))
                    printer.Line(($"      {line}", Quiet));
            }

            printer.Line();
        }

        printer.Line((ChangeWords.Total(changes), Bold));
    }

    private static int Width(IEnumerable<string> texts) => texts.Select(text => text.Length).DefaultIfEmpty(0).Max();

    private static Tone ToneOf(string what) =>
        what.EndsWith("added", StringComparison.Ordinal) ? Good : what.EndsWith("removed", StringComparison.Ordinal) ? Bad : Wary;
}
