using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>Two stacks that come out as one environment are refused by whatever makes something of them, and told alike.</summary>
[Collection(PulumiCollection.Name)]
public sealed class SharedStacksTests
{
    private static readonly StackYaml Stack = StackYaml.Baseline.With("mcp-infra:environment", "same");

    private static TemporaryProject Project(StackYaml two) => new TemporaryProject().With("one", Stack.Text).With("two", two.Text);

    [Theory]
    [InlineData("preview")]
    [InlineData("preview", "--stack", "two")]
    [InlineData("preview", "--format", "json")]
    [InlineData("preview", "--format", "markdown")]
    [InlineData("render", "manifests", "--out", "gitops")]
    [InlineData("render", "manifests", "--out", "gitops", "--stack", "two")]
    public async Task Stacks_OfOneEnvironment_AreRefusedWithTheOtherAndTheLineThatMends(params string[] args)
    {
        using var project = Project(Stack);

        var run = await project.RunAsync(args);

        Assert.Equal(2, run.ExitCode);
        var told = run.Output + run.Error;
        Assert.Contains("in account 123456789012, as the stack one does.", told, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --stack two mcp-infra:environment two", told, StringComparison.Ordinal);
        Assert.Contains("mcp-infra:namespace", told, StringComparison.Ordinal);
    }

    /// <summary>What the printed lines say is enough, and each of them is taken.</summary>
    [Fact]
    public async Task Stacks_OfOneEnvironment_AreApartByThePrintedName()
    {
        using var project = Project(Stack.With("mcp-infra:environment", "two"));

        foreach (var command in (string[][])[["preview"], ["audit"], ["render", "manifests", "--out", "gitops"]])
            Assert.Equal(0, (await project.RunAsync(command)).ExitCode);
    }

    [Fact]
    public async Task Stacks_OfOneNameFromTheProject_AreRefusedByAllAlike()
    {
        using var project = new TemporaryProject().With("one", StackYaml.Baseline.Without("mcp-infra:environment").Text).With("two", StackYaml.Baseline.Without("mcp-infra:environment").Text)
            .WithFile("Pulumi.yaml", "name: mcp-infra\nruntime: dotnet\nmain: infra\nconfig:\n  environment:\n    type: string\n    default: shared\n");

        foreach (var command in (string[][])[["preview"], ["audit"], ["render", "manifests", "--out", "gitops"]])
        {
            var run = await project.RunAsync(command);
            Assert.NotEqual(0, run.ExitCode);
            Assert.Contains("uses the namespace mcp-shared", run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Preview_OtherStackThatDoesNotLoad_IsNotCompared()
    {
        using var project = Project(Stack).With("one", Stack.With("mcp-infra:store.kind", "x").Text);

        Assert.Equal(0, (await project.RunAsync("preview", "--stack", "two")).ExitCode);
    }

    [Theory]
    [InlineData("mcp-infra:namespace", 0)]
    [InlineData("mcp-infra:store.name", 2)]
    public async Task Stack_ThatAllowsIt_IsNotRefused(string allowed, int exitCode)
    {
        StackYaml Of(string stack) => Stack.With("mcp-infra:environment", stack).With("mcp-infra:namespace", "mcp").With("mcp-infra:identity.serviceAccount", "reader-" + stack);
        using var project = Project(Of("two")).With("one", Of("one").Text)
            .With("two", Of("two").Text.TrimEnd() + $"\n  mcp-infra:audit: {{allow: [{{rule: MCP304, path: '{allowed}', reason: one team}}]}}\n");

        Assert.Equal(exitCode, (await project.RunAsync("preview")).ExitCode);
        Assert.Equal(exitCode, (await project.RunAsync("render", "manifests", "--out", "gitops")).ExitCode);
    }
}
