using System.Text.Json;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Audit;

/// <summary>A repository that begins with what it has, and fails on what is new.</summary>
public sealed class BaselineFilesTests
{
    private const string Password = "password: hunter-2-hunter\n";

    [Fact]
    public async Task Baseline_WhatItHas_DoesNotCountAndWhatIsNewDoes()
    {
        using var project = new TemporaryProject().WithFile("k8s/a.yaml", Password);

        var written = await project.RunAsync("audit", "--manifests", "k8s", "--write-baseline", "known.json");
        var same = await AuditAsync(project);
        project.WithFile("k8s/a.yaml", "# moved\n\n" + Password + "token: hunter-2-hunter\n");
        var more = await AuditAsync(project);

        Assert.Equal(new ToolRun(0, "1 finding written to known.json; --baseline takes them for known.\n", ""), written);
        Assert.Equal(new ToolRun(0, "0 stacks, 1 file audited: 0 errors, 0 warnings, 0 allowed, 1 known\n", ""), same);
        Assert.Equal(1, more.ExitCode);
        Assert.Contains("  4  error    MCP002  token", more.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MCP002  password", more.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_File_HoldsNoValueAndNoDigestOfOne()
    {
        using var one = new TemporaryProject().WithFile("k8s/a.yaml", Password);
        using var two = new TemporaryProject().WithFile("k8s/a.yaml", "password: another-3-another\n");

        await one.RunAsync("audit", "--manifests", "k8s", "--write-baseline", "known.json");
        await two.RunAsync("audit", "--manifests", "k8s", "--write-baseline", "known.json");

        var text = File.ReadAllText(one.PathOf("known.json"));
        Assert.DoesNotContain("hunter", text, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(two.PathOf("known.json")));
    }

    /// <summary>The second of two in one place is not the first.</summary>
    [Fact]
    public async Task Baseline_AnotherInTheSamePlace_IsNew()
    {
        var token = "ghp_" + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("a token"u8))[..36];
        using var project = new TemporaryProject().WithFile("k8s/a.yaml", $"# {token}\n");
        await project.RunAsync("audit", "--manifests", "k8s", "--write-baseline", "known.json");

        project.WithFile("k8s/a.yaml", $"# {token}\n# {token}\n");

        Assert.Contains("1 error, 0 warnings, 0 allowed, 1 known", (await AuditAsync(project)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_WhatIsNoMore_IsToldForFilesThatWereLookedAt()
    {
        using var project = new TemporaryProject().WithFile("k8s/a.yaml", Password).WithFile("k8s/b.yaml", Password);
        await project.RunAsync("audit", "--manifests", "k8s", "--write-baseline", "known.json");
        project.WithFile("k8s/a.yaml", "a: 1\n");

        var run = await AuditAsync(project, "--manifests", "k8s/a.yaml");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("note      1 finding of the baseline is no more: MCP002 k8s/a.yaml password. Take it out with --write-baseline, or something new in the same place would pass.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_EveryFormat_TellsTheKnownFromTheNew()
    {
        using var project = new TemporaryProject().WithFile("k8s/a.yaml", Password);
        await project.RunAsync("audit", "--manifests", "k8s", "--write-baseline", "known.json");
        project.WithFile("k8s/b.yaml", Password);

        using var json = JsonDocument.Parse((await AuditAsync(project, "--manifests", "k8s", "--format", "json")).Output);
        using var sarif = JsonDocument.Parse((await AuditAsync(project, "--manifests", "k8s", "--format", "sarif")).Output);
        using var known = JsonDocument.Parse(File.ReadAllText(project.PathOf("known.json")));

        Assert.Equal([true, false], json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("isKnown").GetBoolean()));
        Assert.Equal(1, json.RootElement.GetProperty("totals").GetProperty("known").GetInt32());
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["unchanged", "new"], results.Select(result => result.GetProperty("baselineState").GetString()));
        Assert.Equal(known.RootElement.GetProperty("findings")[0].GetProperty("fingerprint").GetString(), results[0].GetProperty("partialFingerprints").GetProperty("ruleAndPath/v1").GetString());
    }

    [Fact]
    public async Task Baseline_WrittenOfWhatCouldNotBeRead_SaysSo()
    {
        using var project = new TemporaryProject().WithFile("k8s/a.yaml", "a: [\n");

        var run = await project.RunAsync("audit", "--manifests", "k8s", "--write-baseline", "known.json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("not read  k8s/a.yaml", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The baseline gone.json cannot be read: it is not there", "--baseline", "gone.json")]
    [InlineData("The baseline k8s cannot be read", "--baseline", "k8s")]
    [InlineData("k8s/a.yaml is no baseline of version 1", "--baseline", "k8s/a.yaml")]
    [InlineData("k8s/other.json is no baseline of version 1", "--baseline", "k8s/other.json")]
    [InlineData("are for different runs", "--baseline", "a", "--write-baseline", "b")]
    [InlineData("it is a directory", "--write-baseline", "k8s")]
    public async Task Baseline_ThatCannotBeUsed_IsBadInputWithAMessage(string says, params string[] options)
    {
        using var project = new TemporaryProject().WithFile("k8s/a.yaml", "a: 1\n").WithFile("k8s/other.json", "{\"version\": 2, \"findings\": []}");

        var run = await project.RunAsync(["audit", "--manifests", "k8s/a.yaml", .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    private static Task<ToolRun> AuditAsync(TemporaryProject project, params string[] options) =>
        project.RunAsync(["audit", .. options.Contains("--manifests") ? [] : (string[])["--manifests", "k8s"], "--baseline", "known.json", .. options]);
}
