using McpInfra.Tests.Support;

namespace McpInfra.Tests.Chart;

/// <summary>Who names a chart around mcp-stack is told which one is meant, and where it is.</summary>
public sealed class WrapperChartTests : IDisposable
{
    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.Baseline.Text);

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("oci://r.example.com/charts", "", "name oci://r.example.com/charts/mcp-stack --version 1.0.8, or fetch it for 'chart patch': helm pull oci://r.example.com/charts/mcp-stack --version 1.0.8 --untar")]
    [InlineData("https://charts.example.com", "", "fetch it (helm dependency update ours), and run this again")]
    [InlineData("file://../mcp-stack", "", "name ours/../mcp-stack.")]
    [InlineData("https://charts.example.com", "ours/charts/mcp-stack-1.0.8.tgz", "name ours/charts/mcp-stack-1.0.8.tgz, or unpack it for 'chart patch': tar xzf ours/charts/mcp-stack-1.0.8.tgz")]
    [InlineData("https://charts.example.com", "ours/charts/mcp-stack/Chart.yaml", "name ours/charts/mcp-stack.")]
    public async Task Chart_AroundMcpStack_IsToldWhereTheDependencyIs(string repository, string file, string expected)
    {
        _project.WithFile("ours/Chart.yaml", $"apiVersion: v2\nname: ours\nversion: 0.1.0\ndependencies:\n  - {{name: redis, version: 1.0.0}}\n  - {{name: mcp-stack, alias: gw, version: 1.0.8, repository: {repository}}}\n");
        if (file.Length > 0)
            _project.WithFile(file, "name: mcp-stack\n");

        foreach (var command in (string[])["check", "patch"])
        {
            var run = await _project.RunAsync("chart", command, "ours");

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains("ours is a chart around mcp-stack, its dependency, and that one is meant: " + expected, run.Error, StringComparison.Ordinal);
        }
    }

    [HelmFact]
    public async Task Package_AroundMcpStack_IsToldToo()
    {
        _project.WithFile("ours/Chart.yaml", "apiVersion: v2\nname: ours\nversion: 0.1.0\ndependencies: [{name: mcp-stack, version: 1.0.8, repository: 'file://../mcp-stack'}]\n")
            .WithFile("ours/charts/mcp-stack/Chart.yaml", "apiVersion: v2\nname: mcp-stack\nversion: 1.0.8\n");
        Assert.Equal(0, HelmProgram.Helm("package", _project.PathOf("ours"), "--destination", _project.PathOf(".")).Code);

        var run = await _project.RunAsync("chart", "check", "ours-0.1.0.tgz");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("unpack it (tar xzf ours-0.1.0.tgz), and name charts/mcp-stack in it", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_OfAnotherKind_IsLeftToTheOthers()
    {
        _project.WithFile("ours/Chart.yaml", "apiVersion: v2\nname: mcp-stack\nversion: 0.1.0\n");

        Assert.DoesNotContain("around", (await _project.RunAsync("chart", "patch", "ours")).Error, StringComparison.Ordinal);
    }
}
