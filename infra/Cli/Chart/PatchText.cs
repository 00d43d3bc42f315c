using McpInfra.Chart.Patch;
using McpInfra.Printing;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli.Chart;

/// <summary>Writes what a patch did, or would do.</summary>
internal static class PatchText
{
    public static void WriteDone(Printer printer, PatchPlan plan, string chart)
    {
        if (plan.IsEmpty)
        {
            printer.Line(("nothing to do", Good), ($"  {chart} has extraEnvVarsSecret already", Plain));
        }
        else
        {
            printer.Line((chart, Bold), ($"  {plan.Changes.Count} files changed", Plain));
            var width = plan.Changes.Max(change => change.File.Length);
            foreach (var change in plan.Changes)
                printer.Line(($"  {change.File.PadRight(width)}", Good), ($"  {change.What}", Plain));
        }

        foreach (var note in plan.Notes)
            printer.Line(("  note", Wary), ($"  {note}", Plain));
        if (!plan.IsEmpty)
            printer.Line(("  then", Bold), ($"  {ShellLine.Of($"helm lint {chart} && {ShellLine.Tool}chart check {chart}")}", Plain));
    }

    /// <summary>The diff alone goes to the output, so that it can be piped; words go beside it.</summary>
    public static void WriteDiff(Printer printer, PatchPlan plan, string chart)
    {
        foreach (var note in plan.Notes)
            printer.Error(note);
        if (plan.IsEmpty)
            printer.Error($"nothing to do: {chart} has extraEnvVarsSecret already");
        if (!printer.Passage(UnifiedDiff.Of(plan), ToneOf))
            printer.Error($"Credentials in the diff are withheld, so it does not apply: run the command without --diff.");
    }

    private static Tone ToneOf(string line) => line switch
    {
        ['+', '+', '+', ..] or ['-', '-', '-', ..] => Bold,
        ['+', ..] => Good,
        ['-', ..] => Bad,
        ['@', ..] => Marked,
        _ => Plain,
    };
}
