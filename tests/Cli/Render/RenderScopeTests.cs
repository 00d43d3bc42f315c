using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Render;

/// <summary>Some stacks of a directory that has more: the others stay, and what is of all goes on naming them.</summary>
public sealed class RenderScopeTests : IDisposable
{
    private readonly RenderProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [MemberData(nameof(RenderProject.Tools), MemberType = typeof(RenderProject))]
    public async Task Render_OneStackOfASharedDirectory_ChangesThatOneAlone(string tool)
    {
        await _project.RenderAsync(tool);
        var before = _project.Files().ToDictionary(path => path, _project.Read);
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:namespace", "other")).With("prod", RenderProject.Prod.With("mcp-infra:values.mcpContextForge.config.LOG_LEVEL", "DEBUG"));

        var run = await _project.RenderAsync(tool, "--stack", "dev");
        var dev = await _project.RenderAsync(tool, "--stack", "dev", "--check");
        var both = await _project.RenderAsync(tool, "--check");

        Assert.Equal((0, 0, 1), (run.ExitCode, dev.ExitCode, both.ExitCode));
        foreach (var path in _project.Files().Where(path => path.StartsWith("prod/", StringComparison.Ordinal)))
            Assert.Equal(before[path], _project.Read(path));
        Assert.Contains(_project.Files(), path => path.StartsWith("dev/", StringComparison.Ordinal) && !(before.TryGetValue(path, out var text) && text == _project.Read(path)));
        Assert.DoesNotContain("dev/", both.Output, StringComparison.Ordinal);
        Assert.Contains("prod/", both.Output, StringComparison.Ordinal);
    }

