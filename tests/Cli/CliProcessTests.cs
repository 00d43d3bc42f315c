using System.Diagnostics;
using McpInfra.Cli;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>The tool as a process: who reads it, who stops it, and what a terminal has asked for.</summary>
public sealed class CliProcessTests : IDisposable
{
    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", "mcpContextForge: {secret: {SMTP_PASSWORD: canary-1}}\n");

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("preview")]
    [InlineData("audit", "--format", "json")]
    [InlineData("--help")]
    public async Task Output_WhoseReaderHasLeft_EndsInSilenceWithTheCodeOfThat(params string[] command)
    {
        using var process = Start(command);
        process.StandardOutput.Close();

        Assert.Equal("", await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(141, process.ExitCode);
    }

    [Theory]
    [InlineData("preview > /dev/full", "The output cannot be written: its disk is full.")]
    [InlineData("preview --help > /dev/full", "The output cannot be written: its disk is full.")]
    [InlineData("audit --format json > /dev/full", "The output cannot be written: its disk is full.")]
    [InlineData("audit --output /dev/full", "The report cannot be written to /dev/full: the directory is missing, or the disk refuses it.")]
    [InlineData("preview >&-", "The output cannot be written: it is closed.")]
    public async Task Output_ThatCannotBeWritten_IsToldInALine(string line, string said)
    {
        var (code, error) = await ShellAsync($"{line} 2> error");

        Assert.Equal((2, said + "\n"), (code, error));
    }

    [Fact]
    public async Task Directory_ThatIsGone_IsToldInALine() =>
        Assert.Equal((2, "The directory that this was started in is not there any more; change into one that is.\n"), await ShellAsync("--version > /dev/null; mkdir gone && cd gone && rmdir ../gone && dotnet TOOL preview 2> \"$OLDPWD/error\""));

    /// <summary>What is said beside the output is lost, and with it nothing that the code does not say.</summary>
    [Fact]
    public async Task Error_OnAFullDisk_LeavesTheCodeAsItIs() => Assert.Equal((2, ""), await ShellAsync("preview --stack other 2> /dev/full"));

    /// <summary>Both may be one file, and neither writes over the other.</summary>
    [Fact]
    public async Task Output_AndErrorInOneFile_StandBehindEachOther()
    {
        var (_, all) = await ShellAsync("audit --values missing.yaml > error 2>&1; dotnet TOOL preview --stack other >> error 2>&1");

        Assert.Contains("missing.yaml", all, StringComparison.Ordinal);
        Assert.EndsWith("Stacks with a file: dev.\n", all, StringComparison.Ordinal);
    }

    /// <summary>One command ends what it has started, the other ends where it stands.</summary>
    [Theory]
    [InlineData("INT", 130, "Stopped by Ctrl-C.", "chart", "check", "chart", "--helm", "bin/helm")]
    [InlineData("TERM", 143, "Stopped by SIGTERM.", "chart", "check", "chart", "--helm", "bin/helm")]
    [InlineData("INT", 130, "Stopped by Ctrl-C.", "migrate", "values.yaml", "--live")]
    [InlineData("TERM", 143, "Stopped by SIGTERM.", "migrate", "values.yaml", "--live")]
    public async Task Signal_WhileAProgramRuns_IsToldInALineWithItsCode(string signal, int code, string said, params string[] command)
    {
        _project.WithFile("bin/helm", "#!/bin/sh\necho > begun\nexec cat never\n").WithFile("chart/Chart.yaml", "apiVersion: v2\nname: mcp-stack\nversion: 1.0.8\n");
        _project.Shell("chmod +x bin/helm && mkfifo begun never");
        using var process = Start(command);
        await File.ReadAllTextAsync(_project.PathOf("begun"));

        _project.Shell($"kill -{signal} {process.Id}");

        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.StartsWith(said + "\n", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(code, process.ExitCode);
    }

    private static ProcessStartInfo Plain(ProcessStartInfo start)
    {
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("PULUMI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        return start;
    }

    private Process Start(string[] command)
    {
        var start = Plain(new ProcessStartInfo("dotnet", [typeof(CliApp).Assembly.Location, .. command]) { WorkingDirectory = _project.PathOf("."), RedirectStandardOutput = true, RedirectStandardError = true });
        start.Environment["PATH"] = $"{_project.PathOf("bin")}:{start.Environment["PATH"]}";
        return Process.Start(start)!;
    }

    private async Task<(int Code, string Error)> ShellAsync(string line)
    {
        var start = Plain(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet TOOL {line}".Replace("TOOL", $"'{typeof(CliApp).Assembly.Location}'", StringComparison.Ordinal)]) { WorkingDirectory = _project.PathOf(".") });
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync();
        return (shell.ExitCode, File.Exists(_project.PathOf("error")) ? _project.Read("error") : "");
    }
}
