using FsCheck;
using FsCheck.Fluent;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Yaml;

public sealed class YamlWriterTests
{
    /// <summary>What some reader takes for something else, or that breaks a line, a key or a quote.</summary>
    private static readonly string[] Awkward =
    [
        "", " ", "a", "true", "True", "FALSE", "yes", "No", "on", "OFF", "y", "N", "null", "Null", "~", "1", "1.0", "012", "0o14", "0x1F", "0b11", "1_000", "-1", "+1", "1e3", ".5", "5.", ".inf", "-.INF",
        ".nan", "1:30", "190:20:30", "2026-01-02", "2026-01-02T03:04:05Z", "=", "<<", "-", "- a", "? a", ": a", "a: b", "a:", "a:b", "a #b", "#a", "a#b", "&a", "*a", "!a", "!!str a", "|", ">", "@a", "`a", "%a",
        "{a}", "[a]", "{{ .password }}", "a, b", "'a'", "\"a\"", "it's", "say \"x\"", "a\\b", " a", "a ", "a\n", "\na", "a\nb", "a\nb\n", "a\n\nb\n", "a \nb\n", " a\nb\n", "a\n b\n", "a\n\n", "\t", "a\tb", "a\r\nb",
        "é", "\u0085", "\u2028", "\uFEFF", "\U0001F511", "\0", "\x07", "\x1b[0m", "---", "...", "a\n---\nb\n", "a\n...\n", "/a", "./a", "oci://a/b", "arn:aws:iam::1:role/a", "https://a:1/?b=c&d=e#f", "a  b", "10m0s", "1.0.8", "v1",
    ];

