using McpInfra.Chart.Patch;
using McpInfra.Printing;
using Spectre.Console;

namespace McpInfra.Cli.Chart;

/// <summary>Writes what a patch did, or would do.</summary>
internal static class PatchText
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Wary = new(Color.Yellow);

    public static void WriteDone(Printer printer, PatchPlan plan, string chart)
    {
        if (plan.IsEmpty)
        {
            printer.Line(("nothing to do", Good), ($"  {chart} has extraEnvVarsSecret already", Style.Plain));
        }
        else
        {
            printer.Line((chart, Bold), ($"  {plan.Changes.Count} files changed", Style.Plain));
            var width = plan.Changes.Max(change => change.File.Length);
            foreach (var change in plan.Changes)
                printer.Line(($"  {change.File.PadRight(width)}", Good), ($"  {change.What}", Style.Plain));
        }

        foreach (var note in plan.Notes)
            printer.Line(("  note", Wary), ($"  {note}", Style.Plain));
        if (!plan.IsEmpty)
            printer.Line(("  then", Bold), ($"  {ShellLine.Of($"helm lint {chart} && dotnet run --project infra -- chart check {chart}")}", Style.Plain));
    }

    /// <summary>The diff alone goes to the output, so that it can be piped; words go beside it.</summary>
    public static void WriteDiff(Printer printer, PatchPlan plan, string chart)
    {
        foreach (var note in plan.Notes)
            printer.Error(note);
        if (plan.IsEmpty)
            printer.Error($"nothing to do: {chart} has extraEnvVarsSecret already");
        if (!printer.Passage(UnifiedDiff.Of(plan), Colour))
            printer.Error($"Credentials in the diff are withheld, so it does not apply: run the command without --diff.");
    }

    private static Style Colour(string line) => line switch
    {
        ['+', '+', '+', ..] or ['-', '-', '-', ..] => Bold,
        ['+', ..] => Good,
        ['-', ..] => new Style(Color.Red),
        ['@', ..] => new Style(Color.Blue),
        _ => Style.Plain,
    };
}
