using System.CommandLine;
using McpInfra.Migration;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;

namespace McpInfra.Cli.Migrate;

/// <summary><c>migrate</c>: the way of a release's secrets out of its values files, and the next step of it.</summary>
internal static class MigrateCommand
{
    /// <param name="input">What is piped in; the process's own unless given.</param>
    public static CliCommand Create(string directory, TextReader? input, IPrograms programs, Printer printer)
    {
        var arguments = new MigrateArguments(directory, programs, printer);
        var to = new Option<string>("--to") { Description = "Where values go that the stack does not place itself: external (Secrets Manager; Pulumi never sees them) or config (Pulumi's configuration, encrypted).", DefaultValueFactory = _ => "external" };
        to.AcceptOnlyFromAmong("external", "config");
        var write = new Option<bool>("--write") { Description = "Writes the next stage into the stack file and the values files, in place." };
        var ready = new Option<bool>("--ready") { Description = "Says that every ExternalSecret is Ready, so that --write may take the inline values out." };
        var live = new Option<bool>("--live") { Description = "Reads the running release too, with helm or kubectl, and says by name what is in force otherwise than in the files." };
        var format = FormatOption.Create<Action<Printer, MigrationPlan>>(
            TextPlan.Write, JsonPlan.Write, ("markdown", "markdown for a ticket", MarkdownPlan.Write));
        var detail = new DetailOptions("Says how far the stack has come in a line, and nothing else.", "Shows the stages that are done too.");
        var command = new Command("migrate",
            "Finds the secrets in the values files of a running Helm release, and plans their way into the store in five stages without downtime. Shows no value.")
        {
            arguments.Files, arguments.Stack, arguments.Secret, arguments.Plain, to, live, write, ready, format, detail.Quiet, detail.All, MigrateStatusCommand.Create(directory, programs, printer), MigrateExportCommand.Create(directory, programs, printer),
            MigrateCompareCommand.Create(directory, input, programs, printer),
        };
        detail.OfTextAlone(command, format);
        command.Validators.Add(result =>
        {
            if (result.GetValue(ready) && !result.GetValue(write))
                result.AddError("--ready is for --write, which takes the inline values out. Say both, or neither to see the plan.");
        });
        command.SetAction(parsed => Run(
            arguments.Read(parsed, parsed.GetValue(to) == "config" ? SecretSource.Config : SecretSource.External, parsed.GetValue(live)),
            parsed.GetValue(write), parsed.GetValue(ready), detail.Of(parsed, TextPlan.WriteVerdict, TextPlan.WriteAll) ?? parsed.GetValue(format)!.Writer, printer));
        return new CliCommand(command, ["migrate values.yaml --stack dev", "migrate values.yaml values-dev.yaml --stack dev --write", "migrate status values.yaml --stack dev"], [Page.Migration]);
    }

    private static int Run(MigrationPlan? plan, bool isWriting, bool isReady, Action<Printer, MigrationPlan> write, Printer printer)
    {
        if (plan is null)
            return ExitCodes.BadInput;
        if (isWriting)
            return Write(plan, isReady, printer);
        write(printer, plan);
        return plan.ByHand.Any() || PlanWords.Differences(plan).Count > 0 ? ExitCodes.Refused : ExitCodes.Success;
    }

    private static int Write(MigrationPlan plan, bool isReady, Printer printer)
    {
        try
        {
            var written = new MigrationWriter(plan).Write(isReady);
            foreach (var line in written)
                printer.Line($"wrote {line}");
            if (plan.Position == MigrationPosition.References && !plan.NamesValues)
                printer.Line("Git history and Helm's old revisions keep these values: replace them when the migration is done.");
            if (written.Count == 0)
                printer.Line("Nothing to write: the migration is done.");
            else
                TellRest(plan, printer);
        }
        catch (MigrationException refused)
        {
            printer.Error(refused.Words);
            foreach (var difference in PlanWords.Differences(plan))
                printer.Error($"  {difference}");
            foreach (var row in PlanRow.ByHand(plan))
                printer.Error($"  {row}");
            return ExitCodes.Refused;
        }

        foreach (var row in PlanRow.ByHand(plan))
            printer.Line($"by hand: {row}");
        return plan.ByHand.Any() ? ExitCodes.Refused : ExitCodes.Success;
    }

    /// <summary>What is left of the stage whose files are written: a file does nothing to the release, and what comes next takes it as done.</summary>
    private static void TellRest(MigrationPlan plan, Printer printer)
    {
        var number = plan.NamesValues ? 1 : plan.Position == MigrationPosition.References ? 4 : 5;
        var stage = plan.Stages.Single(stage => stage.Number == number);
        printer.Line($"Then the rest of stage {number}:");
        foreach (var line in stage.Run.Skip(1).Concat(stage.Check))
            printer.Line($"  {line}");
        printer.Line($"And where you are then: {ShellLine.Of($"{ShellLine.ToolOnceBuilt}migrate status --stack {plan.Stack.Stack}")}");
    }
}
