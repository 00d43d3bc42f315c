using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics;
using McpInfra.Cli.Audit;
using McpInfra.Cli.Chart;
using McpInfra.Cli.Init;
using McpInfra.Cli.Migrate;
using McpInfra.Cli.Preview;
using McpInfra.Cli.Render;
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
    public static async Task<int> RunAsync(
        string[] args, string directory, TextWriter output, TextWriter error, Kubeconfig? kubeconfig = null, TextReader? input = null, ToolForm? form = null, IPrograms? programs = null)
    {
        form ??= ToolForm.Project;
        programs ??= new PathPrograms();
        if (PulumiProject.Around(directory) is { } around)
            form = form.From(ShownPath.From(directory, Path.Combine(around.Directory, ToolForm.Folder)));
        var printer = new Printer(output, error, form: form);
        CliCommand[] commands =
        [
            InitCommand.Create(directory, kubeconfig ?? Kubeconfig.None, printer),
            PreviewCommand.Create(directory, kubeconfig ?? Kubeconfig.None, printer),
            RenderCommand.Create(directory, printer),
            AuditCommand.Create(directory, printer),
            ChartCommand.Create(directory, programs, printer),
            MigrateCommand.Create(directory, input, programs, printer),
        ];
        var option = new HelpOption();
        option.Action = new Examples((HelpAction)option.Action!, commands.SelectMany(command => command.All).ToDictionary(
            command => command.Command, command => command.Examples.Select(example => form.Start(Shell.Word(form.ProjectPath, always: false)) + example).ToArray()));
        var root = new Command("mcp-infra", "Deploys MCP Gateway with its secrets in AWS Secrets Manager or another store, and never in plain text. Started by pulumi up it is the program that deploys.")
        {
            option, new VersionOption { Action = new VersionLine(printer) },
        };
        foreach (var command in commands)
            root.Add(command.Command);
        var parsed = root.Parse(args is [] ? ["--help"] : args, NoResponseFiles);
        try
        {
            // The library prints help and what it cannot parse by itself.
            await using var help = printer.OutputWriter();
            await using var wrong = printer.ErrorWriter();
            var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = help, Error = wrong, EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
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
            printer.Error(Unforeseen(unforeseen));
            return ExitCodes.BadInput;
        }
    }

    /// <summary>What may be said of an exception that no command expects: its kind and the method, and nothing of its text.</summary>
    private static Words Unforeseen(Exception unforeseen)
    {
        var method = new StackTrace(unforeseen).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(method => method?.DeclaringType?.Assembly == typeof(CliApp).Assembly);
        if (unforeseen is IOException or UnauthorizedAccessException && method?.DeclaringType?.Namespace == typeof(Printer).Namespace)
            return Words.Own("What was to be shown cannot be written: the output is closed, or its disk is full.");
        return $"This is a fault of mcp-infra itself: {unforeseen.GetType().Name} in {method?.DeclaringType?.Name}.{method?.Name}. Its text is withheld, since it may quote a secret. "
            + $"Report this line and the command.";
    }
}
