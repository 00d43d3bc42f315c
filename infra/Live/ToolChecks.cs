using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Live;

/// <summary>Whether the programs of whoever deploys are there, and not older than what is promised.</summary>
internal static class ToolChecks
{
    /// <param name="withAws">Whether anything of the stack is in AWS.</param>
    public static IEnumerable<Question> Of(bool withAws) => SupportedTools.All.Where(tool => withAws || tool != SupportedTools.Aws).Select(Of);

    private static Question Of(SupportedTool tool)
    {
        string[] arguments = tool.Version;
        var install = Words.Of($"install {tool.Program} {tool.Oldest} or later");
        return new Question(tool.Program, ShellLine.Of($"{tool.Program} {arguments}"), async (programs, cancellation) =>
        {
            var answer = await programs.RunAsync(tool.Program, arguments, cancellation: cancellation).ConfigureAwait(false);
            return (answer.Code, SupportedTool.Told(answer.Output + answer.Error)) switch
            {
                (ProgramAnswer.NotThere, _) => [Found.Fail($"is not on the PATH", install)],
                (0, { } version) when tool.Takes(version) => [Found.Ok($"{version}")],
                (0, { } version) => [Found.Fail($"{version} is older than {tool.Oldest}, the oldest that is promised to work", install)],
                _ => [Found.Unknown($"it does not tell its version", Words.Own("run the line to see why"))],
            };
        });
    }
}
