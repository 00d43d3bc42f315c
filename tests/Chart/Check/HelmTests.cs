using System.Diagnostics;
using System.Globalization;
using McpInfra.Chart.Check;
using McpInfra.Plaintext;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Chart.Check;

/// <summary>A helm that does not come to an end, or to one that fits into memory.</summary>
public sealed class HelmTests : IDisposable
{
    /// <summary>Starts another program, says who both are, and waits for ever.</summary>
    private const string Hangs = "sh -c 'echo $$ >> pids; exec sleep 100000' & echo $$ >> pids; echo > begun; wait";

    private const string PrintsForEver = "echo $$ >> pids; yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly TemporaryProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("show", Hangs)]
    [InlineData("template", Hangs)]
    [InlineData("show", "trap '' TERM INT; " + Hangs)]
    public async Task Check_HelmThatDoesNotEnd_IsEndedAfterTheTimeAndNoVerdictIsGiven(string command, string script)
    {
        if (OperatingSystem.IsWindows())
            return;
        var run = await CheckAsync(command, script, "--time-limit", "2");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("The check was stopped, which says nothing of the chart: helm had not ended after 2 seconds.\n    --time-limit SECONDS gives it longer.\n", run.Error);
        AssertEnded();
    }

    [Theory]
    [InlineData("show", PrintsForEver)]
    [InlineData("template", PrintsForEver)]
    [InlineData("template", PrintsForEver + " >&2")]
    public async Task Check_HelmThatPrintsWithoutEnd_IsEndedAtTheSizeAndNoVerdictIsGiven(string command, string script)
    {
        if (OperatingSystem.IsWindows())
            return;
        var run = await CheckAsync(command, script, "--size-limit", "1");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"The check was stopped, which says nothing of the chart: 'helm {command}' printed more than 1 MiB.\n    --size-limit MIB lets it print more.\n", run.Error);
        AssertEnded();
    }

    /// <summary>As an interrupt does, once helm runs.</summary>
    [Fact]
    public async Task Check_Stopped_EndsHelmAndWhatItStarted()
    {
        if (OperatingSystem.IsWindows())
            return;
        Write("show", Hangs);
        _project.Shell("mkfifo begun");
        using var stop = new CancellationTokenSource();
        var check = ChartCheck.RunAsync(new Helm(_project.PathOf("helm")), ChartSource.Parse(Chart, null, "/"), new HeldSecrets(), stop.Token);
        await File.ReadAllTextAsync(_project.PathOf("begun"));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
        AssertEnded();
    }

    [Theory]
    [InlineData("--time-limit", "0", "--time-limit is a whole number from 1 to 86400.")]
    [InlineData("--time-limit", "1h", "--time-limit is a whole number from 1 to 86400.")]
    [InlineData("--size-limit", "-1", "--size-limit is a whole number from 1 to 1024.")]
    public async Task Check_LimitThatIsNone_IsRefused(string option, string value, string message)
    {
        var run = await _project.RunAsync("chart", "check", Chart, option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static string Chart => Repository.At("tests", "Charts", "mcp-stack");

    private Task<ToolRun> CheckAsync(string command, string script, params string[] options)
    {
        Write(command, script);
        return _project.RunAsync(["chart", "check", Chart, "--helm", _project.PathOf("helm"), .. options]);
    }

    private void Write(string command, string script)
    {
        _project.WithFile("helm", $"#!/bin/sh\ncd '{_project.PathOf("")}'\n[ \"$1\" = {command} ] && {{ {script}; }}\ncase \"$1\" in\nversion) echo v0 ;;\nshow) echo 'name: mcp-stack' ;;\nesac\n");
        _project.Shell("chmod +x helm");
    }

    /// <summary>What is killed ends a moment later, and nobody may be there to take note of it.</summary>
    private void AssertEnded()
    {
        var pids = _project.Read("pids").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(pids);
        Assert.All(pids, pid => Assert.True(SpinWait.SpinUntil(() => !Runs(pid), TimeSpan.FromSeconds(30)), $"{pid} still runs"));
    }

    private static bool Runs(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited && !(File.Exists($"/proc/{pid}/stat") && File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }
}
