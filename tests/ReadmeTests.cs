using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using McpInfra.Cli;
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
    public void ExitCodes_TheTable_HasEachOnce()
    {
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (int)field.GetRawConstantValue()!);

        var documented = Regex.Matches(Readme, "^\\| `(?<code>[0-9]+)` \\|", RegexOptions.Multiline).Select(row => int.Parse(row.Groups["code"].ValueSpan, CultureInfo.InvariantCulture));

        Assert.Equal(codes, documented);
    }

    [Fact]
    public void Links_ToFilesOfTheRepository_LeadSomewhere()
    {
        foreach (Match link in Regex.Matches(Readme, @"\]\((?!https?:)(?<path>[^)#]+)\)"))
            Assert.True(Path.Exists(Repository.At(link.Groups["path"].Value)), link.Value);
    }
}
