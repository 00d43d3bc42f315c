using System.CommandLine;
using McpInfra.Cli.Migrate;
using McpInfra.Migration;
using McpInfra.Settings;
using Spectre.Console;

namespace McpInfra.Cli;

/// <summary><c>migrate status</c>: how far a stack has come, by its files, and what comes next.</summary>
internal static class MigrateStatusCommand
{
    public static Command Create(string directory)
    {
        var files = MigrateOptions.Files();
        var stack = MigrateOptions.Stack();
        var command = new Command("status", "Says from the files which stage a stack is in, and what comes next. What is in the store or in the cluster no file tells.") { files, stack };
        command.SetAction(parsed =>
        {
            var plan = MigrateInput.Read(directory, parsed.GetValue(stack), parsed.GetValue(files)!, SecretSource.External, parsed.InvocationConfiguration.Error);
            if (plan is null)
                return ExitCodes.BadInput;
            Write(parsed.InvocationConfiguration.Output, plan);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Write(TextWriter output, MigrationPlan plan)
    {
        var console = Terminal.On(output);
        console.WriteLine($"{plan.Stack.Stack}   {PlanWords.Of(plan.Position)}");
        console.WriteLine($"  {PlanWords.Count(plan.Found.Count, "secret")} in plain text in {string.Join(", ", plan.Files)}, {plan.ByHand.Count()} of them for a person to deal with");
        if (PlanWords.Next(plan.Position) is not { } next)
        {
            console.WriteLine("  " + PlanWords.Afterwards);
            foreach (var line in MigrationStages.Afterwards(plan))
                console.WriteLine("    " + line);
            return;
        }

        // From the files alone the stages 2 to 4 look the same, so all of them are shown.
        foreach (var stage in plan.Stages.Where(stage => stage.Number >= next && (plan.Position != MigrationPosition.References ? stage.Number == next : stage.Number <= 4)))
            TextPlan.WriteStage(console, stage);
    }
}
