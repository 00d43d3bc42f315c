using McpInfra.Yaml.Editing;

namespace McpInfra.Tests.Yaml.Editing;

public sealed class YamlInsertionTests
{
    /// <summary>A comma may stand behind the last entry of a flow map, and two would be no YAML.</summary>
    [Theory]
    [InlineData("a: {b: 1}\n", "a: {b: 1, c: 2}\n")]
    [InlineData("a: {b: 1, }\n", "a: {b: 1,  c: 2}\n")]
    [InlineData("a: {b: 1,}\n", "a: {b: 1, c: 2}\n")]
    [InlineData("a: {}\n", "a: {c: 2}\n")]
    [InlineData("a: {b: {x: 1}, }\n", "a: {b: {x: 1},  c: 2}\n")]
    public void Set_InAFlowMap_KeepsItYaml(string text, string expected) => Assert.Equal(expected, YamlInsertion.Set(text, ["a", "c"], 2));
}
