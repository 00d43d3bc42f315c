using System.Text;
using McpInfra.Plaintext.Formats;

namespace McpInfra.Tests.Plaintext.Formats;

/// <summary>Tokens made at random from the rows themselves, so that no token stands in this repository.</summary>
internal static class FormatSamples
{
    private const string Base64Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>A token of the format, with runs of any length that it allows, up to a few more than the shortest.</summary>
    public static string Token(TokenFormat format, Random random) => Token(format, random, (part, _) => part is RunPart run
        ? Text(Core(run.Class), random.Next(run.Least, Math.Min(run.Most, run.Least + 24) + 1), random)
        : Sample(part, random));

    /// <summary>A token with each part made by the function.</summary>
    public static string Token(TokenFormat format, Random random, Func<TokenPart, int, string> sample) => format.Id switch
    {
        "private-key" => $"-----BEGIN {OneOf(random, "", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")}PRIVATE KEY-----\n{Pem(random, "\n")}\n-----END",
        "jwt" => WebToken(random),
        "jwt-base64" => Encode(WebToken(random)),
        "discord-bot-token" => Encode(random.NextInt64(100_000_000_000_000_000, 900_000_000_000_000_000).ToString()) + "." + Text(CharClass.Word, 6, random) + "." + Text(CharClass.Word, 30, random),
        _ => string.Concat(format.Parts.Select(sample)),
    };

    public static IEnumerable<string> Tokens(TokenFormat format, int seed)
    {
        var random = new Random(seed);
        while (true)
            yield return Token(format, random);
    }

    public static string WebToken(Random random) => WebToken("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", random);

    public static string WebToken(string header, Random random) =>
        Encode(header) + "." + Encode($"{{\"sub\":\"{random.Next()}\"}}") + "." + Text(CharClass.Word, 43, random);

    public static string Pem(Random random, string lineBreak) =>
        string.Join(lineBreak, Enumerable.Range(0, 3).Select(_ => new string([.. Enumerable.Range(0, 64).Select(_ => Base64Characters[random.Next(64)])])));

    public static string Text(CharClass kind, int length, Random random) =>
        new([.. Enumerable.Range(0, length).Select(_ => kind.Characters[random.Next(kind.Characters.Length)])]);

    /// <summary>A part of the shortest length.</summary>
    public static string Sample(TokenPart part, Random random) => part switch
    {
        LiteralPart text => OneOf(random, text.Texts),
        RunPart run => Text(Core(run.Class), run.Least, random),
        JoinedPart joined => string.Join(joined.Separator, joined.Lengths.Select(length => Text(joined.Class, length, random))),
        _ => "",
    };

    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // Of the characters that a run may have, those that need no luck: quotes and dots end a text here and there.
    private static CharClass Core(CharClass kind) =>
        kind == CharClass.Digits || kind == CharClass.Hex || kind == CharClass.UpperDigits || kind == CharClass.Letters ? kind : CharClass.Alphanumeric;

    private static string OneOf(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
