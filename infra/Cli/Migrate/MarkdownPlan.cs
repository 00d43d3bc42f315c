using McpInfra.Migration;

namespace McpInfra.Cli.Migrate;

/// <summary>A plan for a ticket or a pull request.</summary>
internal static class MarkdownPlan
{
    public static void Write(TextWriter output, MigrationPlan plan)
    {
        output.WriteLine($"## Secrets of {plan.Stack.Stack}: {PlanWords.Of(plan.Position)}");
        output.WriteLine();
        output.WriteLine($"{PlanWords.Count(plan.Found.Count, "secret")} in plain text in {string.Join(", ", plan.Files.Select(file => $"`{file}`"))}.");
        if (plan.Found.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("| where | path | length | goes to |");
            output.WriteLine("| --- | --- | --- | --- |");
            foreach (var secret in plan.Found)
                output.WriteLine($"| {Cell(secret.Place)} | `{Cell(secret.Path)}` | {secret.Length} | {Cell(PlanWords.Fate(plan, secret))}{(secret.IsShipped ? " (shipped default)" : "")} |");
            foreach (var carried in PlanWords.OutsideFiles(plan))
                output.WriteLine($"| {Cell(carried.Place)} | `{carried.Id}` | | {Cell(PlanWords.Destination(plan, carried.Id))}{(carried.IsShipped ? " (shipped default)" : "")} |");
        }

        foreach (var note in plan.Notes)
        {
            output.WriteLine();
            output.WriteLine("> " + note);
        }

        if (PlanWords.Next(plan.Position) is not { } next)
            return;
        foreach (var stage in plan.Stages.Where(stage => stage.Number >= next))
            WriteStage(output, stage);
        output.WriteLine();
        output.WriteLine("### Afterwards");
        output.WriteLine();
        output.WriteLine(PlanWords.Afterwards);
        WriteLines(output, "", MigrationStages.Afterwards(plan));
    }

    private static void WriteStage(TextWriter output, MigrationStage stage)
    {
        output.WriteLine();
        output.WriteLine($"### Stage {stage.Number}: {stage.Title}");
        output.WriteLine();
        output.WriteLine(stage.Says);
        WriteLines(output, "", stage.Run);
        WriteLines(output, "Check:", stage.Check);
        WriteLines(output, "Back:", stage.RollBack);
    }

    private static void WriteLines(TextWriter output, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        output.WriteLine();
        if (title.Length > 0)
        {
            output.WriteLine(title);
            output.WriteLine();
        }

        output.WriteLine("```sh");
        foreach (var line in lines)
            output.WriteLine(line);
        output.WriteLine("```");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
