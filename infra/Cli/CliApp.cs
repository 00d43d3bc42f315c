using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics;

namespace McpInfra.Cli;

/// <summary>The command-line tool: one command a file, writers handed in.</summary>
internal static class CliApp
{
    private const string Run = "dotnet run --project infra -- ";

    /// <param name="directory">Where the project is looked for: here or above.</param>
    public static async Task<int> RunAsync(string[] args, string directory, TextWriter output, TextWriter error)
    {
        CliCommand[] commands =
        [
            PreviewCommand.Create(directory),
            RenderCommand.Create(directory),
            AuditCommand.Create(directory),
            ChartCommand.Create(directory),
            MigrateCommand.Create(directory),
        ];
        var help = new HelpOption();
        help.Action = new Examples((HelpAction)help.Action!, commands.SelectMany(command => command.All).ToDictionary(
            command => command.Command, command => command.Examples.Select(example => Run + example).ToArray()));
        var root = new Command("mcp-infra", "Deploys MCP Gateway with its secrets in AWS Secrets Manager or another store, and never in plain text. Without a command it is a Pulumi program.")
        {
            help,
        };
        foreach (var command in commands)
            root.Add(command.Command);
        var parsed = root.Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
            return parsed.Errors.Count > 0 ? ExitCodes.BadInput : code;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Refused;
        }
#pragma warning disable CA1031 // The last one to see it: a message or a stack trace may quote what was read.
        catch (Exception unforeseen)
#pragma warning restore CA1031
        {
            error.WriteLine(Unforeseen(unforeseen));
            return ExitCodes.BadInput;
        }
    }

    /// <summary>What may be said of an exception that no command expects: its kind and the method, and nothing of its text.</summary>
    private static string Unforeseen(Exception unforeseen)
    {
        var method = new StackTrace(unforeseen).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(method => method?.DeclaringType?.Assembly == typeof(CliApp).Assembly);
        return $"This is a fault of mcp-infra itself: {unforeseen.GetType().Name} in {method?.DeclaringType?.Name}.{method?.Name}. Its text is withheld, since it may quote a secret. "
            + "Report this line and the command.";
    }
}
