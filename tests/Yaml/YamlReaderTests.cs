using System.Text;
using FsCheck;
using FsCheck.Fluent;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests.Yaml;

public sealed class YamlReaderTests
{
    private static readonly YamlRules[] AllRules = [YamlRules.Stack, YamlRules.Objects, YamlRules.Manifests, YamlRules.Editing];

    /// <summary>Pieces of YAML that are harmless alone and seldom together.</summary>
    private static readonly string[] Pieces =
    [
        "a", ": ", ":", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", "&x ", "*x", "*y", "<<: ", "<<: *x\n", "!t ", "!!int ", "!<x> ", "'", "\"", "\\", "|\n", ">-\n  ", "# c\n", "\t", "---\n", "...\n", "%YAML 1.2\n",
        "? ", "\0", "\x1B", "\u0085", "\uFEFF", "\uD800", "\uDC00", "\U0001F511", "\r\n", "\"\\ud800\"", "\"\\x", "012", "~", "@", "`", "\uFFFE",
    ];

    [Theory]
    [InlineData("a: [1\n", 1)]
    [InlineData("a: {b: c\n", 1)]
    [InlineData("a: \"x\n", 1)]
    [InlineData("a: b\n\tc: d\n", 2)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("a: 1\n---\nb: 1\n c: 2\n", 4)]
    [InlineData("a: &x [*x]\n", 1)]
    [InlineData("a: 1\nb: *x\n", 2)]
    [InlineData("a: 1\nb: \"\0\"\n", 2)]
    [InlineData("a: 1\nb: \"\\ud800\"\n", 2)]
    [InlineData("a: 1\n# \x1B[31m\n", 2)]
    public void Read_BrokenText_HasAFaultWithItsLine(string text, int line) =>
        Assert.Equal(line, Assert.Single(YamlReader.Read(text, YamlRules.Manifests).Faults).Line);

    [Fact]
    public void Read_HalfASurrogatePair_IsToldAndTheRestIsThere()
    {
        var (roots, faults) = YamlReader.Read("a: x\uD800\nb: c\n", YamlRules.Manifests);

        Assert.Equal((1, "holds half a character, which YAML does not allow."), (Assert.Single(faults).Line, faults[0].Message));
        Assert.Equal("c", Data(Assert.Single(roots), "b"));
    }

