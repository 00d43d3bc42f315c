using System.Formats.Tar;
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
        Assert.Contains("1 written, 1 changed, 16 unchanged, 1 removed.", run.Output, StringComparison.Ordinal);
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
    public async Task Render_AFileWhereAnEnvironmentsDirectoryBelongs_IsRefusedEvenWhenForced()
    {
        Directory.CreateDirectory(_project.Out);
        File.WriteAllText(_project.At("dev"), "ours");

        var run = await _project.RenderAsync("manifests", "--force");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("dev is a file, where a directory belongs.", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was written.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(["dev"], _project.Files());
    }

    /// <summary>Whoever opens a pipe waits until somebody writes to it.</summary>
    [Fact]
    public async Task Render_APipeInTheDirectory_IsNotWaitedFor()
    {
        await _project.RenderAsync("argocd");
        foreach (var path in (string[])["notes", "applicationset.yaml", "dev/README.md"])
        {
            File.Delete(_project.At(path));
            using var archive = new MemoryStream();
            using (var writer = new TarWriter(archive, leaveOpen: true))
                writer.WriteEntry(new PaxTarEntry(TarEntryType.Fifo, Path.GetFileName(path)));
            archive.Position = 0;
            TarFile.ExtractToDirectory(archive, Path.GetDirectoryName(_project.At(path))!, overwriteFiles: false);
        }

        File.Delete(_project.At("dev/values.yaml"));
        File.CreateSymbolicLink(_project.At("dev/values.yaml"), "../notes");

        var check = await _project.RenderAsync("argocd", "--check", "--stack", "dev").WaitAsync(TimeSpan.FromMinutes(1));
        var forced = await _project.RenderAsync("argocd", "--force").WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((1, 0), (check.ExitCode, forced.ExitCode));
        Assert.StartsWith(FileHeader.Mark, _project.Read("applicationset.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("README.md")]
    public async Task Render_ALinkWhereAFileBelongs_IsReplacedWhenForced(string target)
    {
        Directory.CreateDirectory(_project.At("dev"));
        File.CreateSymbolicLink(_project.At("dev/values.yaml"), target);

        var (refused, forced) = (await _project.RenderAsync("manifests"), await _project.RenderAsync("manifests", "--force"));

        Assert.Equal((2, 0), (refused.ExitCode, forced.ExitCode));
        Assert.Null(new FileInfo(_project.At("dev/values.yaml")).LinkTarget);
        Assert.StartsWith(FileHeader.Mark, _project.Read("dev/values.yaml"), StringComparison.Ordinal);
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
