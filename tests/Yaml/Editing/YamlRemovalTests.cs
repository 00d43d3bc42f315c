using McpInfra.Yaml;
using McpInfra.Yaml.Editing;

namespace McpInfra.Tests.Yaml.Editing;

public sealed class YamlRemovalTests
{
    /// <summary>Neighbors at the end go with the comma before the first of them.</summary>
    [Theory]
    [InlineData("{a: 1, b: 2, c: 3}\n", "{a: 1}\n", "b", "c")]
    [InlineData("{a: 1, b: 2, c: 3, d: 4}\n", "{a: 1}\n", "b", "c", "d")]
    [InlineData("{a: {x: 1}, b: 2, c: 3}\n", "{a: {x: 1}}\n", "b", "c")]
    [InlineData("{a: 1, b: 2, c: 3}\n", "{b: 2}\n", "a", "c")]
    [InlineData("{a: 1, b: 2, c: 3}\n", "{c: 3}\n", "a", "b")]
    public void Apply_EntriesOfAFlowMap_LeaveNoCommaOfTheirs(string text, string expected, params string[] removed)
    {
        var map = Assert.IsType<MappingNode>(YamlReader.ReadWhole(text, YamlRules.Editing));

        Assert.Equal(expected, YamlRemoval.Apply(text, map, removed.Select(key => map.Find(key)!).ToHashSet()));
    }
}
