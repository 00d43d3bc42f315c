using System.Text.Json.Nodes;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Secret;

public sealed class SecretListTests : IDisposable
{
    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "external").With("mcp-infra:secrets.SSO_GITHUB_CLIENT_SECRET.from", "external").Text);

    private readonly FakePrograms _programs = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task List_WhatIsThere_IsSaidByNamesAndDates()
    {
        foreach (var group in (string[])["encryption", "postgres", "redis", "gateway"])
            _programs.Put($"mcp/dev/{group}", """{"x":"canary-pulumi"}""");
        _programs.Put("mcp/dev/external", """{"SMTP_PASSWORD":"canary-value","SSO_GITHUB_CLIENT_SECRET":"","OLD_TOKEN":"canary-old"}""");

        var run = await ListAsync();

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("mcp/dev/external   version v1, 2026-01-01 00:00Z\n      SMTP_PASSWORD             present\n    ! SSO_GITHUB_CLIENT_SECRET  empty: dotnet run --project infra -- secret put SSO_GITHUB_CLIENT_SECRET --stack dev\n      OLD_TOKEN                 stale: nothing of the stack reads it\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", run.Output, StringComparison.Ordinal);
        Assert.Equal(["mcp/dev/external"], _programs.Lines.Where(line => line.Contains("get-secret-value", StringComparison.Ordinal)).Select(line => line.Split(' ')[6]));
    }

    [Fact]
    public async Task List_EverythingThere_IsZeroAndInJsonToo()
    {
        foreach (var group in (string[])["encryption", "postgres", "redis", "gateway"])
            _programs.Put($"mcp/dev/{group}", "{}");
        _programs.Put("mcp/dev/external", """{"SMTP_PASSWORD":"canary-value","SSO_GITHUB_CLIENT_SECRET":"canary-other"}""");

        var run = await ListAsync("--format", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(1, (int)JsonNode.Parse(run.Output)!["version"]!);
        var stack = JsonNode.Parse(run.Output)!["stacks"]![0]!;
        Assert.True((bool)stack["complete"]!);
        Assert.Equal(["present", "present"], stack["holders"]!.AsArray().Single(holder => (string)holder!["name"]! == "mcp/dev/external")!["values"]!.AsArray().Select(value => (string)value!["state"]!));
        Assert.DoesNotContain("canary", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", 1, "mcp/dev/external   not there")]
    [InlineData("deleted", 1, "mcp/dev/external   scheduled for deletion")]
    [InlineData("text", 1, "mcp/dev/external   no JSON object")]
    [InlineData("account", 2, "dev: the credentials at hand are of account 210987654321")]
    [InlineData("no aws", 2, "dev: aws is not on the PATH")]
    public async Task List_StoreThatHasItNot_IsSaid(string how, int expected, string said)
    {
        if (how != "missing")
            _programs.Put("mcp/dev/external", "plain");
        if (how == "deleted")
            _programs.Deleted.Add("mcp/dev/external");
        if (how == "account")
            _programs.Account = "210987654321";
        if (how == "no aws")
            _programs.Without.Add("aws");

        var run = await ListAsync();

        Assert.Equal(expected, run.ExitCode);
        Assert.Contains(said, run.Output + run.Error, StringComparison.Ordinal);
    }

    /// <summary>What is to be done stands below, a line a step.</summary>
    [Fact]
    public async Task List_WithoutCredentials_SaysInLinesWhatToDo()
    {
        var programs = new AnsweringPrograms().Fail("aws sts get-caller-identity", "Unable to locate credentials");

        var run = await _project.RunAsync(programs, "", "secret", "list");

        Assert.Equal((2, """
            dev: there are no AWS credentials that are taken.
                name a profile that has some, or log in with aws 2
                export AWS_PROFILE=PROFILE
                aws sso login

            """.ReplaceLineEndings("\n")), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("vault", 1)]
    [InlineData("vso", 1)]
    [InlineData("azure", 1)]
    [InlineData("gcpsm", 1)]
    [InlineData("sealed", 1)]
    [InlineData("existing", 0)]
    public async Task List_EveryBackend_HasAnAnswer(string backend, int expected)
    {
        _project.With("dev", BackendStacks.All[backend].Text);

        var run = await ListAsync();

        Assert.Equal((expected, ""), (run.ExitCode, run.Error));
    }

    private Task<ToolRun> ListAsync(params string[] options) => _project.RunAsync(_programs, "", ["secret", "list", "--stack", "dev", .. options]);
}
