using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>The whole tool on projects that try to speak through it.</summary>
[Collection(PulumiCollection.Name)]
public sealed class HostileProjectTests
{
    private const string Token = "ghp_CNRYabcdefghijklmnopqrstuvwx0123";

    public static TheoryData<string[]> Commands() =>
    [
        ["preview"], ["preview", "--format", "json"], ["preview", "--format", "markdown"], ["audit"], ["audit", "--format", "json"], ["audit", "--format", "sarif"],
        ["render", "manifests", "--out", "out"],
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Key_ThatIsASecretTwice_IsWithheldEverywhere(string[] command)
    {
        using var project = new TemporaryProject()
            .With("one", $"{Token}: 1\n{Token}: 2\nconfig:\n  aws:region: eu-west-1\n")
            .With("two", $"config:\n  aws:region: eu-west-1\n  mcp-infra:{Token}: 1\n  mcp-infra:{Token}: 2\n");

        var run = await project.RunAsync(command);

        Assert.DoesNotContain("CNRY", run.Output + run.Error, StringComparison.Ordinal);
        Assert.InRange(run.ExitCode, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Key_ThatActs_DoesNothing(string[] command)
    {
        using var project = new TemporaryProject().With("two",
            "config:\n  aws:region: eu-west-1\n  \"mcp-infra:x`\\n\\n## All checks passed\\n\\n::error file=a::b\\n[x](https://evil.example)\\e[2J\\u202e\": 1\n");

        var run = await project.RunAsync(command);

        Assert.All((run.Output + run.Error).Split('\n'), line =>
        {
            Assert.False(Visible.Acts(line), line);
            Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line);
            Assert.False(line.StartsWith("## All", StringComparison.Ordinal), line);
        });
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Context_ThatIsAnAddressWithAPassword_IsPrintedNowhere(string[] command)
    {
        using var project = new TemporaryProject().With("dev",
            "config:\n  mcp-infra:backend: sealed\n  mcp-infra:sealed: {files: [sealed/*.yaml]}\n  mcp-infra:kubernetes: {context: \"https://admin:CNRYhunter2pw@10.0.0.1:6443\"}\n");

        var run = await project.RunAsync(command);

        Assert.DoesNotContain("CNRY", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_WithAnOrderForAShell_IsOneWord()
    {
        using var project = new TemporaryProject().With("dev",
            "config:\n  mcp-infra:backend: sealed\n  mcp-infra:sealed: {files: [sealed/*.yaml]}\n  mcp-infra:kubernetes: {context: \"x; touch PWNED #\"}\n");

        var run = await project.RunAsync("preview");

        Assert.All(run.Output.Split('\n').Where(line => line.Contains("kubeseal --context", StringComparison.Ordinal)),
            line => Assert.Contains("--context 'x; touch PWNED #' ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("l1\nkind: Secret\n#")]
    [InlineData("a b")]
    [InlineData("é")]
    public async Task Stack_NameThatPulumiDoesNotTake_IsRefusedAndNothingIsWritten(string name)
    {
        using var project = new TemporaryProject().With(name, "config: {}");

        var run = await project.RunAsync("render", "manifests", "--out", "out");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is of no stack that Pulumi takes", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.False(Directory.Exists(project.PathOf("out")));
    }

    [Theory]
    [InlineData("{\"version\":1,\"environments\":[null]}")]
    [InlineData("{\"version\":1,\"environments\":[{\"stack\":null}]}")]
    [InlineData("{\"version\":1,\"environments\":[{}]}")]
    [InlineData("{\"version\":1e400,\"environments\":[]}")]
    [InlineData("{\"version\":1,\"environments\":[{\"stack\":\"dev\"},{\"stack\":\"dev\"}]}")]
    [InlineData("{\"version\":1,\"environments\":[{\"stack\":\"dev\",\"environment\":\"dev\",\"secrets\":[null]}]}")]
    [InlineData("{\"version\":1,\"environments\":[{\"stack\":\"dev\",\"environment\":\"dev\",\"secrets\":[],\"components\":[null]}]}")]
    [InlineData("{\"version\":1,\"environments\":[{\"stack\":\"dev\",\"environment\":\"dev\",\"secrets\":[],\"components\":[{\"name\":\"a\",\"resources\":[{\"type\":\"t\",\"name\":\"n\",\"inputs\":{\"a\":null}}]}]}]}")]
    [InlineData("{\"version\":1,\"environments\":[{\"stack\":\"dev\",\"environment\":\"dev\",\"secrets\":[],\"components\":[{\"name\":\"a\",\"resources\":[{\"type\":\"t\",\"name\":\"n\",\"inputs\":{\"policy\":\"{\\\"Statement\\\":7}\"}}]}]}]}")]
    [InlineData("{\"version\":1,\"environments\":[{\"stack\":\"dev\",\"environment\":\"dev\",\"secrets\":[],\"components\":[{\"name\":\"a\",\"resources\":[{\"type\":\"t\",\"name\":\"n\",\"inputs\":{}},{\"type\":\"t\",\"name\":\"n\",\"inputs\":{}}]}]}]}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\u0000")]
    public async Task Baseline_NotWhatAPreviewWrites_IsTold(string json)
    {
        using var project = new TemporaryProject().WithShipped("cluster-dev").WithShipped("dev").WithFile("b.json", json);

        var run = await project.RunAsync("preview", "--baseline", "b.json");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("The baseline b.json ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Baseline_OldValueThatTheGuardWouldRefuse_IsWithheld(string format)
    {
        using var project = new TemporaryProject().WithShipped("cluster-dev").WithShipped("dev");
        var before = (await project.RunAsync("preview", "--format", "json")).Output
            .Replace("\"values.minio.credentials.rootPassword\": \"\"", "\"values.minio.credentials.rootPassword\": \"CNRYplain\"", StringComparison.Ordinal)
            .Replace("\"region\": \"eu-west-1\",", $"\"region\": \"{Token}\",", StringComparison.Ordinal);
        Assert.Contains("CNRYplain", before, StringComparison.Ordinal);
        project.WithFile("b.json", before);

        var run = await project.RunAsync("preview", "--baseline", "b.json", "--format", format);

        Assert.DoesNotContain("CNRY", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Contains("(withheld)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_ChartFolderWithAnOrderForAShell_IsQuoted()
    {
        var yaml = File.ReadAllText(Repository.At("Pulumi.dev.yaml")) + "  mcp-infra:chart: {source: \"./c; touch PWNED #\"}\n";
        using var project = new TemporaryProject().WithShipped("cluster-dev").With("dev", yaml);

        var run = await project.RunAsync("render", "manifests", "--out", "out");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(" 'c; touch PWNED #' ", project.Read("out/dev/values.yaml").Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_LinkBelowTheDirectory_IsRefused()
    {
        using var project = new TemporaryProject().WithShipped("cluster-dev").WithShipped("dev");
        Directory.CreateDirectory(project.PathOf("out"));
        Directory.CreateDirectory(project.PathOf("elsewhere"));
        Directory.CreateSymbolicLink(project.PathOf("out/dev"), "../elsewhere");

        var run = await project.RunAsync("render", "manifests", "--out", "out", "--force");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is a link", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(project.PathOf("elsewhere")));
    }
}
