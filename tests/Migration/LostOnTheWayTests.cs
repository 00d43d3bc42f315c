using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>What a person does between two stages so that a value would be lost with the files, although everything was compared once.</summary>
public sealed class LostOnTheWayTests : IDisposable
{
    private const string Values = "mcpContextForge:\n  secret:\n    JWT_SECRET_KEY: canary-jwt-1\n    AUTH_ENCRYPTION_SECRET: canary-key-1\n";

    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", Values);

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("AUTH_ENCRYPTION_SECRET:\n      from: external", "AUTH_ENCRYPTION_SECRET:\n      from: generate", "AUTH_ENCRYPTION_SECRET generated")]
    [InlineData("region: eu-west-1", "region: us-east-1", "Nobody has compared")]
    [InlineData("JWT_SECRET_KEY:\n      from: external", "JWT_SECRET_KEY:\n      from: external\n      group: special", "Nobody has compared JWT_SECRET_KEY ")]
    public async Task Ready_StackThatSendsTheValueElsewhereSince_TakesNothingOut(string was, string becomes, string says)
    {
        await ComparedAsync();
        var stack = _project.Read("Pulumi.dev.yaml");
        Assert.Contains(was, stack, StringComparison.Ordinal);
        _project.WithFile("Pulumi.dev.yaml", stack.Replace(was, becomes, StringComparison.Ordinal));

        var run = await _project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, _project.Read("values.yaml"));
    }

    [Fact]
    public async Task Ready_ValuesThatSomebodyTookOutBeforeTheyWereSeenInTheStore_IsRefused()
    {
        await WriteAsync("values.yaml");
        _project.WithFile("values.yaml", "mcpContextForge:\n  secret: {}\n");

        var run = await _project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nobody has seen the store to have them", run.Error, StringComparison.Ordinal);
        Assert.Contains("git checkout -- values.yaml", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_FileThatAnotherStacksMigrationStillNeeds_IsRefusedUntilThatOneWasCompared()
    {
        _project.With("stg", Staging);
        await WriteAsync("values.yaml", "--stack", "stg");
        await ComparedAsync("--stack", "dev");

        var early = await _project.RunAsync("migrate", "--write", "--ready", "--stack", "dev");

        Assert.Equal(1, early.ExitCode);
        Assert.Contains("values.yaml also brings AUTH_ENCRYPTION_SECRET, JWT_SECRET_KEY of stack stg", early.Error, StringComparison.Ordinal);
        Assert.Equal(Values, _project.Read("values.yaml"));
    }

    /// <summary>Otherwise the chart's shipped defaults would be taken for what is in force.</summary>
    [Fact]
    public async Task Plan_FileFromWhichAnotherStackTookTheValues_IsRefused()
    {
        await ComparedAsync();
        await WriteAsync("--ready");
        _project.With("stg", Staging);

        var run = await _project.RunAsync("migrate", "values.yaml", "--stack", "stg", "--write");

        Assert.Equal((1, ""), (run.ExitCode is 0 ? 0 : 1, run.Output));
        Assert.Contains("values.yaml has lost AUTH_ENCRYPTION_SECRET, ", run.Error, StringComparison.Ordinal);
        Assert.Contains("by the migration of stack dev", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_project.PathOf("migration.stg.yaml")));
    }

    private static string Staging => StackYaml.OfRelease.With("mcp-infra:kubernetes.context", "mcp-stg").Text;

    private async Task ComparedAsync(params string[] stack)
    {
        await WriteAsync(["values.yaml", .. stack]);
        foreach (var group in (string[])["external", "encryption", "postgres", "redis"])
        {
            var export = await _project.RunAsync(["migrate", "export", .. stack, "--group", group]);
            Assert.Equal(0, (await _project.PipeAsync(export.Output, ["migrate", "compare", .. stack, "--group", group])).ExitCode);
        }
    }

    private async Task WriteAsync(params string[] more)
    {
        var run = await _project.RunAsync(["migrate", .. more, "--write"]);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
