
namespace McpInfra.Tests.Support;

/// <summary>What the unit suite tries a part of is tried whole by the gate.</summary>
public sealed class ManyRunsTests
{
    [Fact]
    public void Gate_TestsWithManyRuns_AreAskedForThem() => Assert.Matches(
        $"(?m)^step env MCP_PROPERTY_RUNS=[0-9]+ dotnet test .*--filter {ManyRuns.Trait}={ManyRuns.Value}$", File.ReadAllText(Repository.At(".ci", "run")));

    /// <summary>A test that asks how often it runs and has not the trait would do little in the gate too.</summary>
    [Fact]
    public void File_ThatAsksHowOften_HasATestWithTheTrait() => Assert.All(
        Directory.EnumerateFiles(Repository.At("tests"), "*Tests.cs", SearchOption.AllDirectories).Where(file => !file.EndsWith(nameof(ManyRunsTests) + ".cs", StringComparison.Ordinal)),
        file => Assert.True(File.ReadAllText(file) is var text && (!text.Contains("ManyRuns.", StringComparison.Ordinal) || text.Contains("[ManyRunsFact]", StringComparison.Ordinal)), file));

    [Fact]
    public void Property_ManyRuns_SaysMoreThanFew() => Assert.All(
        typeof(ManyRunsTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributesData()).Where(data => data.AttributeType == typeof(ManyRunsPropertyAttribute)),
        data => Assert.True((int)data.ConstructorArguments[0].Value! < (int)data.ConstructorArguments[1].Value!, data.ToString()));
}
