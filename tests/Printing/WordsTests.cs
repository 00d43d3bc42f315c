using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

public sealed class WordsTests
{
    private const string Token = "ghp_CNRYabcdefghijklmnopqrstuvwx0123";

    [Theory]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("\u001b[2J", "\\u001b[2J")]
    [InlineData("\u009b2J", "\\u009b2J")]
    [InlineData("x\u202ey", "x\\u202ey")]
    [InlineData("\u2066\u200f\u061c", "\\u2066\\u200f\\u061c")]
    [InlineData("a\u200bb\ufeff", "a\\u200bb\\ufeff")]
    [InlineData("a\u2028b\u2029", "a\\u2028b\\u2029")]
    [InlineData("\U000e0041", "\\U000e0041")]
    [InlineData("Grüße, 東京 😀", "Grüße, 東京 😀")]
    public void Hole_CharactersThatAct_AreVisible(string foreign, string shown) => Assert.Equal($"'{shown}'", Words.Of($"'{foreign}'").ToString());

    /// <summary>An attribute cannot hold half a pair.</summary>
    [Fact]
    public void Hole_LoneSurrogate_IsVisible() => Assert.Equal("\\ud800x\\udc00", Words.Of($"{"\ud800x\udc00"}").ToString());

    [Fact]
    public void Hole_Secret_IsWithheld() => Assert.Equal("the key (withheld) is there twice", Words.Of($"the key {Token} is there twice").ToString());

    [Fact]
    public void PlainString_Secret_IsWithheld() => Assert.DoesNotContain(Token, ((Words)Token).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Hole_HeldSecret_IsWithheldByWhoeverKnowsIt()
    {
        var held = new HeldSecrets();
        var words = Words.Of($"is {"correct horse battery"} to YAML");
        held.Hold("correct horse battery");

        Assert.Equal("is (withheld) to YAML", words.Shown(new Judge(Caller.Message, held)));
    }

    [Fact]
    public void Hole_Long_IsCut() => Assert.InRange(Words.Of($"{new string('x', 100_000)}").ToString().Length, 100, 3000);

    [Fact]
    public void Literal_LineFeed_IsALine() => Assert.Equal(["a", "b x\\ny"], Words.Of($"a\nb {"x\ny"}").SplitLines().Select(line => line.ToString()));

    [ManyRunsProperty(few: 200, many: 5_000)]
    public Property Hole_AnyText_HasNoCharacterThatActs() => Prop.ForAll(Texts(), text =>
        !Visible.Acts(Words.Of($"the key {text} of {text,10}").ToString()) && !Visible.Acts(((Words)text).ToString()));

    [ManyRunsProperty(few: 200, many: 5_000)]
    public Property Markdown_AnyText_StaysOnItsLineAndInItsCell() => Prop.ForAll(Texts(), text =>
    {
        var row = Markdown.Row($"{text}", Markdown.Code(text)).Shown(new Judge(Caller.Message, new HeldSecrets()));
        return !row[..^1].Contains('\n', StringComparison.Ordinal) && Unescaped(row) == 3;
    });

    [Theory]
    [InlineData("x [click](https://evil.example) ![p](https://evil.example/p.png) @org/team", "`x [click](https://evil.example) ![p](https://evil.example/p.png) @org/team`")]
    [InlineData("`a`", "`` `a` ``")]
    [InlineData("&#64;org <b>", "`&#64;org <b>`")]
    [InlineData("&lt;b&gt;", "&amp;lt;b&amp;gt;")]
    [InlineData("<script>", "&lt;script>")]
    [InlineData("*a* _b_ ~c~ a_b", "\\*a\\* \\_b\\_ \\~c\\~ a_b")]
    public void Markdown_Hole_IsTextAlone(string foreign, string shown) =>
        Assert.Equal($"of {shown}", Markdown.Of($"of {foreign}").Shown(new Judge(Caller.Message, new HeldSecrets())));

    [Theory]
    [InlineData("::error file=a::b", "\\::error file=a::b")]
    [InlineData("  ::add-mask::x", "  \\::add-mask::x")]
    [InlineData("a ##vso[task.setvariable]b", "a \\##vso[task.setvariable]b")]
    [InlineData("##[error]x", "\\##[error]x")]
    [InlineData("## MCP Gateway preview", "## MCP Gateway preview")]
    [InlineData("a::b", "a::b")]
    public void Line_OrderToAPipeline_IsDefused(string line, string shown)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var printer = new Printer(output, error);

        printer.Line(line);
        printer.Error(line);

        Assert.Equal((shown + "\n", shown + "\n"), (output.ToString(), error.ToString()));
    }

    [Fact]
    public void Json_OrderDirectionAndSecret_AreInert()
    {
        using var output = new StringWriter();

        new Printer(output, TextWriter.Null).Json(new { A = "##vso[x]", B = "a\u202eb\u001b", C = new Dictionary<string, string> { [Token] = Token } });

        Assert.DoesNotContain(Token, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("##", output.ToString(), StringComparison.Ordinal);
        Assert.False(Visible.Acts(output.ToString().Replace("\n", "", StringComparison.Ordinal)));
        Assert.Equal("##vso[x]", System.Text.Json.JsonDocument.Parse(output.ToString()).RootElement.GetProperty("a").GetString());
    }

    [Theory]
    [InlineData("x; touch PWNED #", "'x; touch PWNED #'")]
    [InlineData("it's $(a) `b` \"c\" | & *", "'it'\\''s $(a) `b` \"c\" | & *'")]
    [InlineData("", "''")]
    [InlineData("~/a", "'~/a'")]
    [InlineData("mcp-dev", "mcp-dev")]
    public void ShellLine_Hole_IsOneWord(string foreign, string shown) => Assert.Equal($"kubeseal --context {shown}", ShellLine.Of($"kubeseal --context {foreign}").ToString());

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\u001b[2J")]
    [InlineData("a\u202eb")]
    [InlineData(Token)]
    public void ShellLine_WordThatActsOrIsSecret_IsNoLine(string foreign) => Assert.StartsWith("by hand: ", ShellLine.Of($"rm {foreign}").ToString(), StringComparison.Ordinal);

    /// <summary>A real shell reads the words as they were, many in one run.</summary>
    [Fact]
    public void ShellLine_AnyWords_AreWhatTheShellReads()
    {
        var words = ManyRuns.Sample(Texts().Generator, count: 200, size: 8).Where(text => !Visible.Acts(text) && !text.Contains('\0', StringComparison.Ordinal) && !Secrecy.IsSecret(text)).Distinct().ToList();
        Assert.NotEmpty(words);
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true, RedirectStandardInput = true };
        using var shell = Process.Start(start)!;
        shell.StandardInput.Write(ShellLine.Of($"printf '%s\\n' {words}").ToString() + "\n");
        shell.StandardInput.Close();

        Assert.Equal(words, shell.StandardOutput.ReadToEnd().Split('\n')[..^1]);
    }

    private static Arbitrary<string> Texts() => Gen.ListOf(Gen.OneOf(
            Gen.Elements("\n", "\r", "\t", "\u001b[31m", "\u009b", "\u007f", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\ud800", "\U000e0041"),
            Gen.Elements("|", "`", "``", "*", "_", "~~", "<script>", "&lt;", "@org/team", "#1", "![a](b)", "https://evil.example", "::error::", "##vso["),
            Gen.Elements(";", "$(id)", "'", "\"", "\\", " ", "&&", ">", "*", "~", "a", "mcp-dev", "ü", "東京")))
        .Select(string.Concat).ToArbitrary();

    /// <summary>Bars that end a cell: those without a backslash that is none of a pair.</summary>
    private static int Unescaped(string row)
    {
        var count = 0;
        for (var index = 0; index < row.Length; index++)
        {
            if (row[index] == '\\')
                index++;
            else if (row[index] == '|')
                count++;
        }

        return count;
    }
}