    /// <summary>Otherwise Argo CD would take the others away.</summary>
    [Fact]
    public async Task Render_OneStackWithArgoCd_KeepsTheOthersOfTheDirectoryInTheApplicationSet()
    {
        await _project.RenderAsync("argocd");
        var before = _project.Read("applicationset.yaml");

        var run = await _project.RenderAsync("argocd", "--stack", "dev");

        Assert.Equal((0, before), (run.ExitCode, _project.Read("applicationset.yaml")));
        Assert.Contains("0 written, 0 changed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_OneStackIntoAnEmptyDirectoryWithArgoCd_NamesNoOther()
    {
        await _project.RenderAsync("argocd", "--stack", "dev");

        Assert.DoesNotContain("prod", _project.Read("applicationset.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, (await _project.RenderAsync("argocd", "--stack", "dev", "--check")).ExitCode);
        Assert.Equal(0, (await _project.RenderAsync("argocd")).ExitCode);
        Assert.Contains("environment: prod", _project.Read("applicationset.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_OneStackBesideAnotherThatCannotBeRead_IsRefusedAlsoWhenForced()
    {
        await _project.RenderAsync("argocd");
        _project.With("prod", RenderProject.Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:store.kind", "x"));
        var before = _project.Read("applicationset.yaml");

        foreach (var more in (string[][])[[], ["--force"], ["--check"]])
        {
            var run = await _project.RenderAsync(["argocd", "--stack", "dev", .. more]);

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains("mcp-infra:store.kind", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, _project.Read("applicationset.yaml"));
        Assert.True(File.Exists(_project.At("prod/00-namespace-mcp-prod.yaml")));
        Assert.Equal(0, (await _project.ToolAsync("render", "flux", "--stack", "dev", "--out", _project.Out + "-flux")).ExitCode);
    }

    [Fact]
    public async Task Render_OneStackBesideAnotherThatSaysTooLittle_IsRefused()
    {
        await _project.RenderAsync("argocd");
        _project.With("prod", RenderProject.Renderable.With("mcp-infra:environment", "prod").Without("mcp-infra:argocd.repoUrl"));

        var run = await _project.RenderAsync("argocd", "--stack", "dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("pulumi config set --stack prod --path 'mcp-infra:argocd.repoUrl'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_OneStackBesideAnEnvironmentThatNoStackIs_KeepsThatFromArgoCdUnlessForced()
    {
        await _project.RenderAsync("argocd");
        _project.Without("prod");

        var run = await _project.RenderAsync("argocd", "--stack", "dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("would be removed: prod.", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _project.RenderAsync("argocd", "--stack", "dev", "--force")).ExitCode);
        Assert.False(Directory.Exists(_project.At("prod")));
    }

    [Theory]
    [InlineData("prod-*", "dev")]
    [InlineData("*", "")]
    [InlineData("prod-??", "dev")]
    [InlineData("acme/mcp/prod-*", "dev")]
    public async Task Render_StacksByAGlob_TakesThoseThatMatch(string glob, string without)
    {
        _project.Without("prod").With("prod-eu", RenderProject.Renderable.With("mcp-infra:environment", "prod-eu")).With("prod-us", RenderProject.Renderable.With("mcp-infra:environment", "prod-us"));

        var run = await _project.RenderAsync("flux", "--stack", glob);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(((string[])["dev", "prod-eu", "prod-us"]).Except([without]), Directory.GetDirectories(_project.Out).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Render_AGlobThatMatchesNoStack_IsRefusedWithThoseThatThereAre()
    {
        var run = await _project.RenderAsync("flux", "--stack", "qa-*");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Stacks with a file: dev, prod.", run.Error, StringComparison.Ordinal);
    }

    /// <summary>What another stack's file says by now is not rendered by the way, but told.</summary>
    [Theory]
    [InlineData("mcp-infra:argocd.sync", "automated")]
    [InlineData("mcp-infra:argocd.project", "production")]
    [InlineData("mcp-infra:argocd.syncOptions", "[ServerSideApply=true]")]
    [InlineData("mcp-infra:argocd.revision", "v2")]
    [InlineData("mcp-infra:namespace", "elsewhere")]
    public async Task Render_OneStackBesideAnotherThatSaysOtherwiseByNow_LeavesThatAsItIsAndSaysSo(string setting, string value)
    {
        await _project.RenderAsync("argocd");
        var before = _project.Read("applicationset.yaml");
        _project.With("prod", RenderProject.Renderable.With("mcp-infra:environment", "prod").With(setting, value));

        var dev = await _project.RenderAsync("argocd", "--stack", "dev");
        var check = await _project.RenderAsync("argocd", "--stack", "dev", "--check");
        var all = await _project.RenderAsync("argocd", "--check");

        Assert.Equal((0, 0, 1), (dev.ExitCode, check.ExitCode, all.ExitCode));
        Assert.Equal(before, _project.Read("applicationset.yaml"));
        foreach (var run in (ToolRun[])[dev, check])
        {
            Assert.Contains("still has prod as it was rendered last", run.Error, StringComparison.Ordinal);
            Assert.Contains($"    dotnet run --project infra -- render argocd --stack prod --out {_project.Out}\n", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await _project.RenderAsync("argocd", "--stack", "prod")).ExitCode);
        Assert.NotEqual(before, _project.Read("applicationset.yaml"));
        Assert.Equal((0, ""), (await _project.RenderAsync("argocd", "--stack", "dev", "--check") is var after ? after.ExitCode : 1, after.Error));
        Assert.Equal(0, (await _project.RenderAsync("argocd", "--check")).ExitCode);
    }

    /// <summary>Its own part does change, in the same file.</summary>
    [Fact]
    public async Task Render_OneStackThatSaysOtherwiseByNow_ChangesItsPartBesideTheOther()
    {
        await _project.RenderAsync("argocd");
        var before = _project.Read("applicationset.yaml");
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:argocd.sync", "manual").With("mcp-infra:argocd.project", "development"))
            .With("prod", RenderProject.Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:argocd.project", "production"));

        await _project.RenderAsync("argocd", "--stack", "dev");

        var after = _project.Read("applicationset.yaml");
        Assert.Contains("# dev: Argo CD's own cluster, namespace mcp-dev, project development, synced when somebody asks for it\n", after, StringComparison.Ordinal);
        Assert.Contains("# prod: Argo CD's own cluster, namespace mcp-prod, project default, synced when somebody asks for it\n", after, StringComparison.Ordinal);
        Assert.DoesNotContain("automated", after.Split("spec:", 2)[1], StringComparison.Ordinal);
        Assert.NotEqual(before, after);
    }

    /// <summary>A file that is not as this program writes it says nothing of the others.</summary>
    [Theory]
    [InlineData("spec: [")]
    [InlineData("spec: {generators: [{list: {elements: [{environment: prod}, 1]}}, 2]}")]
    [InlineData("spec: 1")]
    [InlineData("")]
    public async Task Render_OneStackBesideAFileOfAnotherForm_TakesTheOthersFromTheirStacks(string text)
    {
        await _project.RenderAsync("argocd");
        var before = _project.Read("applicationset.yaml");
        File.WriteAllText(_project.At("applicationset.yaml"), string.Join('\n', before.Split('\n').TakeWhile(line => line.StartsWith('#'))) + "\n" + text + "\n");

        Assert.Equal(0, (await _project.RenderAsync("argocd", "--stack", "dev")).ExitCode);
        Assert.Equal(before, _project.Read("applicationset.yaml"));
    }

    /// <summary>A check of health that an environment has needed stays until all are rendered.</summary>
    [Fact]
    public async Task Render_OneStackBesideAnotherInAnotherCluster_KeepsItsChecksOfHealth()
    {
        var prod = RenderProject.Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:argocd.clusterName", "mcp-prod");
        _project.With("prod", prod);
        await _project.RenderAsync("argocd");
        var before = _project.Read("argocd-health.yaml");
        Assert.Contains("argoproj.io_Application", before, StringComparison.Ordinal);
        _project.With("prod", prod.With("mcp-infra:argocd.clusterName", "in-cluster"));

        await _project.RenderAsync("argocd", "--stack", "dev");
        Assert.Equal(before, _project.Read("argocd-health.yaml"));

        await _project.RenderAsync("argocd");
        Assert.DoesNotContain("argoproj.io_Application", _project.Read("argocd-health.yaml"), StringComparison.Ordinal);
    }
}
