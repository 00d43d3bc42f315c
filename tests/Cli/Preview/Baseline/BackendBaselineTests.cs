using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Preview.Baseline;

/// <summary>A comparison of stacks whose secrets are not in AWS.</summary>
[Collection(PulumiCollection.Name)]
public sealed class BackendBaselineTests
{
    public static TheoryData<string> Names => BackendStacks.Names;

    private static TemporaryProject ProjectOf(StackYaml yaml, bool externalServers = false)
    {
        using var files = SealedProject.Complete(externalServers);
        return new TemporaryProject().With("dev", yaml.Text).WithFilesOf(files.Directory, "sealed/dev");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Preview_BaselineOfTheSameBackend_SaysNoChange(string backend)
    {
        foreach (var externalServers in (bool[])[false, true])
        {
            var yaml = externalServers ? BackendStacks.WithExternalServers(BackendStacks.All[backend]) : BackendStacks.All[backend];
            using var project = ProjectOf(yaml, externalServers).Commit();

            var run = await project.RunAsync("preview", "--baseline", "HEAD");

            Assert.Contains("No change to 1 stack", run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Preview_BaselineInAws_TellsTheMoveAndWhereEachValueIs(string backend)
    {
        using var project = ProjectOf(StackYaml.Baseline).Commit().With("dev", BackendStacks.All[backend].Text);

        var run = await project.RunAsync("preview", "--baseline", "HEAD");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"The backend changes from aws to {BackendStacks.Load(backend).Backend.Word}: no value moves by itself", run.Output, StringComparison.Ordinal);
        Assert.Matches("moved from mcp/dev/gateway to [^ ,]+", run.Output);
        Assert.DoesNotContain("The AWS", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_SealedFileOfTheRef_IsReadAsItWasThere()
    {
        using var project = ProjectOf(BackendStacks.Sealed).Commit();
        File.Delete(project.PathOf("sealed/dev/redis.yaml"));
        project.WithFile("sealed/dev/redis.yaml", SealedProject.File("mcp-redis", "REDIS_PASSWORD")
            .Replace(SealedProject.Ciphertext("mcp-redisREDIS_PASSWORD"), SealedProject.Ciphertext("another"), StringComparison.Ordinal));

        var run = await project.RunAsync("preview", "--baseline", "HEAD");

        Assert.Matches("changed +SealedSecret mcp-redis", run.Output);
        Assert.Contains("1 of 1 stack changes", run.Output, StringComparison.Ordinal);
    }
}
