using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary><c>render</c> as a person and a pipeline run it.</summary>
public sealed class RenderTests : IDisposable
{
    private readonly TemporaryProject _project = new TemporaryProject()
        .With("dev", Renderable.Text)
        .With("prod", Renderable.With("mcp-infra:environment", "prod").Text);

    private readonly string _out = Path.Combine(Directory.CreateTempSubdirectory("mcp-render-").FullName, "gitops");

    private static StackYaml Renderable { get; } = StackYaml.Baseline
        .With("mcp-infra:argocd.repoUrl", "https://git.example.com/a/b.git")
        .With("mcp-infra:fleet.repoUrl", "https://git.example.com/a/b.git");

    public static TheoryData<string> Tools => [.. Rendered.Tools.Select(FileHeader.Word)];

    public void Dispose()
    {
        _project.Dispose();
        Directory.Delete(Path.GetDirectoryName(_out)!, recursive: true);
    }

    /// <summary>The check that a pipeline makes, over the shipped stacks and every tool.</summary>
    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Render_ShippedStacks_ThenCheckHolds(string tool)
    {
        var written = await ToolRun.InAsync(Repository.Root, "render", tool, "--out", _out);
        var checkedAgain = await ToolRun.InAsync(Repository.Root, "render", tool, "--out", _out, "--check");
        var again = await ToolRun.InAsync(Repository.Root, "render", tool, "--out", _out);

        Assert.Equal((0, ""), (written.ExitCode, written.Error));
        Assert.Equal((0, ""), (checkedAgain.ExitCode, checkedAgain.Error));
        Assert.Contains("is as it would be rendered", checkedAgain.Output, StringComparison.Ordinal);
        Assert.Matches($@"^{_out}: 0 written, 0 changed, [0-9]+ unchanged, 0 removed\.\n$", again.Output);
        Assert.Equal(Rendered.Shipped(Enum.Parse<GitOpsTool>(tool, ignoreCase: true)).Count, Files().Count);
    }

    [Fact]
    public async Task Render_Twice_WritesTheSameBytes()
    {
        await RunAsync("flux");
        var first = Files().ToDictionary(path => path, Read);
        Directory.Delete(_out, recursive: true);

        await RunAsync("flux");

        Assert.Equal(first, Files().ToDictionary(path => path, Read));
    }

