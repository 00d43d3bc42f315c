using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Secret;

public sealed class SecretHelpTests
{
    [Theory]
    [InlineData("secret")]
    [InlineData("secret", "put")]
    [InlineData("secret", "list")]
    public async Task Help_SaysWhatItDoesWithExamples(params string[] command)
    {
        using var project = new TemporaryProject();

        var run = await project.RunAsync([.. command, "--help"]);

        Assert.Equal(0, run.ExitCode);
        Snapshot.Matches(string.Join('-', command) + "-help.txt", run.Output);
    }
}
