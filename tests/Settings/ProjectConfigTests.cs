using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

/// <summary>What Pulumi.yaml gives to every stack, as Pulumi 3.259 itself merges it.</summary>
public sealed class ProjectConfigTests
{
    [Theory]
    [InlineData("aws:region: {value: eu-central-1}")]
    [InlineData("aws:region: eu-central-1")]
    public void Load_RegionOfTheProjectFile_IsTaken(string declared) =>
        Assert.Equal("eu-central-1", StackYaml.Baseline.Without("aws:region").Load(files: Project(declared)).Aws.Region);

    [Theory]
    [InlineData("environment: shared")]
    [InlineData("environment: {type: string, default: shared}")]
    [InlineData("mcp-infra:environment: {value: shared}")]
    public void Load_OwnKeyOfTheProjectFile_IsTakenUnlessTheStackSaysIt(string declared)
    {
        Assert.Equal("shared", StackYaml.Baseline.Load(files: Project(declared)).Environment);
        Assert.Equal("qa", StackYaml.Baseline.With("mcp-infra:environment", "qa").Load(files: Project(declared)).Environment);
    }

    [Fact]
    public void Load_DeclarationWithAnEmptyDefault_SaysNothing() =>
        Assert.Equal("dev", StackYaml.Baseline.Load(files: Project("environment: {type: string, default: \"\"}")).Environment);

    [Theory]
    [InlineData("environment: {type: string}", "mcp-infra:environment")]
    [InlineData("aws.tags: {description: whose it is}", "mcp-infra:aws.tags")]
    public void Load_DeclarationWithoutAValue_IsAskedOfEveryStack(string declared, string path)
    {
        var problem = Assert.Single(StackYaml.Baseline.Problems(files: Project(declared)));

        Assert.Equal(path, problem.Path);
        Assert.Contains("Pulumi.yaml:4 declares it without a default", problem.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DottedKeyOfTheProjectFile_IsAPathIntoTheStacksObject()
    {
        var aws = StackYaml.Baseline.Load(files: Project("aws.prefix: {default: team}\n  aws.accountId: {default: \"999999999999\"}")).Aws;

        Assert.Equal(("team", StackYaml.AccountId), (aws.Prefix, aws.AccountId));
    }

    [Fact]
    public void Load_ObjectOfTheProjectFile_IsTakenWholeOrNotAtAll()
    {
        var files = Project("release: {type: object, default: {name: other, timeoutSeconds: 700}}");

        var alone = StackYaml.Baseline.Load(files: files).Release;
        var beside = StackYaml.Baseline.With("mcp-infra:release.name", "mine").Load(files: files).Release;

        Assert.Equal(("other", 700), (alone.Name, alone.TimeoutSeconds));
        Assert.Equal("mine", beside.Name);
        Assert.NotEqual(700, beside.TimeoutSeconds);
    }

    [Theory]
    [InlineData("aws[\"prefix\"]: {default: team}", "team")]
    [InlineData("mcp-infra:aws.prefix: team", "team")]
    [InlineData("aws[prefix]: {default: team}", "mcp")]
    [InlineData("aws[\"pre\\\"fix\"]: {default: team}", "mcp")]
    public void Load_BracketsInAKeyOfTheProjectFile_AreAPath(string declared, string prefix)
    {
        var read = new List<string>();
        try
        {
            read.Add(StackYaml.Baseline.Load(files: Project(declared)).Aws.Prefix);
        }
        catch (SettingsException refused)
        {
            Assert.Equal("mcp", prefix);
            Assert.Single(refused.Problems);
            return;
        }

        Assert.Equal([prefix], read);
    }

    [Fact]
    public void Load_PlaceInAListOfTheProjectFile_IsAddedToTheStacks()
    {
        var stack = StackYaml.Baseline.With("mcp-infra:aws.replicas", "[{region: eu-central-1}]");

        var regions = stack.Load(files: Project("aws.replicas[1].region: {default: eu-north-1}\n  aws.replicas[0].region: {default: eu-west-3}")).Aws.Replicas.Select(replica => replica.Region);

        Assert.Equal(["eu-central-1", "eu-north-1"], regions);
    }

    /// <summary>A stack cannot take out what stands there, and one that said a part of it would lose the rest.</summary>
    [Theory]
    [InlineData("chart: {type: object, default: {versoin: 1.0.8}}", "mcp-infra:chart.versoin", "by hand: delete config.chart.default.versoin in Pulumi.yaml, line 4")]
    [InlineData("release: {type: object, default: {timeoutSeconds: 0}}", "mcp-infra:release.timeoutSeconds", "by hand: give config.release.default.timeoutSeconds the value 600 in Pulumi.yaml, line 4")]
    [InlineData("smtp: 25", "mcp-infra:smtp", "by hand: delete config.smtp in Pulumi.yaml, line 4")]
    [InlineData("delivery: {default: heml}", "mcp-infra:delivery", "pulumi config set --stack dev mcp-infra:delivery helm")]
    public void Load_WrongValueInTheProjectFile_IsToldWithItsPlaceThereAndALineThatMendsIt(string declared, string path, string fix)
    {
        var problem = Assert.Single(StackYaml.Baseline.Problems(files: Project(declared)));

        Assert.Equal((path, "Pulumi.yaml", 4, fix), (problem.Path, problem.File, problem.Line, problem.Fix?.ToString()));
        Assert.StartsWith($"{path} (Pulumi.yaml:4): ", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smtpPassword: {type: string, default: TEXT}", "config.smtpPassword.default")]
    [InlineData("secretValues: {type: object, default: {NOTE: TEXT}}", "config.secretValues.default.NOTE")]
    [InlineData("\"note\": TEXT", "config.note")]
    public void Load_SecretInTheProjectFile_IsToldOnceAndOfThatFile(string declared, string key)
    {
        var problems = StackYaml.Baseline.Problems(files: Project(declared.Replace("TEXT", key.EndsWith("note", StringComparison.Ordinal) ? "ghp_" + "CNRYabcdefghijklmnopqrstuvwx0123" : "winter-hills-22", StringComparison.Ordinal)));

        var problem = Assert.Single(problems, problem => problem.Kind == ProblemKind.Plaintext);
        Assert.Equal(("Pulumi.yaml", 4, null), (problem.Path, problem.Line, problem.Fix));
        Assert.Contains($" under {key}. Remove it by hand", problem.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EmptyStackWithAProjectFile_LacksOnlyTheRest() =>
        Assert.DoesNotContain(StackYaml.ProblemsOf("", files: Project("aws:region: eu-west-1")), problem => problem.Path == "aws:region");

    private static ProjectFiles Project(string config) => new(_ => ["Pulumi.yaml"], _ => $"name: mcp-infra\nruntime: dotnet\nconfig:\n  {config}\n");
}