    [Fact]
    public async Task Check_NothingThere_ListsWhatIsMissingAndWritesNothing()
    {
        var run = await RunAsync("manifests", "--check");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("missing  dev/values.yaml\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"    dotnet run --project infra -- render manifests --out {_out}\n", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task Check_ChangedMissingAndSurplusFiles_ListsEachAndTheCommandThatMendsIt()
    {
        await RunAsync("manifests", "--stack", "dev");
        File.AppendAllText(At("dev/values.yaml"), "# by hand\n");
        File.Delete(At("dev/objects/02-secretstore-aws.yaml"));
        File.WriteAllText(At("dev/objects/09-old.yaml"), FileHeader.Mark + "\n");

        var run = await RunAsync("manifests", "--stack", "dev", "--check");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [
                "missing  dev/objects/02-secretstore-aws.yaml", "surplus  dev/objects/09-old.yaml", "stale    dev/values.yaml",
                $"{_out} differs from what would be rendered in 3 files. Render it again and commit it:",
                $"    dotnet run --project infra -- render manifests --stack dev --out {_out}",
            ],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Render_ChangedMissingAndSurplusFiles_MendsEachAndSaysSo()
    {
        await RunAsync("manifests");
        File.AppendAllText(At("dev/values.yaml"), "# by hand\n");
        File.Delete(At("dev/objects/02-secretstore-aws.yaml"));
        Directory.CreateDirectory(At("dev/more"));
        File.WriteAllText(At("dev/more/09-old.yaml"), FileHeader.Mark + "\n");

        var run = await RunAsync("manifests");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("wrote    dev/objects/02-secretstore-aws.yaml\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("removed  dev/more/09-old.yaml\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("changed  dev/values.yaml\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 written, 1 changed, 14 unchanged, 1 removed.", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("dev/more")));
        Assert.Equal(0, (await RunAsync("manifests", "--check")).ExitCode);
    }

    [Fact]
    public async Task Render_FilesOfSomebodyElse_StayAsTheyAre()
    {
        await RunAsync("argocd");
        File.WriteAllText(At("README.md"), "ours");
        File.WriteAllText(At("dev/extra.yaml"), "kind: ours\n");

        var run = await RunAsync("argocd");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(("ours", "kind: ours\n"), (Read("README.md"), Read("dev/extra.yaml")));
        Assert.Equal(0, (await RunAsync("argocd", "--check")).ExitCode);
    }

    [Fact]
    public async Task Render_FileOfSomebodyElseInTheWay_IsRefusedUnlessForced()
    {
        await RunAsync("manifests");
        File.WriteAllText(At("dev/values.yaml"), "ours: true\n");

        var refused = await RunAsync("manifests");
        var stale = await RunAsync("manifests", "--check");
        var before = Read("dev/values.yaml");
        var forced = await RunAsync("manifests", "--force");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("dev/values.yaml is there and was not rendered; it would be overwritten.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("ours: true\n", before);
        Assert.Equal((1, 0), (stale.ExitCode, forced.ExitCode));
        Assert.StartsWith(FileHeader.Mark, Read("dev/values.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_IntoAForeignDirectory_IsRefusedUnlessForced()
    {
        Directory.CreateDirectory(_out);
        File.WriteAllText(At("notes.txt"), "ours");

        var refused = await RunAsync("manifests");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"{_out} is not empty, and nothing in it was rendered.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Files());
        Assert.Equal(0, (await RunAsync("manifests", "--force")).ExitCode);
        Assert.Equal("ours", Read("notes.txt"));
    }

    /// <summary>Whatever reads the directory would delete the environment, down to its volumes.</summary>
    [Fact]
    public async Task Render_EnvironmentThatIsNoLongerNamed_IsKeptUnlessForced()
    {
        await RunAsync("manifests");

        var refused = await RunAsync("manifests", "--stack", "dev");
        var kept = File.Exists(At("prod/values.yaml"));
        var forced = await RunAsync("manifests", "--stack", "dev", "--force");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("holds environments that are not rendered this time and would be removed: prod.", refused.Error, StringComparison.Ordinal);
        Assert.True(kept);
        Assert.Equal(0, forced.ExitCode);
        Assert.False(Directory.Exists(At("prod")));
    }

    [Fact]
    public async Task Render_AFileWhereTheDirectoryBelongs_IsRefused()
    {
        File.WriteAllText(_out, "");

        foreach (var more in (string[][])[[], ["--check"], ["--force"]])
        {
            var run = await RunAsync(["manifests", .. more]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"{_out} is a file, and --out names a directory.", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Render_ADirectoryWhereAFileBelongs_IsRefusedEvenWhenForced()
    {
        Directory.CreateDirectory(At("dev/values.yaml"));

        var run = await RunAsync("manifests", "--force");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("dev/values.yaml is a directory, where a file belongs.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_UnwritableDirectory_SaysSoWithoutAStackTrace()
    {
        var run = await _project.RunAsync("render", "manifests", "--out", "/proc/mcp-infra");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("/proc/mcp-infra cannot be written: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_StackThatDoesNotExist_IsRefused()
    {
        var run = await RunAsync("manifests", "--stack", "qa");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("qa", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("fleet")]
    public async Task Render_StacksThatNameNoRepository_AreAllToldWithTheLineThatMendsEach(string tool)
    {
        _project.With("dev", StackYaml.Baseline.Text).With("prod", StackYaml.Baseline.With("mcp-infra:environment", "prod").Text);

        var run = await RunAsync(tool);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        foreach (var stack in (string[])["dev", "prod"])
            Assert.Contains($"pulumi config set --stack {stack} --path 'mcp-infra:{tool}.repoUrl' https://git.example.com/team/repository.git", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task Render_StackFilesWithProblems_AreAllToldAndNothingIsWritten()
    {
        _project.With("dev", StackYaml.Baseline.With("mcp-infra:store.kind", "x").Text).With("prod", StackYaml.Baseline.Without("aws:region").Text);

        var run = await RunAsync("manifests");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mcp-infra:store.kind", run.Error, StringComparison.Ordinal);
        Assert.Contains("aws:region", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task Render_TwoStacksOfOneEnvironment_AreRefused()
    {
        _project.With("prod", Renderable.With("mcp-infra:environment", "dev").Text);

        var run = await RunAsync("manifests");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Stacks dev and prod are both environment 'dev'", run.Error, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --stack prod mcp-infra:environment prod", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderArgoCd_TwoNamespacesOfArgoCd_AreRefused()
    {
        _project.With("prod", Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:argocd.namespace", "other").Text);

        var run = await RunAsync("argocd");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("different namespaces of Argo CD, 'argocd' and 'other'", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("flux")).ExitCode);
    }

    [Theory]
    [InlineData("argocd", "../chart", "outside of the Git repository that Argo CD reads")]
    [InlineData("flux", "/charts/mcp-stack", "outside of the Git repository that Flux reads")]
    [InlineData("fleet", "./charts/mcp-stack", "cannot be a directory with Fleet")]
    public async Task Render_ChartDirectoryThatTheToolCannotRead_IsRefused(string tool, string chart, string says)
    {
        _project.With("dev", Renderable.With("mcp-infra:chart.source", chart).Text);

        var run = await RunAsync(tool, "--stack", "dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Contains("--path 'mcp-infra:chart.source'", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Encoded, a token passes the settings, which look at texts as they are; the guard decodes.</summary>
    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Render_SecretInPlainSight_WritesNothingAndDoesNotPrintIt(string tool)
    {
        var token = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"));
        _project.With("dev", Renderable.With("mcp-infra:values.mcpContextForge.config.NOTE", token).Text);

        var run = await RunAsync(tool, "--stack", "dev");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("mcpContextForge.config.NOTE: what looks like a GitHub token", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(token, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task Render_ReloaderThatTheToolCannotCarry_IsAWarning()
    {
        _project.With("dev", Renderable.With("mcp-infra:rollout.reloader", "true").Text);

        var argocd = await RunAsync("argocd", "--stack", "dev");
        var flux = await _project.RunAsync("render", "flux", "--stack", "dev", "--out", _out + "-flux");

        Assert.Equal((0, 0), (argocd.ExitCode, flux.ExitCode));
        Assert.Contains("dev: warning: mcp-infra:rollout.reloader: is not rendered", argocd.Error, StringComparison.Ordinal);
        Assert.Equal("", flux.Error);
        Assert.Contains("reloader.stakater.com/auto: \"true\"", File.ReadAllText(_out + "-flux/dev/gateway/helmrelease.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("render")]
    [InlineData("render", "argo", "--out", "x")]
    [InlineData("render", "argocd")]
    public async Task CommandLine_ThatCannotBeUsed_ExitsWithBadInput(params string[] args) =>
        Assert.Equal(2, (await _project.RunAsync(args)).ExitCode);

    [Fact]
    public async Task Help_SaysWhatItDoesWithExamples() => Snapshot.Matches("render-help.txt", (await _project.RunAsync("render", "--help")).Output);

    private Task<ToolRun> RunAsync(params string[] args) => _project.RunAsync(["render", .. args, "--out", _out]);

    private string At(string path) => Path.Combine(_out, path);

    private string Read(string path) => File.ReadAllText(At(path));

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(_out, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_out, path)).Order(StringComparer.Ordinal)];
}
