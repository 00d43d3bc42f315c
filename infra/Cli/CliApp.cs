using System.CommandLine;

namespace McpInfra.Cli;

/// <summary>The command-line tool: one command a file, writers handed in.</summary>
internal static class CliApp
{
    /// <param name="directory">Where the project is looked for: here or above.</param>
    public static async Task<int> RunAsync(string[] args, string directory, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Deploys MCP Gateway with its secrets in AWS Secrets Manager. Without a command it is a Pulumi program.")
        {
            PreviewCommand.Create(directory),
        };
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }).ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCodes.BadInput : code;
    }
}
