using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Printing;

namespace McpInfra.Cli.Migrate;

/// <summary>A plan for a ticket or a pull request.</summary>
internal static class MarkdownPlan
{
    public static void Write(Printer printer, MigrationPlan plan)
    {
        printer.Markdown($"## Secrets of {plan.Stack.Stack}: {PlanWords.Of(plan.Position)}\n\n");
        printer.Markdown($"{Words.Plural(plan.Found.Count, "secret")} in plain text in {Markdown.Join(", ", plan.Files.Select(file => Markdown.Code(file)))}.\n");
        if (PlanRow.Of(plan) is { Count: > 0 } rows)
        {
            printer.Markdown($"\n| where | path | length | goes to |\n| --- | --- | --- | --- |\n");
            foreach (var row in rows)
                printer.Markdown(Markdown.Row($"{row.Place}", Markdown.Code(row.Path), Length(row), $"{row.GoesTo}{Remark(row)}"));
        }

        if (plan.Encryption is { } key)
            printer.Markdown($"\n{Markdown.Code(ChartCredentials.AuthEncryptionSecret)}: now {key.Now}; then {key.WillBe}. In short: {key.Effect}; {EncryptionKey.Later}.\n");
        foreach (var note in plan.Notes.Concat(PlanWords.Differences(plan)))
            printer.Markdown($"\n> {note}\n");
        foreach (var unseen in PlanWords.Unseen(plan))
            printer.Markdown($"\n> Not seen: {unseen}\n");
        if (PlanWords.Next(plan) is not { } next)
            return;
        foreach (var stage in plan.Stages.Where(stage => stage.Number >= next))
            WriteStage(printer, stage);
        printer.Markdown($"\n### Afterwards\n\n{PlanWords.Afterwards}\n");
        WriteLines(printer, Markdown.Of($""), MigrationStages.Afterwards(plan));
    }

    private static void WriteStage(Printer printer, MigrationStage stage)
    {
        printer.Markdown($"\n### Stage {stage.Number}: {stage.Title}\n\n{stage.Says}\n");
        WriteLines(printer, Markdown.Of($""), stage.Run);
        WriteLines(printer, Markdown.Of($"Check:\n\n"), stage.Check);
        WriteLines(printer, Markdown.Of($"Back:\n\n"), stage.RollBack);
    }

    private static void WriteLines(Printer printer, Markdown title, IReadOnlyList<Words> lines)
    {
        if (lines.Count > 0)
            printer.Markdown($"\n{title}{Markdown.Block("sh", lines)}");
    }

    private static Markdown Length(PlanRow row) => row.Secret is { } secret ? Markdown.Of($"{secret.Length}") : Markdown.Of($"");

    private static Markdown Remark(PlanRow row) => row.Remark.Equals(Words.None) ? Markdown.Of($"") : Markdown.Of($" ({row.Remark})");
}
