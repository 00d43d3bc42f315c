using McpInfra.Delivery;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Render;

/// <summary>What <c>render</c> does to a directory that is there already, or cannot be.</summary>
public sealed class RenderDirectoryTests : IDisposable
{
    private readonly RenderProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Render_Twice_WritesTheSameBytes()
    {
        await _project.RenderAsync("flux");
        var first = _project.Files().ToDictionary(path => path, _project.Read);
        Directory.Delete(_project.Out, recursive: true);

        await _project.RenderAsync("flux");

        Assert.Equal(first, _project.Files().ToDictionary(path => path, _project.Read));
    }

    [Fact]
    public async Task Check_NothingThere_ListsWhatIsMissingAndWritesNothing()
    {
        var run = await _project.RenderAsync("manifests", "--check");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("missing  dev/values.yaml\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"    dotnet run --project infra -- render manifests --out {_project.Out}\n", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.Out));
    }

    [Fact]
    public async Task Check_ChangedMissingAndSurplusFiles_ListsEachAndTheCommandThatMendsIt()
    {
        await _project.RenderAsync("manifests", "--stack", "dev");
        File.AppendAllText(_project.At("dev/values.yaml"), "# by hand\n");
        File.Delete(_project.At("dev/objects/02-secretstore-aws.yaml"));
        File.WriteAllText(_project.At("dev/objects/09-old.yaml"), FileHeader.Mark + "\n");

        var run = await _project.RenderAsync("manifests", "--stack", "dev", "--check");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [
                "missing  dev/objects/02-secretstore-aws.yaml", "surplus  dev/objects/09-old.yaml", "stale    dev/values.yaml",
                $"{_project.Out} differs from what would be rendered in 3 files. Render it again and commit it:",
                $"    dotnet run --project infra -- render manifests --stack dev --out {_project.Out}",
            ],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Render_ChangedMissingAndSurplusFiles_MendsEachAndSaysSo()
    {
        await _project.RenderAsync("manifests");
        File.AppendAllText(_project.At("dev/values.yaml"), "# by hand\n");
        File.Delete(_project.At("dev/objects/02-secretstore-aws.yaml"));
        Directory.CreateDirectory(_project.At("dev/more"));
        File.WriteAllText(_project.At("dev/more/09-old.yaml"), FileHeader.Mark + "\n");

        var run = await _project.RenderAsync("manifests");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("wrote    dev/objects/02-secretstore-aws.yaml\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("removed  dev/more/09-old.yaml\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("changed  dev/values.yaml\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 written, 1 changed, 14 unchanged, 1 removed.", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.At("dev/more")));
        Assert.Equal(0, (await _project.RenderAsync("manifests", "--check")).ExitCode);
    }

    [Fact]
    public async Task Render_FilesOfSomebodyElse_StayAsTheyAre()
    {
        await _project.RenderAsync("argocd");
        File.WriteAllText(_project.At("README.md"), "ours");
        File.WriteAllText(_project.At("dev/extra.yaml"), "kind: ours\n");

        var run = await _project.RenderAsync("argocd");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(("ours", "kind: ours\n"), (_project.Read("README.md"), _project.Read("dev/extra.yaml")));
        Assert.Equal(0, (await _project.RenderAsync("argocd", "--check")).ExitCode);
    }

    [Fact]
    public async Task Render_FileOfSomebodyElseInTheWay_IsRefusedUnlessForced()
    {
        await _project.RenderAsync("manifests");
        File.WriteAllText(_project.At("dev/values.yaml"), "ours: true\n");

        var refused = await _project.RenderAsync("manifests");
        var stale = await _project.RenderAsync("manifests", "--check");
        var before = _project.Read("dev/values.yaml");
        var forced = await _project.RenderAsync("manifests", "--force");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("dev/values.yaml is there and was not rendered; it would be overwritten.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("ours: true\n", before);
        Assert.Equal((1, 0), (stale.ExitCode, forced.ExitCode));
        Assert.StartsWith(FileHeader.Mark, _project.Read("dev/values.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_IntoAForeignDirectory_IsRefusedUnlessForced()
    {
        Directory.CreateDirectory(_project.Out);
        File.WriteAllText(_project.At("notes.txt"), "ours");

        var refused = await _project.RenderAsync("manifests");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"{_project.Out} is not empty, and nothing in it was rendered.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], _project.Files());
        Assert.Equal(0, (await _project.RenderAsync("manifests", "--force")).ExitCode);
        Assert.Equal("ours", _project.Read("notes.txt"));
    }

    /// <summary>Argo CD would delete what it no longer finds, and Flux's files lie where Argo CD looks.</summary>
    [Fact]
    public async Task Render_WhatAnotherToolReads_IsKeptUnlessForced()
    {
        await _project.RenderAsync("argocd");
        var before = _project.Files();

        var refused = await _project.RenderAsync("flux");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains($"{_project.Out} holds what was rendered for argocd, which would be replaced.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, _project.Files());
        Assert.Equal(0, (await _project.RenderAsync("flux", "--force")).ExitCode);
        Assert.Equal(0, (await _project.RenderAsync("flux", "--check")).ExitCode);
    }

    /// <summary>Whatever reads the directory would delete the environment, down to its volumes.</summary>
    [Fact]
    public async Task Render_EnvironmentThatNoStackHasAnyMore_IsKeptUnlessForced()
    {
        await _project.RenderAsync("manifests");
        _project.Without("prod");

        var refused = await _project.RenderAsync("manifests");
        var kept = File.Exists(_project.At("prod/values.yaml"));
        var forced = await _project.RenderAsync("manifests", "--force");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("holds environments that are not rendered this time and would be removed: prod.", refused.Error, StringComparison.Ordinal);
        Assert.True(kept);
        Assert.Equal(0, forced.ExitCode);
        Assert.False(Directory.Exists(_project.At("prod")));
    }

    [Theory]
    [MemberData(nameof(RenderProject.Tools), MemberType = typeof(RenderProject))]
    public async Task Render_OneStackOfASharedDirectory_ChangesThatOneAlone(string tool)
    {
        await _project.RenderAsync(tool);
        var before = _project.Files().ToDictionary(path => path, _project.Read);
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:namespace", "other")).With("prod", RenderProject.Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:values.mcpContextForge.config.LOG_LEVEL", "DEBUG"));

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

    /// <summary>What is above the directory is somebody else's: neither removed when it is emptied nor made anew.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/.")]
    public async Task Render_WithASeparatorAtTheEnd_LeavesTheDirectoryAndWhatIsAboveItAsTheyAre(string end)
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var above = Directory.CreateDirectory(_project.At("above"), own);
        var into = Path.Combine(above.FullName, "out");
        Directory.CreateDirectory(into, own);
        File.WriteAllText(Path.Combine(into, "a.yaml"), FileHeader.Mark + "\n");

        var run = await _project.ToolAsync("render", "manifests", "--out", into + end);

        Assert.Equal(0, run.ExitCode);
        Assert.False(File.Exists(Path.Combine(into, "a.yaml")));
        Assert.Equal((own, own), (above.UnixFileMode, File.GetUnixFileMode(into)));
    }

    [Fact]
    public async Task Render_AFileWhereTheDirectoryBelongs_IsRefused()
    {
        File.WriteAllText(_project.Out, "");

        foreach (var more in (string[][])[[], ["--check"], ["--force"]])
        {
            var run = await _project.RenderAsync(["manifests", .. more]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"{_project.Out} is a file, and --out names a directory.", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Render_ADirectoryWhereAFileBelongs_IsRefusedEvenWhenForced()
    {
        Directory.CreateDirectory(_project.At("dev/values.yaml"));

        var run = await _project.RenderAsync("manifests", "--force");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("dev/values.yaml is a directory, where a file belongs.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_UnwritableDirectory_SaysSoWithoutAStackTrace()
    {
        var run = await _project.ToolAsync("render", "manifests", "--out", "/proc/mcp-infra");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("/proc/mcp-infra cannot be written: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
