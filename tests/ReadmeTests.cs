using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests;

public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.At("README.md"));

    [Fact]
    public void SettingsTable_EveryKey_IsDescribed()
    {
        foreach (var key in SettingsReader.KnownKeys.Select(key => key.Text.Replace("mcp-infra:", "", StringComparison.Ordinal)))
        {
            Assert.True(
                Readme.Contains($"| `{key}", StringComparison.Ordinal) || Readme.Contains($"| **`{key}", StringComparison.Ordinal),
                $"README.md has no row for {key}");
        }
    }

    [Theory]
    [InlineData("dotnet run --project infra -- preview")]
    [InlineData("dotnet test")]
    public void Commands_TheTwoFirstOnes_StandOnLinesOfTheirOwn(string command) =>
        Assert.Contains(command, Readme.Split('\n'));

    [Fact]
    public void Links_ToFilesOfTheRepository_LeadSomewhere()
    {
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(Readme, @"\]\((?!https?:)(?<path>[^)#]+)\)"))
            Assert.True(Path.Exists(Repository.At(link.Groups["path"].Value)), link.Value);
    }
}
