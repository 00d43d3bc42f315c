using System.Text;
using System.Text.Json;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

public class StackFileSourceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing yet\n")]
    [InlineData("--- ~\n")]
    [InlineData("encryptionsalt: v1:abc\n")]
    [InlineData("config:\n")]
    [InlineData("config: {}\n")]
    public void Load_FileWithoutSettings_SaysAllThatIsMissing(string text)
    {
        var missing = StackYaml.ProblemsOf(text);

        Assert.Equal(["aws:region", "mcp-infra:aws.accountId", "mcp-infra:identity.oidcProviderArn", "mcp-infra:kubernetes.context", "mcp-infra:secrets.PLATFORM_ADMIN_PASSWORD.from"],
            missing.Select(problem => problem.Path));
        Assert.All(missing, problem => Assert.NotNull(problem.Fix));
    }

    [Theory]
    [InlineData("config:\n  mcp-infra:a: [1\n  b: 2\n", 2, "is not YAML")]
    [InlineData("config:\n  mcp-infra:a: \"x\n", 2, "is not YAML")]
    [InlineData("config:\n\tmcp-infra:a: x\n", 2, "is not YAML")]
    [InlineData("config:\n  mcp-infra:a: b: c\n", 2, "is not YAML")]
    [InlineData("- config\n", 1, "must be a map with the key 'config', and is a list")]
    [InlineData("just text\n", 1, "must be a map with the key 'config', and is text")]
    [InlineData("config: text\n", 1, "must have a map under 'config:', and has text")]
    [InlineData("config:\n  aws:region: a\nconfig:\n  aws:region: b\n", 3, "has the top-level key 'config' twice")]
    [InlineData("config:\n  aws:region: a\nmcp-infra:chart: {}\n", 3, "indent it under 'config:'")]
    [InlineData("config:\n  aws:region: a\nencriptionsalt: x\n", 3, "did you mean 'encryptionsalt'?")]
    [InlineData("config:\n  aws:region: &r a\n  &k b: c\n", 3, "has a key with a YAML anchor")]
    [InlineData("config:\n  aws:region: a\n  b: *r\n", 3, "uses a YAML alias of which no anchor stands before it")]
    [InlineData("config:\n  a: &a\n    b: *a\n", 3, "uses a YAML alias of which no anchor stands before it")]
    [InlineData("config:\n  a: &a [b]\n  d:\n    <<: *a\n", 4, "merges something else than maps")]
    [InlineData("config:\n  !t aws:region: a\n", 2, "uses a YAML tag")]
    [InlineData("config:\n  aws:region: \"a\0b\"\n", 2, "holds a control character")]
    [InlineData("config:\n  aws:region: !secret a\n", 2, "uses a YAML tag")]
    [InlineData("config:\n  aws:region: a\n---\nconfig:\n", 3, "a second YAML document")]
    [InlineData("config:\n  ? [a]\n  : b\n", 2, "has a key that is not a text")]
    [InlineData("config:\n  a: b\n  *c\n  d: e\n", 3, "has a key that is not a text")]
    public void Load_BrokenFile_NamesTheLine(string text, int line, string says)
    {
        var problem = Assert.Single(StackYaml.ProblemsOf(text), problem => problem.Message.Contains(says, StringComparison.Ordinal));

        Assert.Equal("Pulumi.dev.yaml", problem.Path);
        Assert.Equal(line, problem.Line);
    }

    [Fact]
    public void Load_Aliases_AreReadAsWhatTheyStandFor()
    {
        // As the real pulumi config get prints it for the same lines.
        var values = StackYaml.Baseline.With("mcp-infra:values.a", "&a {b: &b [1, x]}").With("mcp-infra:values.c", "*a").With("mcp-infra:values.d", "*b")
            .With("mcp-infra:values.e", "&b 2").With("mcp-infra:values.f", "*b").Load().Values;

        Assert.Equal("""{"a":{"b":[1,"x"]},"c":{"b":[1,"x"]},"d":[1,"x"],"e":2,"f":2}""", JsonSerializer.Serialize(values));
    }

    [Fact]
    public void Load_MergeKeys_AreReadAsPulumiDoes()
    {
        var values = StackYaml.Baseline.With("mcp-infra:values", "{a: &a {x: 1, y: 1}, b: &b {y: 2, z: 2}, c: {<<: [*a, *b], x: 3}, d: {<<: *a}, e: {a: *a, b: 1}}").Load().Values;

        Assert.Equal(
            """{"a":{"x":1,"y":1},"b":{"y":2,"z":2},"c":{"x":3,"y":1,"z":2},"d":{"x":1,"y":1},"e":{"a":{"x":1,"y":1},"b":1}}""", JsonSerializer.Serialize(values));
    }

    [Fact]
    public void Load_JsonWithHalfACharacter_IsAProblemOfItsPath()
    {
        var problem = Assert.Single(StackYaml.Baseline.With("mcp-infra:values", "'{\"a\": \"\\ud800\"}'").Problems());

        Assert.Equal("mcp-infra:values", problem.Path);
        Assert.Contains("holds half a character", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SecretBehindAnAlias_IsRefusedWhereItStands()
    {
        var problems = StackYaml.Baseline.With("mcp-infra:values.a", "&a " + BadStacks.Canary).With("mcp-infra:values.password", "*a").Problems();

        Assert.Equal("mcp-infra:values.password", Assert.Single(problems).Path);
    }

    [Fact]
    public void Load_AliasesThatExplode_AreRefused()
    {
        var levels = string.Join(", ", Enumerable.Range(1, 30).Select(level => $"a{level}: &a{level} [*a{level - 1}, *a{level - 1}]"));

        var problems = StackYaml.Baseline.With("mcp-infra:values", $"{{a0: &a0 [x, y], {levels}}}").Problems();

        Assert.Contains("repeats more with YAML aliases", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(50_000)]
    public void Load_EndlesslyNestedFile_IsRefused(int depth)
    {
        var nested = new string('[', depth) + new string(']', depth);

        var problems = StackYaml.Baseline.With("mcp-infra:values", $"{{a: {nested}}}").Problems();

        Assert.Contains(problems, problem => problem.Message.Contains("nested too deeply", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_WindowsLineEndsAndAByteOrderMark_AreRead()
    {
        var directory = Directory.CreateTempSubdirectory("stack-file-");
        var path = Path.Combine(directory.FullName, "Pulumi.dev.yaml");
        File.WriteAllText(path, StackYaml.Baseline.Text.ReplaceLineEndings("\r\n"), Encoding.UTF8);

        Assert.Equal("dev", StackLoader.Load(new StackFileSource(new StackFile("dev", "Pulumi.dev.yaml", new PulumiProject(new ProjectFiles(directory.FullName), directory.FullName)))).Settings.Environment);
        directory.Delete(recursive: true);
    }

    [Fact]
    public void Load_BrokenLineWithASecret_DoesNotPrintIt()
    {
        var problems = StackYaml.ProblemsOf($"config:\n  mcp-infra:a: '{BadStacks.Canary}\n  {BadStacks.Canary}: &{BadStacks.Canary} *{BadStacks.Canary}\n");

        Assert.DoesNotContain(BadStacks.Canary, string.Join('\n', problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DuplicateKeys_NamesBothLines()
    {
        var problems = StackYaml.ProblemsOf(StackYaml.Baseline.Text
            + "  mcp-infra:kubernetes: {context: other}\n  mcp-infra:chart:\n    version: 1.0.8\n    version: 1.0.7\n  chart: {}\n");

        var key = Assert.Single(problems, problem => problem.Path == "mcp-infra:chart.version");
        Assert.Matches(@"is there more than once \(lines \d+, \d+\); keep one of them", key.Message);
        Assert.Contains(problems, problem => problem.Path == "mcp-infra:kubernetes" && problem.Message.Contains("more than once", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Path == "mcp-infra:chart" && problem.Message.Contains("more than once", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_FileThatCannotBeRead_SaysSo()
    {
        var source = new StackFileSource(new StackFile("dev", "Pulumi.dev.yaml", new PulumiProject(ProjectFiles.None, Path.Combine(Path.GetTempPath(), "no-such-directory"))));

        var refused = Assert.Throws<SettingsException>(() => StackLoader.Load(source));

        Assert.Contains("Pulumi.dev.yaml: cannot be read", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhatPulumiKeepsInAStackFile_IsAccepted()
    {
        var text = "secretsprovider: awskms://alias/x?region=eu-west-1\nencryptedkey: AQICAHh=\nencryptionsalt: v1:abc=\nenvironment:\n  - org/env\n"
            + StackYaml.Baseline.Text + "  pulumi:tags: {a: b}\n";

        Assert.Empty(StackYaml.ProblemsOf(text));
    }

    [Fact]
    public void Load_KeyWithoutNamespace_IsTheProjects()
    {
        var settings = StackLoader.Load(StackYaml.SourceOf(
            StackYaml.Baseline.Text + "  environment: qa\n  mcp-infra:config:namespace: elsewhere\n")).Settings;

        Assert.Equal(("qa", "elsewhere"), (settings.Environment, settings.Namespace));
    }

    [Fact]
    public void Load_ObjectWrittenAsJsonText_IsReadAsPulumiReadsIt()
    {
        var settings = StackYaml.Baseline.With("mcp-infra:release", "'{\"name\": \"gateway\", \"timeoutSeconds\": 60}'").Load();

        Assert.Equal(new ReleaseSettings { Name = "gateway", TimeoutSeconds = 60 }, settings.Release);
    }

    [Theory]
    [InlineData("12", 12L)]
    [InlineData("0x10", 16L)]
    [InlineData("0o17", 15L)]
    [InlineData("017", 15L)]
    [InlineData("1_000", 1000L)]
    [InlineData("1.0", 1L)]
    [InlineData("1e3", 1000L)]
    [InlineData("1.5", 1.5)]
    [InlineData("-.5", -0.5)]
    [InlineData("yes", "yes")]
    [InlineData("on", "on")]
    [InlineData("True", true)]
    [InlineData("'true'", "true")]
    [InlineData("!!str 12", "12")]
    [InlineData("1:30", "1:30")]
    [InlineData("-a", "-a")]
    public void Load_PlainScalar_MeansWhatItMeansToPulumi(string yaml, object expected) =>
        Assert.Equal(expected, StackYaml.Baseline.With("mcp-infra:values.a", yaml).Load().Values["a"]);

    [Fact]
    public void Load_NumbersAndSwitchesWrittenAsText_AreAccepted()
    {
        var settings = StackYaml.Baseline
            .With("mcp-infra:release.timeoutSeconds", "'60'")
            .With("mcp-infra:rollout.reloader", "\"true\"")
            .With("mcp-infra:aws.accountId", "123456789012")
            .Load();

        Assert.Equal((60, true, "123456789012"), (settings.Release.TimeoutSeconds, settings.Rollout.Reloader, settings.Aws.AccountId));
    }

    /// <summary>What is not read could hold a secret in plain text, so it is not passed over.</summary>
    [Fact]
    public void Load_ProjectFileThatCannotBeReadOrIsBroken_IsTold()
    {
        var unreadable = new ProjectFiles(_ => ["Pulumi.yaml"], _ => throw new UnauthorizedAccessException());
        var broken = new ProjectFiles(_ => ["Pulumi.yaml"], _ => "name: x\nconfig: [\n");

        Assert.Contains(StackYaml.Baseline.Problems(files: unreadable), problem => problem.Path == "Pulumi.yaml" && problem.Message.ToString() == "cannot be read: access is denied.");
        Assert.Contains(StackYaml.Baseline.Problems(files: broken), problem => problem is { Path: "Pulumi.yaml", Line: not null });
    }
}
