using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Preview;

[Collection(PulumiCollection.Name)]
public sealed class TextCostTests
{
    [Fact]
    public async Task Cost_ShippedStacks_IsAsInTheSnapshot()
    {
        var run = await ToolRun.InAsync(Repository.Root, "preview", "--cost");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Snapshot.Matches("preview-cost.txt", run.Output);
    }

    [Fact]
    public async Task Cost_BackendWithoutPrices_SaysSo()
    {
        using var project = new TemporaryProject().With("dev", BackendStacks.All["vault"].Text);

        var run = await project.RunAsync("preview", "--cost");

        Assert.Equal((0, "dev  what holds its secrets has no price here\n\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Cost_StackThatCannotBeUsed_TellsItsProblems()
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:store.kind", "Nothing").Text);

        var run = await project.RunAsync("preview", "--cost");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mcp-infra:store.kind", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "json")]
    [InlineData("--baseline", "main")]
    public async Task Cost_WithAnotherForm_IsRefused(string option, string value)
    {
        var run = await ToolRun.InAsync(Repository.Root, "preview", "--cost", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--cost is text of the stacks as they are.", run.Error, StringComparison.Ordinal);
    }
}
