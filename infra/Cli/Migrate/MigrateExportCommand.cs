using System.CommandLine;
using McpInfra.Migration;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Cli.Migrate;

/// <summary><c>migrate export</c>: hands values to the program that stores them, through a pipe and nothing else.</summary>
internal static class MigrateExportCommand
{
    public static Command Create(string directory, IPrograms programs, Printer printer)
    {
        var arguments = new MigrateArguments(directory, programs, printer);
        var group = new Option<string?>("--group") { Description = "The JSON of one AWS secret, for aws secretsmanager put-secret-value.", HelpName = "GROUP" };
        var secret = new Option<string?>("--secret") { Description = "One value, for pulumi config set --secret.", HelpName = "NAME" };
        var command = new Command("export", "Writes values into a pipe, for the command that stores them. Refuses a terminal and a file.") { arguments.Files, arguments.Stack, group, secret };
        command.SetAction(parsed => Run(() => arguments.Read(parsed), parsed.GetValue(group), parsed.GetValue(secret), printer));
        return command;
    }

    private static int Run(Func<MigrationPlan?> read, string? group, string? secret, Printer printer)
    {
        if (group is null == secret is null)
        {
            printer.Error("Say what to export: --group GROUP or --secret NAME.");
            return ExitCodes.BadInput;
        }

        if (printer.IsStandardOutput && !PipeCheck.StandardOutputIsPipe())
        {
            printer.Error("The values would be shown or left in a file, or nobody would read them. Pipe them into the command that stores them, as `migrate` prints it.");
            return ExitCodes.Refused;
        }

        if (read() is not { } plan)
            return ExitCodes.BadInput;
        if (plan.Differences.OtherChart is { } other)
        {
            printer.Error(other);
            return ExitCodes.Refused;
        }

        if (plan.NamesValues)
        {
            printer.Error($"The stack does not name these values yet: run `{ShellLine.Of($"{ShellLine.ToolOnceBuilt}migrate {plan.Files} --stack {plan.Stack.Stack} --write")}` first.");
            return ExitCodes.Refused;
        }

        try
        {
            printer.HandOver(new SecretText(group is null ? ValueExport.OfSecret(plan, secret!) : ValueExport.OfGroup(plan, group)));
            return ExitCodes.Success;
        }
        catch (MigrationException refused)
        {
            printer.Error(refused.Words);
            return ExitCodes.BadInput;
        }
        catch (IOException)
        {
            printer.Error("The command behind the pipe ended before it had read the values, so nothing says that they are stored: see what it said, and run the line again.");
            return ExitCodes.Refused;
        }
    }
}
