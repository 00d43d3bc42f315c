using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

/// <summary>A suggested environment is never the one that another stack of the project has, or would be suggested.</summary>
public sealed class EnvironmentNameTests
{
    [Theory]
    [InlineData("a_b", "a-b")]
    [InlineData("a_b", "a-b-2", "a-b")]
    [InlineData("a_b", "a-b-3", "a-b", "a-b-2")]
    [InlineData("a_b", "a-b-2", "a.b")]
    [InlineData("a.b", "a-b", "a_b")]
    [InlineData("_dev", "dev-2", "dev")]
    [InlineData("__", "env-2", "env")]
    [InlineData("prod", "prod", "Prod")]
    public void Suggest_OtherStacks_IsOfTheStacksOwnNameAndFree(string stack, string expected, params string[] others) =>
        Assert.Equal(expected, new EnvironmentNames(stack, () => others).Suggest());

    [Fact]
    public void Suggest_LongNamesThatBeginAlike_AreTwoAndFit()
    {
        var (first, second) = (new string('a', 70) + "_1", new string('a', 70) + "_2");

        string[] suggested = [new EnvironmentNames(first, () => [second]).Suggest(), new EnvironmentNames(second, () => [first]).Suggest()];

        Assert.Equal(2, suggested.Distinct().Count());
        Assert.All(suggested, name => Assert.True(EnvironmentTopic.Environment.Format.IsValid(name), name));
    }

    [Theory]
    [InlineData("a_b", null)]
    [InlineData("a_b", "A_B")]
    [InlineData("a_b", "[x]")]
    [InlineData("prod", "A_B")]
    public void Load_WrongEnvironmentBesideOtherStacks_SuggestsNoneOfTheirs(string stack, string? environment)
    {
        var yaml = environment is null ? StackYaml.Baseline : StackYaml.Baseline.With("mcp-infra:environment", environment);
        var files = new ProjectFiles(folder => folder.Length == 0 ? ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.a-b.yaml", $"Pulumi.{stack}.yaml"] : [], _ => "name: mcp-infra\n");

        var problem = Assert.Single(yaml.Problems(stack, files), problem => problem.Path == "mcp-infra:environment");

        var suggested = problem.Fix!.ToString().Split(' ')[^1];
        Assert.Equal(stack == "prod" ? "prod" : "a-b-2", suggested);
    }

    [Fact]
    public void Load_RoleNameTooLong_SuggestsNoOtherStacksName()
    {
        var files = new ProjectFiles(folder => folder.Length == 0 ? [$"Pulumi.{new string('e', 53)}.yaml"] : [], _ => "");

        var problem = Assert.Single(StackYaml.Baseline.With("mcp-infra:environment", new string('e', 60)).Problems(files: files));

        Assert.EndsWith(" " + new string('e', 51) + "-2", problem.Fix!.ToString(), StringComparison.Ordinal);
    }
}
