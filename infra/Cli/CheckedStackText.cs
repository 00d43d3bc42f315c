using McpInfra.Checks;
using McpInfra.Printing;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli;

/// <summary>Writes what was found for a terminal: a line for each check, and below one that is not well what ran and what mends it.</summary>
internal static class CheckedStackText
{
    /// <summary>A longer name moves its own line alone.</summary>
    private const int WidestName = 32;

    private const string Below = "           ";

    /// <param name="all">Whether what ran is shown for what is well, too.</param>
    public static void Write(Printer printer, CheckedStack stack, bool all)
    {
        printer.Line((stack.Stack, Bold));
        var width = stack.Checks.Where(check => check.WaitsFor is null).Select(check => check.Name.Length).Where(length => length <= WidestName).DefaultIfEmpty().Max();
        var told = stack.Checks.Where(check => check.WaitsFor is null).ToList();
        foreach (var (index, check) in told.Index())
        {
            printer.Line(($"  {Word(check.Verdict),-7}  ", ToneOf(check.Verdict)), ($"{check.Name.PadRight(width)}  {check.Says}", Plain));

            // Of several findings of one answer the last tells how it was come by.
            if (index + 1 < told.Count && told[index + 1] is var next && next.Ran == check.Ran && Equals(next.Mend, check.Mend) && (next.Verdict == CheckVerdict.Ok) == (check.Verdict == CheckVerdict.Ok))
                continue;
            if (all || check.Verdict != CheckVerdict.Ok)
                printer.Line(($"{Below}ran   {check.Ran}", Quiet));
            if (check.Mend is { } mend)
                WriteMend(printer, [.. mend.SplitLines()]);
        }

        foreach (var waiting in stack.Checks.Where(check => check.WaitsFor is not null).GroupBy(check => check.WaitsFor))
            printer.Line(($"  {Word(CheckVerdict.Unknown),-7}  ", Quiet), ($"not asked until {waiting.Key} is well: {Words.Join(", ", waiting.Select(check => check.Name))}", Plain));
        printer.Line($"  {Words.Join(", ", Enum.GetValues<CheckVerdict>().Where(verdict => stack.Count(verdict) > 0).Select(verdict => Words.Of($"{stack.Count(verdict)} {Word(verdict)}")))}");
        printer.Line();
    }

    private static void WriteMend(Printer printer, IReadOnlyList<Words> lines)
    {
        printer.Line(($"{Below}mend  ", Quiet), (lines[0], Plain));
        foreach (var line in lines.Skip(1))
            printer.Line($"{Below}      {line}");
    }

    private static string Word(CheckVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static Tone ToneOf(CheckVerdict verdict) => verdict switch { CheckVerdict.Ok => Good, CheckVerdict.Warn => Wary, CheckVerdict.Unknown => Quiet, _ => Bad };
}
