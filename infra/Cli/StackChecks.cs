using System.CommandLine;
using System.Globalization;
using McpInfra.Checks;
using McpInfra.Loading;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;

namespace McpInfra.Cli;

/// <summary>What <c>doctor</c> and <c>status</c> are alike in: each asks programs of the PATH about stacks, and reports what was found.</summary>
/// <param name="verb">The command's name.</param>
/// <param name="of">The questions about a stack, and the folder of its project.</param>
internal sealed class StackChecks(string verb, string directory, Func<ReadStack, string, IReadOnlyList<Question>> of, IPrograms programs, Printer printer)
{
    private const int Seconds = 30;

    private const int MostSeconds = 60 * 60;

    public Command Command(string description)
    {
        var stacks = StackOption.Create(verb);
        var format = FormatOption.Create(new Writers(CheckedStackText.Write), new Writers(null, CheckedStackJson.Write));
        var all = new Option<bool>("--all") { Description = "Shows the line that was run for what is well, too." };
        var limit = new Option<int>("--time-limit") { Description = "Seconds that each question may take.", HelpName = "SECONDS", DefaultValueFactory = _ => Seconds };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostSeconds))
                result.AddError($"--time-limit is a whole number from 1 to {MostSeconds}.");
        });
        var command = new Command(verb, description) { stacks, format, all, limit };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(stacks) ?? [], parsed.GetValue(format)!.Writer, parsed.GetValue(all), parsed.GetValue(limit), cancellation));
        return command;
    }

    private async Task<int> RunAsync(string[] stacks, Writers writers, bool all, int seconds, CancellationToken cancellation)
    {
        if (StackOption.Find(directory, stacks, printer) is not { } files)
            return ExitCodes.BadInput;
        var (seen, code) = (new List<CheckedStack>(), ExitCodes.Success);
        foreach (var file in files)
        {
            if (Read(file) is not { } stack)
            {
                code = ExitCodes.BadInput;
                continue;
            }

            using (printer.Working(() => $"asking about {file.Stack} ..."))
                seen.Add(new CheckedStack(file.Stack, await CheckRun.RunAsync(of(stack, file.Project.Directory), programs, seconds, cancellation).ConfigureAwait(false)));
            writers.Stack?.Invoke(printer, seen[^1], all);
        }

        writers.All?.Invoke(printer, seen);
        return seen.Select(stack => stack.ExitCode).Append(code).Max();
    }

    private ReadStack? Read(StackFile file)
    {
        try
        {
            return StackLoader.Read(new StackFileSource(file), printer.Held);
        }
        catch (SettingsException refused)
        {
            printer.Error(refused.Words);
            return null;
        }
    }

    /// <summary>What writes in one form: each stack as soon as it is there, or all of them.</summary>
    private sealed record Writers(Action<Printer, CheckedStack, bool>? Stack, Action<Printer, IReadOnlyList<CheckedStack>>? All = null);
}
