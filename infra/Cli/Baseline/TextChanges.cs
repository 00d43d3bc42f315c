using McpInfra.Printing;
using Spectre.Console;

namespace McpInfra.Cli.Baseline;

/// <summary>Writes a comparison for a terminal.</summary>
internal static class TextChanges
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Wary = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);

    public static void Write(Printer printer, IReadOnlyList<EnvironmentChange> changes)
    {
        foreach (var change in changes)
        {
            printer.Line((change.Stack, Bold), ($"  {ChangeWords.State(change)}", change.State is ChangeState.Unusable ? Bad : change.State is ChangeState.Same ? Good : Style.Plain));
            foreach (var warning in change.Warnings)
                printer.Line(("  warning   ", Wary), (warning, Style.Plain));
            var rows = ChangeWords.Rows(change).ToList();
            var (what, subject) = (Width(rows.Select(row => row.Change.What)), Width(rows.Select(row => row.Change.Subject.ToString())));
            foreach (var (kind, row) in rows)
                printer.Line(($"  {kind,-10}", Quiet), (row.What.PadRight(what + 2), StyleOf(row.What)), (row.Subject.PadRight(subject + 2), Style.Plain), (row.Detail, Quiet));
            printer.Line();
        }

        printer.Line((ChangeWords.Total(changes), Bold));
    }

    private static int Width(IEnumerable<string> texts) => texts.Select(text => text.Length).DefaultIfEmpty(0).Max();

    private static Style StyleOf(string what) =>
        what.EndsWith("added", StringComparison.Ordinal) ? Good : what.EndsWith("removed", StringComparison.Ordinal) ? Bad : Wary;
}
