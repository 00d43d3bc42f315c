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
    private static readonly string Settings = File.ReadAllText(Repository.At("docs", "settings.md"));

    [Fact]
    public void SettingsTable_EveryKey_IsDescribed()
    {
        foreach (var key in SettingsReader.KnownKeys.Select(key => key.Text.Replace("mcp-infra:", "", StringComparison.Ordinal)))
        {
            Assert.True(
                Settings.Contains($"| `{key}", StringComparison.Ordinal) || Settings.Contains($"| **`{key}", StringComparison.Ordinal),
                $"docs/settings.md has no row for {key}");
        }
    }

    [Theory]
    [InlineData("dotnet run --project infra -- preview")]
    [InlineData("dotnet test")]
    public void Commands_TheTwoFirstOnes_StandOnLinesOfTheirOwn(string command) =>
        Assert.Contains(command, Readme.Split('\n'));

    /// <summary>Each of the three readers has a first result within five lines, and everything else is a link.</summary>
    [Fact]
    public void Readers_Each_HaveAFirstResultInFiveLines()
    {
        var parts = Readme.Split("\n## ")[1..4];

        Assert.Equal(["You run Pulumi", "You run Argo CD, Flux or Fleet", "You audit"], parts.Select(part => part.Split('\n')[0]));
        Assert.All(parts, part => Assert.InRange(part.Split("```sh\n")[1].Split("\n```")[0].Split('\n').Length, 1, 5));
        Assert.InRange(Readme.Split('\n').Length, 1, 100);
    }

    [Fact]
    public void ExitCodes_TheTable_HasEachOnce()
    {
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (int)field.GetRawConstantValue()!);

        var documented = Regex.Matches(File.ReadAllText(Repository.At("docs", "failures.md")), "^\\| `(?<code>[0-9]+)` \\|", RegexOptions.Multiline).Select(row => int.Parse(row.Groups["code"].ValueSpan, CultureInfo.InvariantCulture));

        Assert.Equal(codes, documented);
    }

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.At("README.md")).Append(Repository.At("CONTRIBUTING.md")).Select(page => Path.GetRelativePath(Repository.Root, page))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_ToFilesOfTheRepository_LeadSomewhere(string page)
    {
        var path = Repository.At(page);
        foreach (Match link in Regex.Matches(File.ReadAllText(path), @"\]\((?!https?:)(?<path>[^)#\s]*)(#(?<part>[^)\s]+))?\)"))
        {
            var target = link.Groups["path"].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, link.Groups["path"].Value);
            Assert.True(Path.Exists(target), $"{page}: {link.Value}");
            if (link.Groups["part"].Success)
                Assert.Contains(link.Groups["part"].Value, File.ReadLines(target).Where(line => line.StartsWith('#')).Select(Anchor));
        }
    }

    /// <summary>What code hosts make of a heading.</summary>
    private static string Anchor(string heading) => Regex.Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "[^a-z0-9 _-]", "").Replace(' ', '-');
}
