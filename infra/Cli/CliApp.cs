using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Diagnostics;
using McpInfra.Cli.Audit;
using McpInfra.Cli.Chart;
using McpInfra.Cli.Completion;
using McpInfra.Cli.Docs;
using McpInfra.Cli.Doctor;
using McpInfra.Cli.Init;
using McpInfra.Cli.Migrate;
using McpInfra.Cli.Preview;
using McpInfra.Cli.Render;
using McpInfra.Cli.Secret;
using McpInfra.Cli.Status;
using McpInfra.Files;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;

namespace McpInfra.Cli;

/// <summary>The command-line tool: one command a folder, writers handed in.</summary>
internal static class CliApp
{
    /// <summary>A word that begins with @ is a name: read as a file of arguments, a message would quote what is in it.</summary>
    private static readonly ParserConfiguration NoResponseFiles = new() { ResponseFileTokenReplacer = null };

    /// <param name="args">None for help.</param>
    /// <param name="directory">Where the project is looked for: here or above.</param>
    /// <param name="kubeconfig">The contexts at hand; nothing is said of them unless given.</param>
    /// <param name="input">What is piped in; the process's own unless given.</param>
    /// <param name="form">How the process was started; from its project unless given.</param>
    /// <param name="programs">Other programs; those of the path unless given.</param>
    /// <param name="terminal">What the output is; no terminal unless given.</param>
    /// <param name="stop">What may end the run before its end.</param>
    /// <param name="clock">For what is waited for; the machine's unless given.</param>
    public static async Task<int> RunAsync(
        string[] args, string directory, TextWriter output, TextWriter error, Kubeconfig? kubeconfig = null, TextReader? input = null, ToolForm? form = null,
        IPrograms? programs = null, Terminal? terminal = null, StopSignal? stop = null, TimeProvider? clock = null)
    {
        form ??= ToolForm.Project;
        programs ??= new PathPrograms();
        stop ??= StopSignal.Never;
        if (PulumiProject.Around(directory) is { } around)
            form = form.From(ShownPath.From(directory, Path.Combine(around.Directory, ToolForm.Folder)), ToolForm.IsCheckout(around.Directory) ? ShownPath.From(directory, Path.Combine(around.Directory, Page.Folder)) : null);
        var printer = new Printer(output, error, form: form, terminal: terminal);
        CliCommand[] commands =
        [
            InitCommand.Create(directory, kubeconfig ?? Kubeconfig.None, printer),
            PreviewCommand.Create(directory, kubeconfig ?? Kubeconfig.None, printer),
            RenderCommand.Create(directory, printer),
            AuditCommand.Create(directory, printer),
            ChartCommand.Create(directory, programs, printer),
            SecretCommand.Create(directory, input, programs, clock ?? TimeProvider.System, printer),
            MigrateCommand.Create(directory, input, programs, printer),
            CompletionCommand.Create(printer),
            DocsCommand.Create(printer),
            DoctorCommand.Create(directory, programs, printer),
            StatusCommand.Create(directory, programs, clock ?? TimeProvider.System, printer),
        ];
        var option = new HelpOption();
        option.Action = new Examples(
            (HelpAction)option.Action!, commands.SelectMany(command => command.All).ToDictionary(command => command.Command), example => form.Start(Shell.Word(form.ProjectPath, always: false)) + example, printer);
        var root = new Command("mcp-infra", "Deploys MCP Gateway with its secrets in AWS Secrets Manager or another store, and never in plain text. Started by pulumi up it is the program that deploys.")
        {
            option, new VersionOption { Action = new VersionLine(printer) },
        };
        foreach (var command in commands)
            root.Add(command.Command);
        using var said = stop.Token.Register(() => printer.Stopped(stop.Said));
        try
        {
            if (Suggestions.Asked(args) is { } line)
            {
                Suggestions.Write(root, line, directory, NoResponseFiles, printer);
                return ExitCodes.Success;
            }

            var parsed = root.Parse(args is [] ? ["--help"] : args, NoResponseFiles);
            if (parsed.Action is ParseErrorAction)
            {
                WrongLine.Tell(parsed, printer);
                return ExitCodes.BadInput;
            }

            if (parsed.Action is AsynchronousCommandLineAction)
                stop.Await();

            // The library prints help by itself.
            await using var help = printer.OutputWriter();
            await using var wrong = printer.ErrorWriter();
            var configuration = new InvocationConfiguration { Output = help, Error = wrong, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            var code = await parsed.InvokeAsync(configuration, stop.Token).ConfigureAwait(false);
            return stop.Code ?? code;
        }
        catch (OperationCanceledException)
        {
            return stop.Code ?? ExitCodes.Refused;
        }
        catch (OutputException lost)
        {
            if (lost.Loss == OutputLoss.ReaderLeft)
                return ExitCodes.ReaderLeft;
            printer.Error(lost.Loss == OutputLoss.DiskFull ? Words.Own("The output cannot be written: its disk is full.") : Words.Own("The output cannot be written: it is closed."));
            return ExitCodes.BadInput;
        }
#pragma warning disable CA1031 // The last one to see it: a message or a stack trace may quote what was read.
        catch (Exception unforeseen)
#pragma warning restore CA1031
        {
            printer.Error(Unforeseen(unforeseen));
            return ExitCodes.BadInput;
        }
    }

    /// <summary>What may be said of an exception that no command expects: its kind and the method, and nothing of its text.</summary>
    private static Words Unforeseen(Exception unforeseen)
    {
        var method = new StackTrace(unforeseen).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(method => method?.DeclaringType?.Assembly == typeof(CliApp).Assembly);
        return $"This is a fault of mcp-infra itself: {unforeseen.GetType().Name} in {method?.DeclaringType?.Name}.{method?.Name}. Its text is withheld, since it may quote a secret. "
            + $"Report this line and the command.";
    }
}
