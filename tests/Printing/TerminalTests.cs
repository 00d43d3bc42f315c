using System.Diagnostics;
using McpInfra.Cli;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>What a terminal, a pipe and a pipeline are shown.</summary>
public sealed class TerminalTests
{
    [Theory]
    [InlineData("TERM=xterm", true, true, true)]
    [InlineData("TERM=xterm NO_COLOR=1", false, false, true)]
    [InlineData("TERM=xterm NO_COLOR=", true, true, true)]
    [InlineData("TERM=dumb", false, false, true)]
    [InlineData("", true, false, true)]
    [InlineData("TERM=xterm CI=true", false, false, false)]
    public void Terminal_AsTheEnvironmentAsks_HasColorsAndALineThatIsTakenBack(string environment, bool hasColors, bool isWatched, bool asks)
    {
        var terminal = Of(environment);

        Assert.Equal((hasColors, isWatched, asks), (terminal.HasColors, terminal.IsWatched, terminal.Asks));
    }

    [Theory]
    [InlineData(80, 80)]
    [InlineData(200, 200)]
    [InlineData(10, 40)]
    [InlineData(0, 80)]
    public void Width_OfATerminal_IsItsOwn(int columns, int width) => Assert.Equal(width, Of("TERM=xterm", columns).Width);

    [Fact]
    public void Width_OfAPipe_IsNoTerminals()
    {
        var pipe = Terminal.Of(output: false, error: true, input: true, () => throw new InvalidOperationException(), _ => "xterm");

        Assert.Equal((120, false, false, false), (pipe.Width, pipe.HasColors, pipe.IsWatched, pipe.Asks));
    }

    /// <summary>In a terminal of its own, where the machine has the program that makes one.</summary>
    [Theory]
    [InlineData("TERM=xterm", true)]
    [InlineData("TERM=xterm NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    [InlineData("TERM=xterm CI=true", false)]
    public async Task Output_AtATerminal_IsColoredUnlessAskedNotTo(string environment, bool isColored)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
            return;
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text);
        var command = $"env -u NO_COLOR -u CI {environment} dotnet '{typeof(CliApp).Assembly.Location}' preview";
        var start = new ProcessStartInfo("/usr/bin/script", ["--quiet", "--return", "--command", command, "/dev/null"]) { WorkingDirectory = project.PathOf("."), RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains("no secret in plain", output, StringComparison.Ordinal);
        Assert.Equal(isColored, output.Contains("\e[1mdev", StringComparison.Ordinal));
        Assert.Equal(isColored, output.Contains("\e[38;5;", StringComparison.Ordinal) || output.Contains("\e[3", StringComparison.Ordinal));
    }

    private static Terminal Of(string environment, int columns = 100)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return Terminal.Of(output: true, error: true, input: true, () => columns, variables.GetValueOrDefault);
    }
}
