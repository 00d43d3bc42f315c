using FsCheck;
using FsCheck.Fluent;
using McpInfra.Tests.Support;
using McpInfra.Yaml;
using McpInfra.Yaml.Editing;

namespace McpInfra.Tests.Yaml.Editing;

public sealed class YamlInsertionTests
{
    private static readonly string[] Texts =
    [
        "", "# of its own\n", "a: 1\n", "a:\n  b:\n    c: 1\n  c: 2\nb: {a: 1}\n", "a:\n  b: # why\n    c: 1", "a: {}\nb: {c: {a: 1}, }\n", "a:\r\n  c: 1\r\n# end\r\n", "a:\nb: x\n", "a: [1]\nc:\n    a: 1\n\nb: 2\n", "a: {b}\nc: 1\n", "a: {b, c: 1}\n",
    ];

    /// <summary>A comma may stand behind the last entry of a flow map, and two would be no YAML.</summary>
    [Theory]
    [InlineData("a: {b: 1}\n", "a: {b: 1, c: 2}\n")]
    [InlineData("a: {b: 1, }\n", "a: {b: 1,  c: 2}\n")]
    [InlineData("a: {b: 1,}\n", "a: {b: 1, c: 2}\n")]
    [InlineData("a: {}\n", "a: {c: 2}\n")]
    [InlineData("a: {b: {x: 1}, }\n", "a: {b: {x: 1},  c: 2}\n")]
    public void Set_InAFlowMap_KeepsItYaml(string text, string expected) => Assert.Equal(expected, YamlInsertion.Set(text, ["a", "c"], 2));

    /// <summary>In braces a key may stand without its colon.</summary>
    [Theory]
    [InlineData("a: {c}\nb: 1\n", "a: {c: 2}\nb: 1\n")]
    [InlineData("a: {c, d: 1}\n", "a: {c: 2, d: 1}\n")]
    [InlineData("a:\n  c :\nb: 1\n", "a:\n  c : 2\nb: 1\n")]
    public void Set_KeyWithoutAValue_HasIt(string text, string expected) => Assert.Equal(expected, YamlInsertion.Set(text, ["a", "c"], 2));

    [Fact]
    public void Set_ManyOfDifferentMapsThatEndTogether_StandEachInItsOwn() => Assert.Equal(
        "a:\n  b:\n    c: 1\n    d: 2\n  e: 3\nf: 4\n",
        YamlInsertion.Set("a:\n  b:\n    c: 1\n", [(["f"], 4), (["a", "e"], 3), (["a", "b", "d"], 2)]));

    [ManyRunsProperty(few: 300, many: 10_000)]
    public Property Set_Many_IsWhatOneAfterTheOtherMakes() => Prop.ForAll(
        (from text in Gen.Elements(Texts)
         from values in Gen.Elements("a", "b", "c", "d").NonEmptyListOf().Resize(3).SelectMany(keys => Gen.Elements<object?>(1, "x", true).Select(value => (Keys: (IReadOnlyList<string>)[.. keys], Value: value))).ListOf().Resize(6)
         where values.All(value => values.Count(other => other.Keys.Take(value.Keys.Count).SequenceEqual(value.Keys)) == 1)
         select (text, values)).ToArbitrary(),
        given =>
        {
            var atOnce = YamlInsertion.Set(given.text, given.values);
            var oneByOne = given.values.Aggregate(given.text, (text, value) => YamlInsertion.Set(text, value.Keys, value.Value));
            Assert.Equal(Data(oneByOne), Data(atOnce));
            Assert.All(oneByOne.Split('\n').Where(line => line.Contains('#', StringComparison.Ordinal)), line => Assert.Contains(line, atOnce, StringComparison.Ordinal));
        });

    private static string Data(string text) => System.Text.Json.JsonSerializer.Serialize(YamlReader.ReadWhole(text, YamlRules.Editing) is { } root ? Sorted(YamlData.ToData(root, YamlVersion.Helm)) : null);

    private static object? Sorted(object? data) => data is IReadOnlyDictionary<string, object?> map ? map.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(entry => entry.Key, entry => Sorted(entry.Value)) : data;
}
