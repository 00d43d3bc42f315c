using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Printing;

namespace McpInfra.Cli.Migrate;

/// <summary>A plan for a program.</summary>
internal static class JsonPlan
{
    public static void Write(Printer printer, MigrationPlan plan) => printer.Json(new
    {
        plan.Stack.Stack,
        Position = plan.Position switch
        {
            MigrationPosition.NotBegun => "not-begun",
            MigrationPosition.References => "references",
            MigrationPosition.InlineRemoved => "inline-removed",
            _ => "done",
        },
        plan.Files,
        Secrets = plan.Found.Select(secret => new
        {
            File = secret.File.Name,
            secret.Line,
            Path = secret.PathInFile,
            secret.Length,
            GoesTo = PlanWords.Fate(plan, secret),
            ByHand = secret.Target is Target.ByHand || plan.IsUncut(secret),
            ShippedDefault = secret.IsShipped,
        }),
        Carried = plan.Carried.Select(carried => new
        {
            Name = carried.Id,
            From = carried.Origin.Place,
            To = PlanWords.Destination(plan, carried.Id),
            InFiles = carried.Value is not null,
            ShippedDefault = carried.Origin.IsShipped,
        }),
        EncryptionKey = plan.Encryption is { } key ? new { key.Now, key.WillBe, key.Effect } : null,
        plan.Notes,
        Differences = PlanWords.Differences(plan),
        Stages = plan.Stages.Select(stage => new { stage.Number, stage.Title, stage.Run, stage.Check, stage.RollBack }),
        Afterwards = MigrationStages.Afterwards(plan),
    });
}
