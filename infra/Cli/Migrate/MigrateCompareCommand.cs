using System.CommandLine;
using McpInfra.Files;
using McpInfra.Migration;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Cli.Migrate;

/// <summary><c>migrate compare</c>: holds what a store has against the files, and notes what is the same, so that nothing else is taken out of them.</summary>
internal static class MigrateCompareCommand
{
    /// <param name="input">What is piped in; the process's own unless given.</param>
    public static Command Create(string directory, TextReader? input, IPrograms programs, Printer printer)
    {
        var arguments = new MigrateArguments(directory, programs, printer);
        var group = new Option<string?>("--group") { Description = "The AWS secret whose JSON is piped in.", HelpName = "GROUP" };
        var secret = new Option<string?>("--secret") { Description = "The one value that is piped in.", HelpName = "NAME" };
        var command = new Command("compare", "Reads what the store has from a pipe and says whether it is what the files have. Shows no value. Inline values are taken out only of what was found to be the same.")
        {
            arguments.Files, arguments.Stack, group, secret,
        };
        command.SetAction(parsed => Run(() => arguments.Read(parsed), parsed.GetValue(group), parsed.GetValue(secret), input, printer));
        return command;
    }

    private static int Run(Func<MigrationPlan?> read, string? group, string? secret, TextReader? input, Printer printer)
    {
        if (group is null == secret is null)
        {
            printer.Error("Say what to compare: --group GROUP or --secret NAME.");
            return ExitCodes.BadInput;
        }

        using var piped = input ?? PipeCheck.StandardInput();
        if (piped is null)
        {
            printer.Error("Nothing is piped in: put the command before it that reads the store, as `migrate` prints it.");
            return ExitCodes.BadInput;
        }

        if (read() is not { } plan)
            return ExitCodes.BadInput;
        if (plan.NamesValues || plan.Position != MigrationPosition.References)
        {
            printer.Error(plan.NamesValues ? Words.Own("The stack does not name these values yet, so no store has them: stage 1 comes first.") : Words.Own("The inline values are taken out of the files, so nothing is left to compare."));
            return ExitCodes.Refused;
        }

        try
        {
            var text = piped.ReadToEnd();
            var comparison = group is null ? StoreComparison.OfSecret(plan, secret!, text) : StoreComparison.OfGroup(plan, group, text);
            plan.Compared.Write(plan.Stack, comparison.Same.Concat(comparison.There).Select(value => (value, plan.WhereOf(value.Id))), comparison.Others);
            if (comparison.Same.Count > 0)
                printer.Line($"same: {Words.Join(", ", comparison.Same.Select(value => value.Id))}");
            if (comparison.There.Count > 0)
                printer.Line($"there: {Words.Join(", ", comparison.There.Select(value => value.Id))}; these files hold {(comparison.There.Count == 1 ? Words.Own("it") : Words.Own("them"))} not, so see for yourself that it is what the pods have");
            foreach (var difference in comparison.Says)
                printer.Error(difference);
            return comparison.Says.Count > 0 ? ExitCodes.Refused : ExitCodes.Success;
        }
        catch (MigrationException refused)
        {
            printer.Error(refused.Words);
            return ExitCodes.BadInput;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            printer.Error($"{ShownPath.From(plan.Directory, ComparedValues.PathOf(plan.Stack))} cannot be written: {(failed is UnauthorizedAccessException ? "access is denied" : "the disk refuses it")}. What was compared is not kept.");
            return ExitCodes.BadInput;
        }
    }
}
