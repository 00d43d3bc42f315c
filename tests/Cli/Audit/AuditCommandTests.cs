using System.Text.Json;
using McpInfra.Audit;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Audit;

public sealed class AuditCommandTests
{
    [Theory]
    [InlineData("text", "audit.txt")]
    [InlineData("json", "audit.json")]
    [InlineData("sarif", "audit.sarif")]
    public async Task Audit_BadRepository_IsAsInTheSnapshot(string format, string snapshot)
    {
        using var project = BadRepository.Write();

        var run = await project.RunAsync(BadRepository.Command("--format", format));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        foreach (var secret in (string[])[BadRepository.GitHubToken, BadRepository.Opaque, BadRepository.Password, "changeme", "change-me-redis", "my-test-key"])
            Assert.DoesNotContain(secret, run.Output, StringComparison.Ordinal);
        Snapshot.Matches(snapshot, run.Output);
    }

    [Fact]
    public async Task Audit_NothingNamedAndNoProject_NamesTheLineForFilesAlone()
    {
        using var project = new TemporaryProject();
        File.Delete(project.PathOf("Pulumi.yaml"));

        var run = await project.RunAsync("audit");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Files need no project: dotnet run --project infra -- audit --manifests .", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_BadRepository_HasAFindingOfEveryRule()
    {
        using var project = BadRepository.Write();

        var run = await project.RunAsync(BadRepository.Command("--format", "json"));

        using var json = JsonDocument.Parse(run.Output);
        var found = json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()).ToHashSet();
        Assert.Equal(AuditCatalogue.Rules.Select(rule => rule.Id), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Audit_ShippedStacks_AreClean()
    {
        var run = await ToolRun.InAsync(Repository.Root, "audit", "--fail-on", "warning");

        Assert.Equal(new ToolRun(0, "5 stacks, 5 files audited: 0 errors, 0 warnings, 0 allowed\n", ""), run);
    }

    [Fact]
    public async Task Audit_Help_IsAsInTheSnapshot()
    {
        var run = await ToolRun.InAsync(Repository.Root, "audit", "--help");

        Assert.Equal(0, run.ExitCode);
        Snapshot.Matches("audit-help.txt", run.Output);
    }

    [Fact]
    public async Task Audit_TwoRuns_AreTheSame()
    {
        using var project = BadRepository.Write();

        var first = await project.RunAsync(BadRepository.Command("--format", "sarif"));
        var second = await project.RunAsync(BadRepository.Command("--format", "sarif"));

        Assert.Equal(first.Output, second.Output);
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    public async Task Audit_WarningsAlone_FailOnRequest(string failOn, int code)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:store.refreshInterval", "10s").Text);

        var run = await project.RunAsync("audit", "--fail-on", failOn);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains("MCP501", run.Output, StringComparison.Ordinal);
        Assert.Contains("calls a month, $", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_Output_WritesTheReportAndSaysTheSum()
    {
        using var project = BadRepository.Write();

        var run = await project.RunAsync(BadRepository.Command("--format", "sarif", "--output", "audit.sarif"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(2, run.Output.Split('\n').Length);
        Assert.StartsWith("{", File.ReadAllText(project.PathOf("audit.sarif")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    public async Task Audit_OutputOfADash_IsTheOutput(string format)
    {
        using var project = BadRepository.Write();

        var dash = await project.RunAsync(BadRepository.Command("--format", format, "-o", "-"));

        Assert.Equal((await project.RunAsync(BadRepository.Command("--format", format))).Output, dash.Output);
        Assert.False(File.Exists(project.PathOf("-")));
    }

    [Theory]
    [InlineData("--output", "no/such/folder/a.sarif")]
    [InlineData("--output", ".")]
    [InlineData("--stack", "nowhere")]
    [InlineData("--format", "xml")]
    [InlineData("--fail-on", "note")]
    public async Task Audit_BadCommandLine_IsBadInputWithAMessage(params string[] options)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text);

        var run = await project.RunAsync(["audit", .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEqual("", run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_OneStack_LooksAtThatOneAndComparesItWithTheOthers()
    {
        using var project = BadRepository.Write();

        var run = await project.RunAsync("audit", "--stack", "dev");

        Assert.Contains("MCP304", run.Output, StringComparison.Ordinal);
        Assert.Contains("as the stack prod does", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Pulumi.prod.yaml", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Pulumi.broken.yaml", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_OutsideAProject_LooksAtTheFilesGiven()
    {
        var elsewhere = Directory.CreateTempSubdirectory("mcp-infra-");
        File.WriteAllText(Path.Combine(elsewhere.FullName, "values.yaml"), "postgres: {credentials: {password: test123}}\n");

        var run = await ToolRun.InAsync(elsewhere.FullName, "audit", "--values", "values.yaml");
        elsewhere.Delete(recursive: true);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("postgres.credentials.password", run.Output, StringComparison.Ordinal);
    }
}
