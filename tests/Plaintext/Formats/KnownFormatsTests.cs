using McpInfra.Plaintext.Formats;

namespace McpInfra.Tests.Plaintext.Formats;

/// <summary>Every row: its tokens are found, what falls short of them is not.</summary>
public sealed class KnownFormatsTests
{
    private const int Samples = 40;

    /// <summary>A few random tokens look like names or repeat a character; that is the price of taking no names for tokens.</summary>
    private const int LeastFound = 36;

    public static TheoryData<string> Rows => [.. KnownFormats.All.Select(format => format.Id)];

    public static TheoryData<string> Unworded => [.. KnownFormats.All.Where(format => format.Words is []).Select(format => format.Id)];

    public static TheoryData<string> Worded => [.. KnownFormats.All.Where(format => format.Words is not []).Select(format => format.Id)];

    [Theory]
    [MemberData(nameof(Unworded))]
    public void Find_TokenAlone_IsFoundWhole(string id) => Found(id, token => (token, "data.note", token));

    [Theory]
    [MemberData(nameof(Unworded))]
    public void Find_TokenInSentence_IsFound(string id) => Found(id, token => ($"see \"{token}\" for it", "data.note", token));

    [Theory]
    [MemberData(nameof(Unworded))]
    public void Find_TokenInJsonText_IsFound(string id) => Found(id, token => ($$"""{"note":"first\n{{token}}"}""", "data.note", token));

    [Theory]
    [MemberData(nameof(Unworded))]
    public void Find_TokenInQuery_IsFound(string id) => Found(id, token => ($"https://host.example/path?note={token}&page=2", "data.note", token));

    [Theory]
    [MemberData(nameof(Worded))]
    public void Find_WordInKey_IsFoundWhole(string id)
    {
        var format = Format(id);
        foreach (var word in format.Words)
            Found(id, token => (token, "data." + word, token));
    }

    [Theory]
    [MemberData(nameof(Worded))]
    public void Find_WordInPath_IsFoundWhole(string id) => Found(id, token => (token, $"apps.{Format(id).Words[0]}.data.note", token));

    [Theory]
    [MemberData(nameof(Worded))]
    public void Find_WordInText_IsFound(string id) => Found(id, token => ($"{Format(id).Words[0].ToUpperInvariant()}_TOKEN={token}\nother: x", "data.note", token));

    [Theory]
    [MemberData(nameof(Worded))]
    public void Find_NoWord_IsNotFoundByIt(string id)
    {
        var format = Format(id);
        Assert.DoesNotContain(Tokens(format), token => KnownFormats.Find(token, "data.note")?.Format == format);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Find_OneCharacterShort_IsNotFoundByTheRow(string id)
    {
        var format = Format(id);
        var last = Array.FindLastIndex(format.Parts, part => part is RunPart { Least: > 1 } or JoinedPart);
        if (last < 0 || id is "jwt" or "jwt-base64" or "discord-bot-token")
            return;
        var random = new Random(1);
        for (var count = 0; count < Samples; count++)
        {
            var token = FormatSamples.Token(format, random, (part, index) => FormatSamples.Sample(part, random)[..^(index == last ? 1 : 0)]);
            Assert.NotEqual(id, KnownFormats.Find(token, "data." + format.Words.FirstOrDefault("note"))?.Format.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Find_InsideLongerWord_IsNotFoundByTheRow(string id)
    {
        var format = Format(id);
        if (format.Before is null || format.Parts[0] is RunPart)
            return;
        var around = "data." + format.Words.FirstOrDefault("note");
        Assert.DoesNotContain(Tokens(format), token => KnownFormats.FindAll("A7" + token, around).Any(match => match.Format.Id == id && match.Index == 2));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Find_PlaceholderBody_IsNoToken(string id)
    {
        var format = Format(id);
        if (format.AnyBody || id is "jwt" or "jwt-base64" or "discord-bot-token" or "private-key")
            return;
        var around = "data." + format.Words.FirstOrDefault("note");
        foreach (var filler in new[] { 'x', 'X', '0', 'a', '*', '.' })
        {
            var token = FormatSamples.Token(format, new Random(1), (part, _) => part is LiteralPart ? FormatSamples.Sample(part, new Random(1)) : Filled(part, filler));
            Assert.Null(KnownFormats.Find(token, around));
        }
    }

    [Fact]
    public void Rows_Ids_AreDifferent() => Assert.Equal(KnownFormats.All.Count(), KnownFormats.All.Select(format => format.Id).Distinct().Count());

    [Fact]
    public void Rows_EachGroup_SaysWhereItIsFrom() => Assert.All(KnownFormats.Groups, group => Assert.NotEmpty(group.Source));

    [Fact]
    public void Rows_NoWords_HaveMarkOfTheirOwn() => Assert.All(KnownFormats.All.Where(format => format.Words is []), format => Assert.True(format.Anchor >= 0));

    [Fact]
    public void FindAll_SeveralTokens_AreFoundInOrder()
    {
        var random = new Random(3);
        var (first, second) = (FormatSamples.Token(Format("github-pat"), random), FormatSamples.Token(Format("aws-access-token"), random));
        var text = $"a: {first}\nb: {second}\n";
        Assert.Equal([first, second], KnownFormats.FindAll(text).Select(match => text.Substring(match.Index, match.Length)));
    }

    private static string Filled(TokenPart part, char filler) => part switch
    {
        RunPart run => new string(filler, run.Least),
        JoinedPart joined => string.Join(joined.Separator, joined.Lengths.Select(length => new string(filler, length))),
        _ => "",
    };

    private static void Found(string id, Func<string, (string Text, string Around, string Token)> place)
    {
        var found = 0;
        foreach (var token in Tokens(Format(id)))
        {
            var (text, around, expected) = place(token);
            var start = text.IndexOf(expected, StringComparison.Ordinal);
            found += KnownFormats.FindAll(text, around).Any(match => match.Index <= start && match.End >= start + expected.Length - "\n-----END".Length) ? 1 : 0;
        }

        Assert.InRange(found, LeastFound, Samples);
    }

    private static IEnumerable<string> Tokens(TokenFormat format) => FormatSamples.Tokens(format, 7).Take(Samples);

    private static TokenFormat Format(string id) => KnownFormats.All.Single(format => format.Id == id);
}
