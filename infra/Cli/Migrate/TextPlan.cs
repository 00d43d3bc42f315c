using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Printing;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli.Migrate;

/// <summary>A plan for a terminal.</summary>
internal static class TextPlan
{
    private static readonly Words Shipped = Words.Own("  (shipped default: everybody knows it)");

    public static void Write(Printer printer, MigrationPlan plan)
    {
        printer.Line((plan.Stack.Stack, Bold), ($"   {Words.Join(", ", plan.Files)} · {Words.Plural(plan.Found.Count, "secret")} in plain text · {PlanWords.Of(plan.Position)}", Plain));
        WriteFound(printer, plan);
        WriteEncryption(printer, plan);
        WriteMarked(printer, Words.Own("note"), plan.Notes);
        WriteMarked(printer, Words.Own("differs"), PlanWords.Differences(plan));
        if (plan.NamesValues)
            WriteMarked(printer, Words.Own("not seen"), [PlanWords.Unseen(plan)]);
        if (PlanWords.Next(plan) is not { } next)
        {
            printer.Line();
            printer.Line(plan.Found.Count > 0 ? Words.None
                : plan.Notes.Count > 0 ? Words.Own("No secret stands in these files but in comments, and the stack waits for nothing.")
                : Words.Own("No secret stands in these files, and the stack waits for nothing."));
            return;
        }

        foreach (var stage in plan.Stages.Where(stage => stage.Number >= next))
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
                printer.Line($"    {(index == 0 ? title : ""),-7}{lines[index]}");
        }
    }

    private static void WriteFound(Printer printer, MigrationPlan plan)
    {
        if (plan.Found.Count == 0 && plan.Carried.Count == 0)
            return;
        printer.Line();
        var place = plan.Found.Select(secret => secret.Place.Length).DefaultIfEmpty().Max();
        var path = plan.Found.Select(secret => secret.PathInFile.Length).DefaultIfEmpty().Max();
        foreach (var secret in plan.Found)
        {
            printer.Line($"  {secret.Place.PadRight(place)}  {secret.PathInFile.PadRight(path)}  {Words.Plural(secret.Length, "character")}  ->  {PlanWords.Fate(plan, secret)}"
                + $"{(secret.IsShipped ? Shipped : Words.None)}");
        }

        foreach (var carried in PlanWords.OutsideFiles(plan))
        {
            printer.Line($"  {carried.Origin.Place}: {carried.Id}  ->  {PlanWords.Destination(plan, carried.Id)}"
                + $"{(carried.Origin.IsShipped ? Shipped : carried.Value is null ? Words.Own("  (not in these files: put it yourself)") : Words.None)}");
        }
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
            printer.Line($"  {(index == 0 ? mark : Words.Of($"{"",4}"))}  {sentences[index]}");
    }
}
