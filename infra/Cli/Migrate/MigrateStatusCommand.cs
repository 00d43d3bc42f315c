using System.CommandLine;
using McpInfra.Migration;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Cli.Migrate;

/// <summary><c>migrate status</c>: how far a stack has come, by its files, and what comes next.</summary>
internal static class MigrateStatusCommand
{
    public static Command Create(string directory, IPrograms programs, Printer printer)
    {
        var arguments = new MigrateArguments(directory, programs, printer);
        var detail = new DetailOptions("Says how far the stack has come in a line, and nothing else.", "Shows every stage, also what is done or comes later.");
        var command = new Command("status", "Says which stage a stack is in by the record of its migration, where the files contradict it, and what comes next. What is in the store or in the cluster no file tells.") { arguments.Files, arguments.Stack, detail.Quiet, detail.All };
        command.SetAction(parsed =>
        {
            if (arguments.Read(parsed) is not { } plan)
                return ExitCodes.BadInput;
            if (parsed.GetValue(detail.Quiet))
                TextPlan.WriteVerdict(printer, plan);
            else
                Write(printer, plan, parsed.GetValue(detail.All));
            return PlanWords.Differences(plan).Count > 0 ? ExitCodes.Refused : ExitCodes.Success;
        });
        return command;
    }

    private static void Write(Printer printer, MigrationPlan plan, bool all)
    {
        printer.Line($"{plan.Stack.Stack}   {PlanWords.Of(plan.Position)}");
        printer.Line($"  {Words.Plural(plan.Found.Count, "secret")} in plain text in {Words.Join(", ", plan.Files)}, {plan.ByHand.Count()} of them for a person to deal with");
        TextPlan.WriteMarked(printer, Words.Own("differs"), PlanWords.Differences(plan));
        if (PlanWords.Next(plan) is not { } next)
        {
            printer.Line($"  {PlanWords.Afterwards}");
            foreach (var line in MigrationStages.Afterwards(plan))
                printer.Line($"    {line}");
            return;
        }

        // From the files alone the stages 2 to 4 look the same, so all of them are shown.
        foreach (var stage in plan.Stages.Where(stage => all || stage.Number >= next && (plan.Position != MigrationPosition.References ? stage.Number == next : stage.Number <= 4)))
            TextPlan.WriteStage(printer, stage);
    }
}
