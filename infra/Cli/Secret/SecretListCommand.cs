using System.CommandLine;
using McpInfra.Loading;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Stores;

namespace McpInfra.Cli.Secret;

/// <summary><c>secret list</c>: what a stack expects of its store, and what is there.</summary>
internal static class SecretListCommand
{
    public static CliCommand Create(string directory, IPrograms programs, Printer printer)
    {
        var stacks = StackOption.Create("list the values of");
        var format = FormatOption.Create<Action<Printer, IReadOnlyList<ListedStack>>>(TextList.Write, JsonList.Write);
        var command = new Command("list",
            "Says which values a stack expects of its store, which are there, empty or missing, and what is there that nothing reads, with versions and dates. "
            + "Exit code 0: every value is there; 1: one is missing or empty; 2: a store could not be asked.")
        {
            stacks, format,
        };
        command.SetAction(parsed => Run(directory, parsed.GetValue(stacks) ?? [], parsed.GetValue(format)!.Writer, programs, printer));
        return new CliCommand(command, ["secret list --stack dev", "secret list --format json"], [Page.Secrets]);
    }

    private static int Run(string directory, string[] stacks, Action<Printer, IReadOnlyList<ListedStack>> write, IPrograms programs, Printer printer)
    {
        if (StackOption.Find(directory, stacks, printer) is not { } files)
            return ExitCodes.BadInput;
        var listed = new List<ListedStack>();
        var isUnread = false;
        foreach (var file in files.Where(file => stacks.Length > 0 || !StackKinds.IsCluster(file)))
        {
            try
            {
                using (printer.Working(() => $"asking what {file.Stack} has ..."))
                    listed.Add(ListedStack.Of(StackValues.Load(file, printer.Held), programs));
            }
            catch (RefusedException refused)
            {
                printer.Error(refused is StoreException ? Words.Of($"{file.Stack}: {refused.Words}") : refused.Words);
                isUnread = true;
            }
        }

        write(printer, listed);
        return isUnread ? ExitCodes.BadInput : listed.All(stack => stack.IsComplete) ? ExitCodes.Success : ExitCodes.Refused;
    }
}
