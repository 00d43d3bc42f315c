using System.Diagnostics;
using McpInfra.Cli;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Migrate;

/// <summary>Values go into a pipe that somebody reads, to the last byte, in a process of its own.</summary>
public sealed class PipeCheckTests : IDisposable
{
    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", "mcpContextForge: {secret: {SMTP_PASSWORD: canary-pässwörd-€}}\n");

    public void Dispose() => _project.Dispose();

    /// <summary>The locale is the machine's, and the JSON of a secret is UTF-8.</summary>
    [Fact]
    public async Task Export_UnderAnotherLocale_IsUtf8()
    {
        await _project.RunAsync("migrate", "values.yaml", "--write");

        Run("LC_ALL= LANG=de_DE.ISO-8859-1 dotnet TOOL migrate export --group external | cat > out");

        Assert.Contains("\"SMTP_PASSWORD\":\"canary-pässwörd-€\"", _project.Read("out"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet TOOL migrate export --group external 2> out | true", "The command behind the pipe ended before it had read the values")]
    [InlineData("dotnet TOOL migrate export --group external > other 2> out", "would be shown or left in a file")]
    [InlineData("dotnet TOOL migrate status >&- 2> out", "The output cannot be written: it is closed.")]
    public async Task Output_ThatNobodyTakes_IsToldAsWhatItIs(string line, string expected)
    {
        await _project.RunAsync("migrate", "values.yaml", "--write");

        Run(line);

        Assert.Contains(expected, _project.Read("out"), StringComparison.Ordinal);
        Assert.DoesNotContain("fault of mcp-infra", _project.Read("out"), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", _project.Read("out") + (File.Exists(_project.PathOf("other")) ? _project.Read("other") : ""), StringComparison.Ordinal);
    }

    private void Run(string line)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", line.Replace("TOOL", $"'{typeof(CliApp).Assembly.Location}'", StringComparison.Ordinal)]) { WorkingDirectory = _project.PathOf(".") };
        using var shell = Process.Start(start)!;
        shell.WaitForExit();
    }
}
