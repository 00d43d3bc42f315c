using System.Text.Json;
using McpInfra.Audit;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Audit;

/// <summary>What SARIF 2.1.0 requires of a log, and what code hosts read in it.</summary>
public sealed class SarifTests
{
    [Fact]
    public async Task Sarif_BadRepository_HasWhatTheStandardAndCodeHostsWant()
    {
        using var project = BadRepository.Write().WithFile("k8s/with space.yaml", "password: hunter-2-hunter\n").WithFile("k8s/broken.yaml", "a: [\n");
        var run = await project.RunAsync(BadRepository.Command("--format", "sarif"));
        using var json = JsonDocument.Parse(run.Output);
        var log = json.RootElement;
        var sarif = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var driver = sarif.GetProperty("tool").GetProperty("driver");
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        var results = sarif.GetProperty("results").EnumerateArray().ToList();

        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.EndsWith("sarif-schema-2.1.0.json", log.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        Assert.True(Uri.TryCreate(driver.GetProperty("informationUri").GetString(), UriKind.Absolute, out _));
        Assert.All((string[])["name", "version"], name => Assert.NotEqual("", driver.GetProperty(name).GetString()));
        Assert.Equal(AuditCatalogue.Rules.Select(rule => rule.Id), rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, AssertRule);
        Assert.All(results, result => AssertResult(result, rules));
        Assert.Equal(results.Count, results.Select(result => result.GetProperty("partialFingerprints").GetProperty("ruleAndPath/v1").GetString()).Distinct().Count());
        Assert.Contains(results, result => UriOf(result) == "k8s/with%20space.yaml");
        Assert.Equal(3, results.Count(result => result.GetProperty("suppressions").GetArrayLength() > 0));
        var invocation = Assert.Single(sarif.GetProperty("invocations").EnumerateArray());
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(1, invocation.GetProperty("toolExecutionNotifications").GetArrayLength());
    }

    /// <summary>A line put in above a finding must not make it a new one.</summary>
    [Fact]
    public async Task Sarif_LineMoved_KeepsTheFingerprint()
    {
        using var before = new TemporaryProject().WithFile("values.yaml", "password: hunter-2-hunter\n");
        using var after = new TemporaryProject().WithFile("values.yaml", "# new\n\npassword: hunter-2-hunter\n");

        var one = await before.RunAsync("audit", "--values", "values.yaml", "--format", "sarif");
        var two = await after.RunAsync("audit", "--values", "values.yaml", "--format", "sarif");

        Assert.Contains("\"startLine\": 1", one.Output, StringComparison.Ordinal);
        Assert.Equal(one.Output.Replace("\"startLine\": 1", "\"startLine\": 3", StringComparison.Ordinal), two.Output);
    }

    private static void AssertRule(JsonElement rule)
    {
        Assert.All((string[])["shortDescription", "fullDescription"], name => Assert.NotEqual("", rule.GetProperty(name).GetProperty("text").GetString()));
        Assert.All((string[])["text", "markdown"], name => Assert.NotEqual("", rule.GetProperty("help").GetProperty(name).GetString()));
        Assert.Contains(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), (string[])["error", "warning"]);
        Assert.False(rule.TryGetProperty("helpUri", out _));
    }

    private static void AssertResult(JsonElement result, List<JsonElement> rules)
    {
        Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.Contains(result.GetProperty("level").GetString(), (string[])["error", "warning"]);
        Assert.NotEqual("", result.GetProperty("message").GetProperty("text").GetString());
        var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        Assert.Equal("%SRCROOT%", place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString());
        Assert.True(Uri.IsWellFormedUriString(UriOf(result), UriKind.Relative));
        if (place.TryGetProperty("region", out var region))
            Assert.InRange(region.GetProperty("startLine").GetInt32(), 1, 1000);
        foreach (var suppression in result.GetProperty("suppressions").EnumerateArray())
            Assert.Equal(("external", "accepted"), (suppression.GetProperty("kind").GetString(), suppression.GetProperty("status").GetString()));
    }

    private static string UriOf(JsonElement result) => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;
}
