using System.CommandLine;
using System.CommandLine.Help;

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
            ChartCommand.Create(directory),
            MigrateCommand.Create(directory),
        ];
        var help = new HelpOption();
        help.Action = new Examples((HelpAction)help.Action!, commands.SelectMany(command => command.All).ToDictionary(
            command => command.Command, command => command.Examples.Select(example => Run + example).ToArray()));
        var root = new Command("mcp-infra", "Deploys MCP Gateway with its secrets in AWS Secrets Manager. Without a command it is a Pulumi program.")
        {
            help,
        };
        foreach (var command in commands)
            root.Add(command.Command);
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }).ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCodes.BadInput : code;
    }
}
