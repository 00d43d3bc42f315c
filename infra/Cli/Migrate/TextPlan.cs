using McpInfra.Migration;
using Spectre.Console;

namespace McpInfra.Cli.Migrate;

/// <summary>A plan for a terminal.</summary>
internal static class TextPlan
{
    public static void Write(IAnsiConsole console, MigrationPlan plan)
    {
        console.MarkupLineInterpolated($"[bold]{plan.Stack.Stack}[/]   {string.Join(", ", plan.Files)} · {PlanWords.Count(plan.Found.Count, "secret")} in plain text · {PlanWords.Of(plan.Position)}");
        WriteFound(console, plan);
        WriteNotes(console, plan);
        if (PlanWords.Next(plan.Position) is not { } next)
        {
            console.WriteLine();
            console.WriteLine(plan.Found.Count == 0 ? "No secret stands in these files, and the stack waits for nothing." : "");
            return;
        }

        foreach (var stage in plan.Stages.Where(stage => stage.Number >= next))
            WriteStage(console, stage);
        console.WriteLine();
        console.MarkupLineInterpolated($"  [bold]afterwards[/]  {PlanWords.Afterwards}");
        foreach (var line in MigrationStages.Afterwards(plan))
            console.WriteLine("    " + line);
    }

    public static void WriteStage(IAnsiConsole console, MigrationStage stage)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"  [bold]stage {stage.Number}[/]  {stage.Title}");
        console.WriteLine("    " + stage.Says);
        foreach (var (title, lines) in new[] { ("run", stage.Run), ("check", stage.Check), ("back", stage.RollBack) })
        {
            for (var index = 0; index < lines.Count; index++)
                console.WriteLine($"    {(index == 0 ? title : ""),-7}{lines[index]}");
        }
    }

    private static void WriteFound(IAnsiConsole console, MigrationPlan plan)
    {
        if (plan.Found.Count == 0)
            return;
        console.WriteLine();
        var place = plan.Found.Max(secret => secret.Place.Length);
        var path = plan.Found.Max(secret => secret.Path.Length);
        foreach (var secret in plan.Found)
        {
            console.WriteLine($"  {secret.Place.PadRight(place)}  {secret.Path.PadRight(path)}  {PlanWords.Count(secret.Length, "character")}  ->  {PlanWords.Fate(plan, secret)}"
                + (secret.IsShipped ? "  (shipped default: everybody knows it)" : ""));
        }

        foreach (var carried in PlanWords.OutsideFiles(plan))
        {
            console.WriteLine($"  {carried.Place}: {carried.Id}  ->  {PlanWords.Destination(plan, carried.Id)}"
                + (carried.IsShipped ? "  (shipped default: everybody knows it)" : carried.Value is null ? "  (not in these files: put it yourself)" : ""));
        }
    }

    private static void WriteNotes(IAnsiConsole console, MigrationPlan plan)
    {
        if (plan.Notes.Count == 0)
            return;
        console.WriteLine();
        for (var index = 0; index < plan.Notes.Count; index++)
            console.WriteLine($"  {(index == 0 ? "note" : "    ")}  {plan.Notes[index]}");
    }
}
