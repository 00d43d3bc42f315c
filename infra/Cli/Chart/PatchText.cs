using McpInfra.Chart.Patch;
using Spectre.Console;

namespace McpInfra.Cli.Chart;

/// <summary>Writes what a patch did, or would do.</summary>
internal static class PatchText
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Wary = new(Color.Yellow);

    public static void WriteDone(IAnsiConsole console, PatchPlan plan, string chart)
    {
        if (plan.IsEmpty)
        {
            WriteLine(console, ("nothing to do", Good), ($"  {chart} has extraEnvVarsSecret already", Style.Plain));
        }
        else
        {
            WriteLine(console, (chart, Bold), ($"  {plan.Changes.Count} files changed", Style.Plain));
            var width = plan.Changes.Max(change => change.File.Length);
            foreach (var change in plan.Changes)
                WriteLine(console, ("  " + change.File.PadRight(width), Good), ("  " + change.What, Style.Plain));
        }

        foreach (var note in plan.Notes)
            WriteLine(console, ("  note", Wary), ("  " + note, Style.Plain));
        if (!plan.IsEmpty)
            WriteLine(console, ("  then", Bold), ($"  helm lint {chart} && dotnet run --project infra -- chart check {chart}", Style.Plain));
    }

    /// <summary>The diff alone goes to the output, so that it can be piped; words go beside it.</summary>
    public static void WriteDiff(TextWriter output, TextWriter error, PatchPlan plan, string chart)
    {
        foreach (var note in plan.Notes)
            error.WriteLine(note);
        if (plan.IsEmpty)
            error.WriteLine($"nothing to do: {chart} has extraEnvVarsSecret already");
        var diff = UnifiedDiff.Of(plan);
        var console = Terminal.On(output);
        if (!console.Profile.Capabilities.Ansi)
        {
            output.Write(diff);
            return;
        }

        foreach (var line in diff.TrimEnd('\n').Split('\n'))
            WriteLine(console, (line.TrimEnd('\r'), Colour(line)));
    }

    private static Style Colour(string line) => line switch
    {
        ['+', '+', '+', ..] or ['-', '-', '-', ..] => Bold,
        ['+', ..] => Good,
        ['-', ..] => new Style(Color.Red),
        ['@', ..] => new Style(Color.Blue),
        _ => Style.Plain,
    };

    private static void WriteLine(IAnsiConsole console, params (string Text, Style Style)[] parts)
    {
        foreach (var (text, style) in parts)
            console.Write(new Text(text, style));
        console.WriteLine();
    }
}
