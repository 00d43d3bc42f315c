using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>A report is asked for in the same words wherever there is one.</summary>
public sealed class FormatTests
{
    public static TheoryData<string> Commands => ["preview", "audit", "migrate values.yaml", "chart check chart"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Format_ThatNoCommandHas_IsRefusedInTheSameWords(string command)
    {
        using var project = new TemporaryProject();

        var run = await project.RunAsync([.. command.Split(' '), "--format", "xml"]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--format: Argument 'xml' not recognized. Must be one of: 'text' 'json'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Format_InHelp_IsForATerminalUnlessAskedFor(string command)
    {
        using var project = new TemporaryProject();

        var run = await project.RunAsync([.. command.Split(' '), "--help"]);

        Assert.Matches(@"-f, --format <json\|.*text>  text for a terminal, json for a program[,.].*\[default: text\]", run.Output);
    }
}