    [ManyRunsProperty(few: 300, many: 5_000)]
    public Property Read_AnyPieces_NeverThrowsAndQuotesNothing() => Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), text =>
    {
        const string canary = "CNRYcanary";
        foreach (var rules in AllRules)
            Assert.DoesNotContain(YamlReader.Read(text.Replace("a", canary, StringComparison.Ordinal), rules).Faults, fault => fault.Message.Contains(canary, StringComparison.Ordinal));
        Assert.All(YamlComments.Of(text), comment => Assert.Equal(comment.Text, text[comment.Start..comment.End]));
    });

    [Theory]
    [InlineData(199, true)]
    [InlineData(203, false)]
    [InlineData(100_000, false)]
    public void Read_NestedText_IsReadToItsBoundAndNoFurther(int levels, bool isRead)
    {
        string[] texts = [new string('[', levels) + new string(']', levels), string.Concat(Enumerable.Repeat("- ", levels)) + "a", "? " + new string('{', levels)];
        foreach (var rules in AllRules)
        {
            Assert.Equal(isRead, YamlReader.Read(texts[0], rules).Faults.Count == 0);
            Assert.Equal(isRead, YamlReader.Read(texts[1], rules).Faults.Count == 0);
            Assert.NotEmpty(YamlReader.Read(texts[2], rules).Faults);
        }

        Assert.Equal(isRead, JsonReader.Read(texts[0]).Faults.Count == 0);
    }

    [Theory]
    [InlineData("a: &a [x, x]\nb: &b [*a, *a]\n", "[*{0}, *{0}]")]
    [InlineData("a: &a {x: 1, y: 2}\nb: &b {p: *a, q: *a}\n", "{{p: *{0}, q: *{0}}}")]
    [InlineData("a: &a {x: 1, y: 2}\nb: &b {<<: *a, q: [*a]}\n", "{{<<: *{0}, p{1}: *{0}, q: *{0}}}")]
    public void Read_AliasesThatExplode_AreRefusedWithTheirLine(string start, string level)
    {
        var text = new StringBuilder(start);
        for (var index = 0; index < 60; index++)
            text.Append($"l{index}: &l{index} ").AppendFormat(System.Globalization.CultureInfo.InvariantCulture, level, index == 0 ? "b" : $"l{index - 1}", index).Append('\n');

        foreach (var rules in AllRules)
        {
            var fault = Assert.Single(YamlReader.Read(text.ToString(), rules).Faults);
            Assert.Contains("repeats more with YAML aliases", fault.Message, StringComparison.Ordinal);
            Assert.InRange(fault.Line!.Value, 10, 30);
        }
    }

    [Fact]
    public void Read_MergeKeys_OwnKeysAndEarlierMapsWin()
    {
        var root = (MappingNode)YamlReader.ReadWhole("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\n  z: 3\n  z: 4\n", YamlRules.Stack)!;

        var merged = (MappingNode)root.Find("c")!;
        Assert.Equal(["x", "z", "z", "y"], merged.Entries.Select(entry => entry.Key));
        Assert.Equal([false, false, false, true], merged.Entries.Select(entry => entry.IsMerged));
        Assert.Equal(1L, ((ScalarNode)merged.Find("y")!).Value);
        Assert.Equal(1, merged.Entry("y")!.Line);
    }

    [Fact]
    public void Read_TagsAnchorsAndKeysThatAreNoTexts_AreKept()
    {
        var root = (MappingNode)YamlReader.ReadWhole("!t key: &anchor !env NAME\n? [a, b]\n: c\n!!int 7: !!str 8\n", YamlRules.Manifests)!;

        Assert.Equal(("!t", "!env", "anchor"), (root.Entries[0].KeyNode.Tag, root.Entries[0].Value.Tag, root.Entries[0].Value.Anchor));
        Assert.Equal((MappingEntry.NoText, 2), (root.Entries[1].Key, ((SequenceNode)root.Entries[1].KeyNode).Items.Count));
        Assert.Equal(("7", "8"), (root.Entries[2].Key, Data(root, "7")));
        Assert.Equal(["", ""], [root.Entries[2].KeyNode.Tag, root.Entries[2].Value.Tag]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("# a\n---\nx: 1\n---\n")]
    public void Read_Places_AreThoseOfTheText(string before)
    {
        var text = before + "a: &x 'b' # c\nlist:\n- {k: v}\n- |\n  text\n\nend: *x\n";
        var root = (MappingNode)YamlReader.Read(text, YamlRules.Manifests).Roots[^1];
        var lines = before.Count(character => character == '\n');

        string Cut(YamlNode node) => text[node.Start..node.End];
        Assert.Equal(["a", "list", "end"], root.Entries.Select(entry => Cut(entry.KeyNode)));
        Assert.Equal("&x 'b'", Cut(root.Entries[0].Value));
        var items = (SequenceNode)root.Entries[1].Value;
        Assert.Equal(["{k: v}", "|\n  text"], items.Items.Select(Cut));
        Assert.Equal("- {k: v}\n- |\n  text", Cut(items));
        Assert.Equal((lines + 1, lines + 3, lines + 4), (root.Entries[0].Line, items.Items[0].Line, items.Items[1].Line));
        Assert.True(root.Entries[0].Value.IsShared);
        Assert.Same(root.Entries[0].Value, root.Entries[2].Value);
    }

    [Theory]
    [InlineData("yes", "yes", true)]
    [InlineData("off", "off", false)]
    [InlineData("n", "n", false)]
    [InlineData("'yes'", "yes", "yes")]
    [InlineData("012", 10L, 10L)]
    [InlineData("0o14", 12L, 12L)]
    [InlineData("1_000", 1000L, 1000L)]
    [InlineData("1:30", "1:30", "1:30")]
    [InlineData("2026-01-02", "2026-01-02 00:00:00 +0000 UTC", "2026-01-02")]
    [InlineData("!!str 1", "1", "1")]
    [InlineData("!!bool true", true, true)]
    [InlineData("!own yes", "yes", "yes")]
    [InlineData("~", null, null)]
    public void Meaning_OfAText_IsThatOfItsReader(string text, object? pulumi, object? helm)
    {
        var scalar = (ScalarNode)((MappingNode)YamlReader.ReadWhole($"a: {text}\n", YamlRules.Manifests)!).Find("a")!;

        Assert.Equal((pulumi, helm), (scalar.Meaning(YamlVersion.Pulumi), scalar.Meaning(YamlVersion.Helm)));
    }

    [Fact]
    public void Comments_BesideTextThatLooksLikeThem_AreTheRealOnes()
    {
        var comments = YamlComments.Of("# one\na: b#c # two\nd: '# no'\ne: |\n  # no\nf: [1, # three\n  2]\n");

        Assert.Equal([("# one", 1), ("# two", 2), ("# three", 6)], comments.Select(comment => (comment.Text, comment.Line)));
    }

    [Fact]
    public void Comments_BehindABrokenPlace_AreStillThere() =>
        Assert.Equal([("# one", 1), ("# two", 3)], YamlComments.Of("a: b # one\n'\n  \"\\q\" # two\n").Select(comment => (comment.Text, comment.Line)));

    /// <summary>A file is scanned once for both.</summary>
    [Theory]
    [InlineData("# one\na: b#c # two\nd: '# no'\ne: |\n  # no\nf: [1, # three\n  2]\n# four\n")]
    [InlineData("\uFEFF# one\n%YAML 1.2\n---\na: 1 # two\n---\n# three\n- b # four\n---\n# five\n")]
    [InlineData("a: &x 1 # one\r\nb: *x\r\n? c # two\r\n: d\r\n...\r\n# three\r\n")]
    [InlineData("a: b # one\n---\n'\n  \"\\q\" # two\n")]
    [InlineData("a: b # one\nc: [ # two\n---\nd: e # three\n")]
    [InlineData("a: b\u0007 # on\u0007e\n")]
    [InlineData("#")]
    [InlineData("")]
    public void Documents_WithComments_HaveThoseOfTheWholeText(string text)
    {
        Assert.Equal(Of(YamlComments.Of(text)), Of(YamlReader.Read(text, YamlRules.Manifests).Comments));
        Assert.Equal(Of(YamlComments.Of(text)), Of(YamlReader.Read(text, YamlRules.Stack).Comments));

        static IEnumerable<(int, int, string)> Of(IEnumerable<YamlComment> comments) => comments.Select(comment => (comment.Start, comment.Line, comment.Text));
    }

    [Fact]
    public void JsonComments_InAFile_AreGivenWithTheirLines()
    {
        var documents = JsonReader.Read("{ // one\n\"a\": 1, /* two */\n\"b\": [1.0, 1e400, \"x\",],}\n{}");

        Assert.Equal([(" one", 1), (" two ", 2)], documents.Comments.Select(comment => (comment.Text, comment.Line)));
        Assert.Equal((2, 3), (documents.Roots.Count, ((MappingNode)documents.Roots[0]).Entry("b")!.Line));
    }

    [Fact]
    public void Data_ThereAndBack_IsTheSame()
    {
        var data = new Dictionary<string, object?> { ["a"] = "yes", ["b"] = new List<object?> { 1L, 1.5, true, null, new Dictionary<string, object?>() }, [""] = "" };

        Assert.Equal(Tree.Shown(data), Tree.Shown(YamlData.ToData(YamlData.OfData(data), YamlVersion.Helm)));
    }

    private static object? Data(YamlNode node, string key) => YamlData.ToData(((MappingNode)node).Find(key));
}
