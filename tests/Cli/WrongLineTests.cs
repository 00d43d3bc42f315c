using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>A line that cannot be parsed is answered with what was meant, and not with a page of help.</summary>
public sealed class WrongLineTests
{
    [Theory]
    [InlineData("preview dev", "Stacks are named by an option: dotnet run --project infra -- preview --stack dev", "preview")]
    [InlineData("audit .", "Files and directories are named by an option: dotnet run --project infra -- audit --manifests .", "audit")]
    [InlineData("audit deploy/app.yaml", "Files and directories are named by an option: dotnet run --project infra -- audit --manifests deploy/app.yaml", "audit")]
    [InlineData("audit dev", "Stacks are named by an option: dotnet run --project infra -- audit --stack dev", "audit")]
    [InlineData("render argocd dev --out out", "Stacks are named by an option: dotnet run --project infra -- render argocd --stack dev", "render")]
    [InlineData("audti --stack dev", "There is no command audti. Did you mean audit? There are: ", "")]
    [InlineData("chart chek dir", "There is no command chek. Did you mean check? There are: check, patch.", "chart")]
    [InlineData("preview --stak dev", "preview has no option --stak. Did you mean --stack?", "preview")]
    [InlineData("chart patch dir other", "patch takes no other.", "chart patch")]
    [InlineData("audit --format xml", "--format: Argument 'xml' not recognized. Must be one of: 'text' 'json' 'sarif'", "audit")]
    [InlineData("render flux", "Option '--out' is required.", "render")]
    [InlineData("migrate --ready", "--ready is for --write, which takes the inline values out. Say both, or neither to see the plan.", "migrate")]
    public async Task Line_ThatCannotBeParsed_IsToldInOneAndWhereHelpIs(string line, string said, string command)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text);

        var run = await project.RunAsync(line.Split(' '));

        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(said, lines[0], StringComparison.Ordinal);
        Assert.Equal([$"Help: dotnet run --project infra -- {command} --help".Replace("  ", " ", StringComparison.Ordinal)], lines[1..]);
    }
}
