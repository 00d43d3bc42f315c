using McpInfra.Printing;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Writes a comparison for a terminal.</summary>
internal static class TextChanges
{
    /// <summary>What stands before each line of an environment.</summary>
    private const int MarkWidth = 12;

    /// <summary>What came of each, in a line.</summary>
    public static void WriteVerdicts(Printer printer, IReadOnlyList<EnvironmentChange> changes)
    {
        foreach (var change in changes)
            WriteState(printer, change);
        WriteTotal(printer, changes);
    }

    public static void Write(Printer printer, IReadOnlyList<EnvironmentChange> changes)
    {
        foreach (var change in changes)
        {
            WriteState(printer, change);
            foreach (var warning in change.Warnings)
                printer.Line(("  warning   ", Wary), (warning, Plain));
            var rows = ChangeWords.Rows(change).ToList();
            var (what, subject) = (Width(rows.Select(row => row.Change.What)), Width(rows.Select(row => row.Change.Subject.ToString())));

            // Where they do not fit beside each other, what is different stands below what it is of.
            var column = MarkWidth + what + 2;
            var fits = rows.All(row => column + subject + 2 + row.Change.Detail.ToString().Length <= printer.Width);
            foreach (var (kind, row) in rows)
            {
                printer.Line(new Layout(Below: column + 2),
                    ($"  {kind,-10}", Quiet), (row.What.PadRight(what + 2), ToneOf(row.What)), (row.Subject.PadRight(fits ? subject + 2 : 0), Plain), (row.Detail.IsEmpty || fits ? row.Detail : Words.Of($"  {row.Detail}"), Quiet));
            }

            foreach (var toDo in change.ToDo.Select(toDo => toDo.SplitLines().ToList()))
            {
                printer.Line(("  to do     ", Marked), (toDo[0], Plain));
                foreach (var line in toDo.Skip(1))
                    printer.Line(($"      {line}", Plain));
            }

            printer.Line();
        }

        WriteTotal(printer, changes);
    }

    private static void WriteState(Printer printer, EnvironmentChange change) =>
        printer.Line((change.Stack, Bold), ($"  {ChangeWords.State(change)}", change.State is ChangeState.Unusable ? Bad : change.State is ChangeState.Same ? Good : Plain));

    private static void WriteTotal(Printer printer, IReadOnlyList<EnvironmentChange> changes) => printer.Line((ChangeWords.Total(changes), Bold));

    private static int Width(IEnumerable<string> texts) => texts.Select(text => text.Length).DefaultIfEmpty(0).Max();

    private static Tone ToneOf(string what) =>
        what.EndsWith("added", StringComparison.Ordinal) ? Good : what.EndsWith("removed", StringComparison.Ordinal) ? Bad : Wary;
}
