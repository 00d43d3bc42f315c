using System.Diagnostics;
using System.Text.RegularExpressions;
using McpInfra.Cli;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>What a terminal, a pipe and a pipeline are shown.</summary>
public sealed partial class TerminalTests
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

    /// <summary>The library takes as many rows away as it believes to have written, so a question that is wider than the terminal is not its to write.</summary>
    [Fact]
    public async Task Questions_InANarrowTerminal_AreFoldedAtBlanksAndLeaveNothingBehind()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
            return;
        using var project = new TemporaryProject();
        var command = $"stty cols 60 && env -u NO_COLOR -u CI TERM=xterm KUBECONFIG=/dev/null dotnet '{typeof(CliApp).Assembly.Location}' init qa --account {StackYaml.AccountId} --region eu-west-1 --oidc-provider {StackYaml.OidcProviderArn}";
        var start = new ProcessStartInfo("/usr/bin/script", ["--quiet", "--return", "--command", command, "/dev/null"]) { WorkingDirectory = project.PathOf("."), RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync("qa\r\r\r\r");
        await process.StandardInput.FlushAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        var lines = Escape().Replace(output, "").Split('\n').Select(line => line.TrimEnd('\r').Split('\r')[^1]).ToList();
        Assert.Contains("Pulumi.qa.yaml is written. Next:", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 60));
        Assert.Contains("(EKS Pod Identity)", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.All((string[])["> irsa", "> bundled", "> helm"], chosen => Assert.Contains(chosen, lines));
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
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "external").Text);
        var command = $"env -u NO_COLOR -u CI {environment} dotnet '{typeof(CliApp).Assembly.Location}' preview";
        var start = new ProcessStartInfo("/usr/bin/script", ["--quiet", "--return", "--command", command, "/dev/null"]) { WorkingDirectory = project.PathOf("."), RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains("no secret in plain", output, StringComparison.Ordinal);
        Assert.Contains("\n      dotnet run --project infra -- secret put SMTP_PASSWORD --stack dev\r", output, StringComparison.Ordinal);
        Assert.Equal(isColored, output.Contains("\e[1mdev", StringComparison.Ordinal));
        Assert.Equal(isColored, output.Contains("\e[38;5;", StringComparison.Ordinal) || output.Contains("\e[3", StringComparison.Ordinal));
    }

    private static Terminal Of(string environment, int columns = 100)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return Terminal.Of(output: true, error: true, input: true, () => columns, variables.GetValueOrDefault);
    }

    [GeneratedRegex(@"\e(\[[0-9;?]*[A-Za-z]|=)")]
    private static partial Regex Escape();
}
