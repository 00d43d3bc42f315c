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

    [Theory]
    [InlineData("environment: {type: string, default: \"\"}")]
    [InlineData("environment: {type: string}")]
    public void Load_DeclarationWithoutAValue_SaysNothing(string declared) =>
        Assert.Equal("dev", StackYaml.Baseline.Load(files: Project(declared)).Environment);

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

    [Fact]
    public void Load_WrongValueInTheProjectFile_IsToldWithoutALineOfTheStackFile()
    {
        var problem = Assert.Single(StackYaml.Baseline.Problems(files: Project("chart: {type: object, default: {versoin: 1.0.8}}")));

        Assert.Equal(("mcp-infra:chart.versoin", null), (problem.Path, problem.Line));
    }

    [Fact]
    public void Load_EmptyStackWithAProjectFile_LacksOnlyTheRest() =>
        Assert.DoesNotContain(StackYaml.ProblemsOf("", files: Project("aws:region: eu-west-1")), problem => problem.Path == "aws:region");

    private static ProjectFiles Project(string config) => new(_ => ["Pulumi.yaml"], _ => $"name: mcp-infra\nruntime: dotnet\nconfig:\n  {config}\n");
}
