using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Completion;

/// <summary>What a shell is told at a press of the tab key.</summary>
public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("", "audit chart completion docs doctor init migrate preview render secret status")]
    [InlineData("pre", "preview")]
    [InlineData("preview --c", "--cost")]
    [InlineData("preview --stack ", "dev prod-eu prod-us")]
    [InlineData("preview -s prod", "prod-eu prod-us")]
    [InlineData("audit --stack d", "dev")]
    [InlineData("init qa --like p", "prod-eu prod-us")]
    [InlineData("migrate status --stack ", "dev prod-eu prod-us")]
    [InlineData("preview --format ", "json markdown text")]
    [InlineData("audit --fail-on ", "error warning")]
    [InlineData("init qa --delivery a", "argocd")]
    [InlineData("render f", "fleet flux")]
    [InlineData("migrate st", "status")]
    [InlineData("completion ", "bash fish pwsh zsh")]
    [InlineData("docs f", "failures fleet flux")]
    [InlineData("audit --values ", "")]
    public async Task Line_UpToTheCursor_IsAnsweredWithWhatMayStandThere(string line, string expected)
    {
        using var project = Project();

        Assert.Equal((0, expected, ""), await AskAsync(project, "[suggest]", line));
    }

    /// <summary>As dotnet-suggest asks, which completes every program of this library.</summary>
    [Fact]
    public async Task Line_WithTheCursorInside_IsAnsweredForWhatStandsBefore()
    {
        using var project = Project();

        Assert.Equal((0, "audit", ""), await AskAsync(project, "[suggest:2]", "au --stack dev"));
    }

    /// <summary>Nothing on the way may fail: whoever completes has asked for nothing else.</summary>
    [Fact]
    public async Task Stack_OutsideAProject_IsAnsweredWithNothing()
    {
        var folder = Directory.CreateTempSubdirectory("mcp-infra-");
        var run = await ToolRun.InAsync(folder.FullName, "[suggest]", "preview --stack ");
        folder.Delete();

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    private static TemporaryProject Project() => new TemporaryProject().With("dev", "").With("prod-eu", "").With("prod-us", "");

    private static async Task<(int, string, string)> AskAsync(TemporaryProject project, string directive, string line)
    {
        var run = await project.RunAsync(directive, line);
        return (run.ExitCode, string.Join(' ', run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), run.Error);
    }
}