    private static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements(Awkward),
        Gen.Elements(Awkward).Two().Select(two => two.Item1 + two.Item2),
        ArbMap.Default.GeneratorFor<string>().Select(text => new string([.. (text ?? "").Where(character => !char.IsSurrogate(character) && character is not ('\uFFFE' or '\uFFFF'))])));

    private static Gen<object?> Node(int size)
    {
        var scalar = Gen.OneOf(
            Text.Select(object? (text) => text), Gen.Elements<object?>(null, true, false, 0, -1, 12, 1L << 40, 1.5, -0.25, 1e300));
        if (size <= 1)
            return scalar;
        return Gen.OneOf(scalar, Node(size / 3).ListOf().Select(object? (items) => items.ToList()), Map(size / 3).Select(object? (map) => map));
    }

    private static Gen<IReadOnlyDictionary<string, object?>> Map(int size) =>
        Text.SelectMany(key => Node(size).Select(value => (Key: key, Value: value))).ListOf()
            .Select(IReadOnlyDictionary<string, object?> (entries) => entries.DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Value));

    [ManyRunsProperty(few: 100, many: 1_000)]
    public Property Write_AnyTree_ReadsBackAsTheSameToEveryReader() => Prop.ForAll(
        Gen.Sized(size => Map(Math.Min(size, 20))).Where(map => map.Count > 0).ToArbitrary(),
        map => Enum.GetValues<YamlVersion>().All(version =>
            Tree.Shown(Tree.OfYaml(YamlWriter.Write(map), version)) == Tree.Shown(map)
            && Tree.Shown(Tree.OfYaml(YamlWriter.Block(map), version)) == Tree.Shown(map)
            && Tree.Shown(Tree.OfYaml(YamlWriter.Inline(map), version)) == Tree.Shown(map)
            && Tree.Shown(Tree.OfYaml($"[{YamlWriter.Inline(map)}, x]", version)) == $"[{Tree.Shown(map)}, \"x\"]"));

    /// <summary>Halves of surrogate pairs are no characters, and a key longer than YAML's simple ones is written out.</summary>
    [Fact]
    public void Write_LongKeysAndHalfCharacters_AreReadable()
    {
        var text = new string('k', 5_000);

        Assert.Equal(Tree.Shown(new Dictionary<string, object?> { [text] = new Dictionary<string, object?> { [text] = "\uFFFD" } }),
            Tree.Shown(Tree.OfYaml(YamlWriter.Write(new Dictionary<string, object?> { [text] = new Dictionary<string, object?> { [text] = "\uD800" } }))));
    }

    /// <summary>What acts on whatever shows a file, or is seen by nobody, stands there as an escape; a picture of two halves stays one.</summary>
    [Theory]
    [InlineData("\u202e", @"\u202E")]
    [InlineData("\u2066", @"\u2066")]
    [InlineData("\u200b", @"\u200B")]
    [InlineData("\u3164", @"\u3164")]
    [InlineData("\u0085", @"\x85")]
    [InlineData("\U000e0041", @"\U000E0041")]
    [InlineData("\U0001F511", "\U0001F511")]
    public void Write_CharacterThatActs_IsAnEscapeThatReadsBack(string text, string written)
    {
        var map = new Dictionary<string, object?> { ["a"] = text, [text + "k"] = "x" };
        var yaml = YamlWriter.Write(map);

        Assert.Contains($"\"{written}\"", yaml, StringComparison.Ordinal);
        Assert.Contains($"\"{written}k\"", yaml, StringComparison.Ordinal);
        Assert.Equal(Tree.Shown(map), Tree.Shown(Tree.OfYaml(yaml)));
    }

    [Fact]
    public void Write_EveryAwkwardText_ReadsBackAsKeyAndValue()
    {
        foreach (var text in Awkward)
        {
            var written = YamlWriter.Write(new Dictionary<string, object?> { ["value"] = text, ["list"] = new List<object?> { text }, ["key"] = new Dictionary<string, object?> { [text] = text } });

            Assert.True(
                Tree.Shown(Tree.OfYaml(written)) == Tree.Shown(new Dictionary<string, object?> { ["value"] = text, ["list"] = new List<object?> { text }, ["key"] = new Dictionary<string, object?> { [text] = text } }),
                written);
        }
    }

    /// <summary>YAML 1.1 readers and 1.2 readers differ over these; quotes end the argument.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("1.0")]
    [InlineData("012")]
    [InlineData("null")]
    [InlineData("2026-01-02")]
    [InlineData("1:30")]
    [InlineData("1_000")]
    [InlineData("~")]
    [InlineData("")]
    public void Write_TextThatLooksLikeSomethingElse_IsInQuotes(string text) =>
        Assert.Equal($"a: \"{text}\"\n", YamlWriter.Write(new Dictionary<string, object?> { ["a"] = text }));

    [Theory]
    [InlineData("mcp-dev")]
    [InlineData("oci://ghcr.io/ibm/mcp-context-forge")]
    [InlineData("./flux/dev")]
    [InlineData("rds!db-1")]
    public void Write_OrdinaryText_IsPlain(string text) =>
        Assert.Equal($"a: {text}\n", YamlWriter.Write(new Dictionary<string, object?> { ["a"] = text }));

    [Fact]
    public void Write_SeveralLines_AreABlock() =>
        Assert.Equal("a: |\n  kind: x\n  name: y\n", YamlWriter.Write(new Dictionary<string, object?> { ["a"] = "kind: x\nname: y\n" }));

    [Fact]
    public void Write_OrderOfADictionary_MakesNoDifference()
    {
        string[] keys = ["z", "spec", "a", "metadata", "kind", "m", "apiVersion"];
        var forward = keys.ToDictionary(key => key, object? (_) => 1);
        var backward = keys.Reverse().ToDictionary(key => key, object? (_) => 1);

        Assert.Equal("apiVersion: 1\nkind: 1\nmetadata: 1\nspec: 1\na: 1\nm: 1\nz: 1\n", YamlWriter.Write(forward));
        Assert.Equal(YamlWriter.Write(forward), YamlWriter.Write(backward));
    }
}
