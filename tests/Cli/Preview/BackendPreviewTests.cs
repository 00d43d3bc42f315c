using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Preview;

/// <summary>What a preview says of stacks of other backends than AWS.</summary>
[Collection(PulumiCollection.Name)]
public sealed class BackendPreviewTests
{
    [Theory]
    [InlineData("text", "backends/preview.txt")]
    [InlineData("json", "backends/preview.json")]
    [InlineData("markdown", "backends/preview.md")]
    public async Task Preview_EveryBackend_IsAsInTheSnapshot(string format, string snapshot)
    {
        using var project = new TemporaryProject();
        foreach (var (backend, yaml) in BackendStacks.All)
        {
            // Each in a cluster of its own, and one Vault for each: stacks of one environment are refused beside each other.
            var stack = yaml.With("mcp-infra:environment", "dev").With("mcp-infra:kubernetes.context", $"cluster-of-{backend}").With("mcp-infra:secrets.SMTP_PASSWORD", "{group: mail}");
            project.With(backend, (backend == "vso" ? stack.With("mcp-infra:vault.address", "https://vso.example.com:8200") : stack).Text);
        }

        using var files = SealedProject.Complete().With("mail", SealedProject.File("mcp-gateway-mail", "SMTP_PASSWORD"));
        project.WithFilesOf(files.Directory, Path.Combine("sealed", "dev"));

        var run = await project.RunAsync("preview", "--format", format);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("account", run.Output, StringComparison.Ordinal);
        Snapshot.Matches(snapshot, run.Output);
    }

    [Fact]
    public async Task Preview_SealedFileWithAPlainValue_IsRefusedWithoutIt()
    {
        using var project = new TemporaryProject().With("dev", BackendStacks.Sealed.Text);
        using var files = SealedProject.Complete().With("redis", SealedProject.File("mcp-redis", "REDIS_PASSWORD") + $"stringData: {{REDIS_PASSWORD: {BadStacks.Canary}}}\n");
        project.WithFilesOf(files.Directory, Path.Combine("sealed", "dev"));

        var run = await project.RunAsync("preview");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("sealed/dev/redis.yaml (line 14)", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(BadStacks.Canary, run.Output + run.Error, StringComparison.Ordinal);
    }
}
