using System.Text.RegularExpressions;
using McpInfra.Printing;

namespace McpInfra.Tests.Printing;

/// <summary>What a label of a diagram holds is text, to Mermaid, to Markdown and to a browser.</summary>
public sealed partial class MermaidTests
{
    [Theory]
    [InlineData("mcp/dev/gateway", "mcp/dev/gateway")]
    [InlineData("POSTGRES_PASSWORD", "POSTGRES_PASSWORD")]
    [InlineData("mcp-gateway-external-secret-<version>", "mcp-gateway-external-secret#45;#60;version#62;")]
    [InlineData("a\"] --> b[\"c", "a#34;#93;#32;#45;#45;#62; b#91;#34;c")]
    [InlineData("#35;", "#35;35#59;")]
    [InlineData("&lt;b&gt;", "#38;lt#59;b#38;gt#59;")]
    [InlineData("`**x**`", "#96;#42;#42;x#42;#42;#96;")]
    [InlineData("%%{init: {}}%%", "#37;#37;#123;init#58;#32;#123;#125;#125;#37;#37;")]
    [InlineData("1. a", "1#46; a")]
    [InlineData("- a", "#45; a")]
    [InlineData("    a", "#32;#32;#32; a")]
    [InlineData("_a_b_", "#95;a_b#95;")]
    [InlineData("größe", "größe")]
    [InlineData("😀", "#128512;")]
    public void Text_Characters_AreWrittenAsNumbersUnlessTheyMeanNothing(string text, string expected) => Assert.Equal(expected, Mermaid.Text(text));

    [Fact]
    public void Label_OwnLineFeed_BeginsALineAndAForeignOneDoesNot()
    {
        Assert.Equal("\"a<br/>2 keys\"", Mermaid.Label($"{"a"}\n{2} keys").ToString());
        Assert.Equal("\"a#92;nb\"", Mermaid.Label($"{"a\nb"}").ToString());
    }

    [Fact]
    public void Label_LongName_IsCut() => Assert.Equal(64 + "#46;#46;#46;".Length + 2, Mermaid.Label($"{new string('a', 300)}").ToString().Length);

    /// <summary>Every character that is one of a sign is its number again, whatever stands around it.</summary>
    [Fact]
    public void Text_EveryAsciiCharacterBesideEveryOther_HoldsNoSign()
    {
        var ascii = Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).ToList();
        foreach (var text in ascii.SelectMany(first => ascii.Select(second => $"{first}{second}")))
        {
            var written = Mermaid.Text(text);
            Assert.Matches("^(?:[A-Za-z0-9/, ]|(?<=[A-Za-z0-9])[-._](?=[A-Za-z0-9])|#[0-9]+;)*$", written);
            Assert.Equal(text, Number().Replace(written, number => ((char)int.Parse(number.Groups["code"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToString()));
        }
    }

    [GeneratedRegex("#(?<code>[0-9]+);")]
    private static partial Regex Number();
}
