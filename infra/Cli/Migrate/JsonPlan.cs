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
        Secrets = PlanRow.Of(plan).Where(row => row.Secret is not null).Select(row => new
        {
            File = row.Secret!.File.Name,
            row.Secret.Line,
            row.Path,
            row.Secret.Length,
            row.GoesTo,
            ByHand = row.IsByHand,
            ShippedDefault = row.IsShipped,
        }),
        Carried = plan.Carried.Select(carried => new
        {
            Name = carried.Id,
            From = carried.Origin.Place,
            To = PlanRow.Destination(plan, carried.Id),
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
