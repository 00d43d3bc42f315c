using McpInfra.Yaml;

namespace McpInfra.Tests.Yaml;

/// <summary>Of every word of a text it is known on which line of the file it stands, however the text is written.</summary>
public sealed class FoldedRowsTests
{
    [Theory]
    [InlineData("a: |\n  w1 w2\n\n  w3\n")]
    [InlineData("a: |4-\n      w1\n    w2\n")]
    [InlineData("a: >\n  w1 w2\n  w3\n\n\n  w4\n    w5\n    w6\n  w7\n")]
    [InlineData("a: >+\n\n\n  w1\n  w2\n\n")]
    [InlineData("a: \"w1 w2\n  w3\n\n  w4\"\n")]
    [InlineData("a: \"w1 \\\n   w2\\n\\\n   \\\"w3\\\" \\x41 w4\n   w5\"\n")]
    [InlineData("a: \"w1\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n w2\"\n")]
    [InlineData("a: '\n  w1\n  ''w2'' w3\n  w4'\n")]
    [InlineData("a:\n  w1\n  w2 w3\n\n  w4\nb: 1\n")]
    [InlineData("a: {b: w1\n    w2, c: 1}\n")]
    [InlineData("a: >-\r\n  w1\r\n  w2\r\n")]
    [InlineData("a: w1\n")]
    public void LineAt_EveryWord_IsTheLineThatHasIt(string yaml)
    {
        var texts = Texts(Assert.Single(YamlReader.Read(yaml, YamlRules.Manifests).Roots)).Where(text => text.Written.Contains('w', StringComparison.Ordinal)).ToList();
        var lines = yaml.Split('\n');

        Assert.All(texts.SelectMany(text => text.Written.Split([' ', '\n', '"', '\''], StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] == 'w').Select(word => (text, word))), found =>
            Assert.Contains(found.word, lines[found.text.LineAt(found.text.Written.IndexOf(found.word, StringComparison.Ordinal))!.Value - 1], StringComparison.Ordinal));
    }

    /// <summary>However many lines there are that nothing is known of, each is looked at once.</summary>
    [Fact]
    public void Of_ManyLinesOfEscapes_TakesTimeForTheText()
    {
        const int lines = 200_000;
        var source = '"' + string.Concat(Enumerable.Repeat("\\x61\\x62\\\n  ", lines)) + "end\"";

        var rows = FoldedRows.Of(source, string.Concat(Enumerable.Repeat("ab", lines)) + "end", hasHeader: false);

        Assert.Equal(lines + 1, rows.Length);
        Assert.Equal(2 * lines, rows[^1]);
    }

    private static IEnumerable<ScalarNode> Texts(YamlNode node) => node switch
    {
        ScalarNode text => [text],
        MappingNode map => map.Entries.SelectMany(entry => Texts(entry.Value)),
        _ => [],
    };
}
