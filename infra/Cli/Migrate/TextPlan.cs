using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Printing;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli.Migrate;

/// <summary>A plan for a terminal.</summary>
internal static class TextPlan
{
    public static void Write(Printer printer, MigrationPlan plan) => Write(printer, plan, stage => stage >= PlanWords.Next(plan));

    /// <summary>With the stages that are done.</summary>
    public static void WriteAll(Printer printer, MigrationPlan plan) => Write(printer, plan, _ => true);

    /// <summary>How far it has come, in a line.</summary>
    public static void WriteVerdict(Printer printer, MigrationPlan plan) => printer.Line(
        (plan.Stack.Stack, Bold), ($"   {PlanWords.Of(plan.Position)} · {Words.Plural(plan.Found.Count, "secret")} in plain text, {plan.ByHand.Count()} of them for a person to deal with · {Words.Plural(PlanWords.Differences(plan).Count, "contradiction")}", Plain));

    private static void Write(Printer printer, MigrationPlan plan, Func<int, bool> isShown)
    {
        printer.Line((plan.Stack.Stack, Bold), ($"   {Words.Join(", ", plan.Files)} · {Words.Plural(plan.Found.Count, "secret")} in plain text · {PlanWords.Of(plan.Position)}", Plain));
        WriteFound(printer, plan);
        WriteEncryption(printer, plan);
        WriteMarked(printer, Words.Own("note"), plan.Notes);
        WriteMarked(printer, Words.Own("differs"), PlanWords.Differences(plan));
        WriteMarked(printer, Words.Own("not seen"), PlanWords.Unseen(plan));
        if (PlanWords.Next(plan) is null)
        {
            printer.Line();
            printer.Line(plan.Found.Count > 0 ? Words.None
                : plan.Notes.Count > 0 ? Words.Own("No secret stands in these files but in comments, and the stack waits for nothing.")
                : Words.Own("No secret stands in these files, and the stack waits for nothing."));
            return;
        }

        foreach (var stage in plan.Stages.Where(stage => isShown(stage.Number)))
            WriteStage(printer, stage);
        printer.Line();
        printer.Line(("  afterwards", Bold), ($"  {PlanWords.Afterwards}", Plain));
        foreach (var line in MigrationStages.Afterwards(plan))
            printer.Line($"    {line}");
    }

    public static void WriteStage(Printer printer, MigrationStage stage)
    {
        printer.Line();
        printer.Line(($"  stage {stage.Number}", Bold), ($"  {stage.Title}", Plain));
        printer.Line($"    {stage.Says}");
        foreach (var (title, lines) in new[] { ("run", stage.Run), ("check", stage.Check), ("back", stage.RollBack) })
        {
            for (var index = 0; index < lines.Count; index++)
                printer.Line(($"    {(index == 0 ? title : ""),-7}", Plain), (lines[index], Plain));
        }
    }

    private static void WriteFound(Printer printer, MigrationPlan plan)
    {
        var rows = PlanRow.Of(plan);
        if (rows.Count == 0)
            return;
        printer.Line();
        var (place, path) = (Longest(row => row.Place), Longest(row => row.Path));
        var fits = rows.All(row => 2 + place + 2 + path + To(row).ToString().Length <= printer.Width);
        foreach (var row in rows)
        {
            printer.Line(new Layout(Below: 2 + place + 4),
                (row.Secret is null ? Words.Of($"  {row.Place}: {row.Path}") : Words.Of($"  {row.Place.PadRight(place)}  {row.Path.PadRight(fits ? path : 0)}"), Plain), (To(row), Plain));
        }

        static Words To(PlanRow row) => Words.Of($"  {(row.Length.IsEmpty ? Words.None : Words.Of($"{row.Length}  "))}->  {row.GoesTo}") + (row.Remark.Equals(Words.None) ? Words.None : Words.Of($"  ({row.Remark})"));

        int Longest(Func<PlanRow, string> text) => rows.Where(row => row.Secret is not null).Select(row => text(row).Length).DefaultIfEmpty().Max();
    }

    private static void WriteEncryption(Printer printer, MigrationPlan plan)
    {
        if (plan.Encryption is not { } key)
            return;
        printer.Line();
        printer.Line($"  {ChartCredentials.AuthEncryptionSecret}  now {key.Now}  ->  {key.WillBe}");
        printer.Line($"    {key.Effect}; {EncryptionKey.Later}");
    }

    /// <summary>Sentences below a mark; none where there are none.</summary>
    public static void WriteMarked(Printer printer, Words mark, IReadOnlyList<Words> sentences)
    {
        if (sentences.Count == 0)
            return;
        printer.Line();
        for (var index = 0; index < sentences.Count; index++)
            printer.Line(($"  {(index == 0 ? mark : Words.Of($"{"",4}"))}  ", Plain), (sentences[index], Plain));
    }
}
