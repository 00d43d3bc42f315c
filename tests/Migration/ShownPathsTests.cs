using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>Every line works from where the person stands, and no name in it is an option.</summary>
public sealed class ShownPathsTests : IDisposable
{
    private const string Values = "mcpContextForge: {secret: {JWT_SECRET_KEY: canary-jwt-key-of-more-than-thirty-two-characters}}\n";

    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("deploy/values.yaml", Values);

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Lines_FromAFolderOfTheProject_LeadFromThere()
    {
        var plan = await RunAsync("migrate", "values.yaml");
        var write = await RunAsync("migrate", "values.yaml", "--write");
        var status = await RunAsync("migrate", "status");

        Assert.Contains("dotnet run --project ../infra -- migrate values.yaml", plan.Output, StringComparison.Ordinal);
        Assert.Contains("git checkout -- ../Pulumi.dev.yaml && rm references.dev.yaml ../migration.dev.yaml", plan.Output, StringComparison.Ordinal);
        Assert.Equal("wrote references.dev.yaml: references, optional\n", write.Output[..(write.Output.IndexOf('\n', StringComparison.Ordinal) + 1)]);
        Assert.Contains("wrote ../migration.dev.yaml", write.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet run --no-build --project ../infra -- migrate export values.yaml", status.Output, StringComparison.Ordinal);
        Assert.Contains("git checkout -- values.yaml references.dev.yaml ../migration.dev.yaml", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--project infra", plan.Output + write.Output + status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_FromAFolderOfTheProject_NameTheRecordFromThere()
    {
        await RunAsync("migrate", "values.yaml", "--write");
        _project.WithFile("migration.dev.yaml", "stage: nowhere\n");

        var damaged = await RunAsync("migrate", "status");
        File.Delete(_project.PathOf("migration.dev.yaml"));
        var gone = await RunAsync("migrate", "values.yaml");

        Assert.All([damaged, gone], run => Assert.Contains("git checkout -- ../migration.dev.yaml", run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-dash.yaml")]
    [InlineData("-dash/values.yaml")]
    public async Task Lines_WithANameThatBeginsWithADash_HaveNoOptionMore(string name)
    {
        _project.WithFile(name, Values);

        var plan = await _project.RunAsync("migrate", "--stack", "dev", "--", name);
        var write = await _project.RunAsync("migrate", "--write", "--", name);
        var status = await _project.RunAsync("migrate", "status");

        Assert.Equal((0, 0, 0), (plan.ExitCode, write.ExitCode, status.ExitCode));
        Assert.Contains($" --values ./{name} ", plan.Output, StringComparison.Ordinal);
        Assert.Contains($"migrate export ./{name} ", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" -dash", plan.Output + status.Output, StringComparison.Ordinal);
    }

    private Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.InAsync(_project.PathOf("deploy"), arguments);
}
