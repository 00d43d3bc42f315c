using System.Reflection;
using System.Text.RegularExpressions;
using FsCheck.Xunit;

namespace McpInfra.Tests.Support;

/// <summary>What the unit suite tries a part of is tried whole by the gate.</summary>
public sealed partial class ManyRunsTests
{
    [Fact]
    public void Gate_TestsWithManyRuns_AreAskedForThem() => Assert.Matches(
        $"(?m)^step env MCP_PROPERTY_RUNS=[0-9]+ dotnet test .*--filter {ManyRuns.Trait}={ManyRuns.Value}$", File.ReadAllText(Repository.At(".ci", "run")));

    /// <summary>What is tested is what Git knows of it, so that the same content always comes to the same end.</summary>
    [Fact]
    public void Gate_Samples_FollowFromTheContent() => Assert.Matches(
        "(?m)^export MCP_PROPERTY_SEED=.*git rev-parse .*tree", File.ReadAllText(Repository.At(".ci", "run")));

    /// <summary>A test that asks how often it runs and has not the trait would do little in the gate too.</summary>
    [Fact]
    public void File_ThatAsksHowOften_HasATestWithTheTrait() => Assert.All(
        Directory.EnumerateFiles(Repository.At("tests"), "*Tests.cs", SearchOption.AllDirectories).Where(file => !file.EndsWith(nameof(ManyRunsTests) + ".cs", StringComparison.Ordinal)),
        file => Assert.True(File.ReadAllText(file) is var text && (!Asks().IsMatch(text) || text.Contains("[ManyRunsFact]", StringComparison.Ordinal)), file));

    /// <summary>FsCheck's own attribute would have other samples in every run.</summary>
    [Fact]
    public void Property_Each_IsOfTheHarness() => Assert.DoesNotContain(Attributes<PropertyAttribute>(), data => data.AttributeType != typeof(ManyRunsPropertyAttribute));

    [Fact]
    public void Property_ManyRuns_SaysMoreThanFew() => Assert.All(
        Attributes<ManyRunsPropertyAttribute>(),
        data => Assert.True((int)data.ConstructorArguments[0].Value! < (int)data.ConstructorArguments[1].Value!, data.ToString()));

    private static IEnumerable<CustomAttributeData> Attributes<T>() => typeof(ManyRunsTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributesData()).Where(data => data.AttributeType.IsAssignableTo(typeof(T)));

    [GeneratedRegex(@"ManyRuns\.(Of|Config|AreAsked)")]
    private static partial Regex Asks();
}
