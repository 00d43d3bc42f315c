using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Model;

public sealed class SupportedToolsTests
{
    [Fact]
    public void Page_OfTheVersions_HasTheTableOfTheCode()
    {
        var rows = File.ReadAllText(Repository.At("docs", "versions.md")).Split("\n## ")[1].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(SupportedTools.All.Select(tool =>
            $"| `{tool.Program}` | {tool.Oldest}{(tool.OldestOfOlderLine is { } older ? $", {older}" : "")} | {tool.Because} |"), rows);
    }

    [Theory]
    [InlineData("aws-cli/2.31.0 Python/3.13.7 Linux/6.1", "2.31.0")]
    [InlineData("v3.259.0", "3.259.0")]
    [InlineData("version.BuildInfo", null)]
    public void Told_WhatAProgramSaysOfItself_IsItsVersion(string text, string? version) => Assert.Equal(version, SupportedTool.Told(text)?.ToString());

    [Theory]
    [InlineData("2.15.38", true)]
    [InlineData("3.0.0", true)]
    [InlineData("2.15.37", false)]
    [InlineData("1.32.83", true)]
    [InlineData("1.32.82", false)]
    public void Takes_ProgramWithAnOlderLine_HasALeastOfEach(string version, bool isTaken) => Assert.Equal(isTaken, SupportedTools.Aws.Takes(Version.Parse(version)));
}
