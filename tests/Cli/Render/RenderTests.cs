using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Render;

/// <summary><c>render</c> as a person and a pipeline run it: what it takes and what it refuses.</summary>
public sealed class RenderTests : IDisposable
{
    private readonly RenderProject _project = new();

    public void Dispose() => _project.Dispose();

    /// <summary>The check that a pipeline makes, over the shipped stacks and every tool.</summary>
    [Theory]
    [MemberData(nameof(RenderProject.Tools), MemberType = typeof(RenderProject))]
    public async Task Render_ShippedStacks_ThenCheckHolds(string tool)
    {
        var written = await ToolRun.InAsync(Repository.Root, "render", tool, "--out", _project.Out);
        var checkedAgain = await ToolRun.InAsync(Repository.Root, "render", tool, "--out", _project.Out, "--check");
        var again = await ToolRun.InAsync(Repository.Root, "render", tool, "--out", _project.Out);

        Assert.Equal(0, written.ExitCode);
        Assert.Equal((0, ""), (checkedAgain.ExitCode, checkedAgain.Error));
        Assert.Contains("is as it would be rendered", checkedAgain.Output, StringComparison.Ordinal);
        Assert.Matches($@"^{_project.Out}: 0 written, 0 changed, [0-9]+ unchanged, 0 removed\.\n", again.Output);
        Assert.Equal(Rendered.Shipped(Enum.Parse<GitOpsTool>(tool, ignoreCase: true)).Count, _project.Files().Count);
    }

    [Fact]
    public async Task Render_StackThatDoesNotExist_IsRefused()
    {
        var run = await _project.RenderAsync("manifests", "--stack", "qa");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("qa", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.Out));
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("fleet")]
    public async Task Render_StacksThatNameNoRepository_AreAllToldWithTheLineThatMendsEach(string tool)
    {
        _project.With("dev", StackYaml.Baseline).With("prod", StackYaml.Baseline.With("mcp-infra:environment", "prod"));

        var run = await _project.RenderAsync(tool);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        foreach (var stack in (string[])["dev", "prod"])
            Assert.Contains($"pulumi config set --stack {stack} --path 'mcp-infra:{tool}.repoUrl' https://git.example.com/team/repository.git", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.Out));
    }

    [Fact]
    public async Task Render_StackFilesWithProblems_AreAllToldAndNothingIsWritten()
    {
        _project.With("dev", StackYaml.Baseline.With("mcp-infra:store.kind", "x")).With("prod", StackYaml.Baseline.Without("aws:region"));

        var run = await _project.RenderAsync("manifests");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mcp-infra:store.kind", run.Error, StringComparison.Ordinal);
        Assert.Contains("aws:region", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.Out));
    }

    [Fact]
    public async Task Render_TwoStacksOfOneEnvironment_AreRefused()
    {
        _project.With("prod", RenderProject.Renderable.With("mcp-infra:environment", "dev"));

        var run = await _project.RenderAsync("manifests");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Stacks dev and prod are both environment 'dev'", run.Error, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --stack prod mcp-infra:environment prod", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderArgoCd_TwoNamespacesOfArgoCd_AreRefused()
    {
        _project.With("prod", RenderProject.Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:argocd.namespace", "other"));

        var run = await _project.RenderAsync("argocd");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("different namespaces of Argo CD, 'argocd' and 'other'", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _project.RenderAsync("flux")).ExitCode);
    }

    [Theory]
    [InlineData("argocd", "../chart", "outside of the Git repository that Argo CD reads")]
    [InlineData("flux", "/charts/mcp-stack", "outside of the Git repository that Flux reads")]
    [InlineData("fleet", "./charts/mcp-stack", "cannot be a directory with Fleet")]
    public async Task Render_ChartDirectoryThatTheToolCannotRead_IsRefused(string tool, string chart, string says)
    {
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:chart.source", chart));

        var run = await _project.RenderAsync(tool, "--stack", "dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Contains("--path 'mcp-infra:chart.source'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RenderProject.Tools), MemberType = typeof(RenderProject))]
    public async Task Render_SecretInPlainSight_WritesNothingAndDoesNotPrintIt(string tool)
    {
        var token = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"));
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:values.mcpContextForge.config.NOTE", token));

        var run = await _project.RenderAsync(tool, "--stack", "dev");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Matches("mcpContextForge.config.NOTE.* looks like a GitHub", run.Error);
        Assert.DoesNotContain(token, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.Out));
    }

    [Fact]
    public async Task Render_ReloaderThatTheToolCannotCarry_IsAWarning()
    {
        _project.With("dev", RenderProject.Renderable.Without("mcp-infra:delivery").With("mcp-infra:rollout.reloader", "true"));

        var argocd = await _project.RenderAsync("argocd", "--stack", "dev");
        var flux = await _project.ToolAsync("render", "flux", "--stack", "dev", "--out", _project.Out + "-flux");

        Assert.Equal((0, 0), (argocd.ExitCode, flux.ExitCode));
        Assert.Contains("dev: warning: mcp-infra:rollout.reloader: is not rendered", argocd.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("reloader", flux.Error, StringComparison.Ordinal);
        Assert.Contains("reloader.stakater.com/auto: \"true\"", File.ReadAllText(_project.Out + "-flux/dev/gateway/helmrelease.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("render")]
    [InlineData("render", "argo", "--out", "x")]
    [InlineData("render", "argocd")]
    public async Task CommandLine_ThatCannotBeUsed_ExitsWithBadInput(params string[] args) =>
        Assert.Equal(2, (await _project.ToolAsync(args)).ExitCode);

    [Fact]
    public async Task Help_SaysWhatItDoesWithExamples() => Snapshot.Matches("render-help.txt", (await _project.ToolAsync("render", "--help")).Output);
}
