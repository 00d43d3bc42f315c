using McpInfra.Plaintext.Formats;

namespace McpInfra.Tests.Plaintext.Formats;

/// <summary>JSON Web Tokens and private keys only where they are real ones.</summary>
public sealed class RealKeysTests
{
    private static readonly Random Random = new(5);

    public static TheoryData<string> Keys => new()
    {
        Begin("") + "\n" + Pem("\n"),
        Begin("RSA ") + "\\n" + Pem("\\n"),
        Begin("EC ") + "\n      " + Pem("\n      "),
        Begin("RSA ") + "\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-128-CBC,0A1B2C3D4E5F60718293A4B5C6D7E8F9\r\n\r\n" + Pem("\r\n"),
        "-----BEGIN PGP PRIVATE KEY " + "BLOCK-----\nVersion: 1\n\n" + Pem("\n"),
        "# " + Begin("OPENSSH ") + "\n# " + Pem("\n# "),
        Begin("") + " " + Pem(" "),
    };

    public static TheoryData<string> NoKeys => new()
    {
        Begin("") + "\n...\n-----END PRIVATE KEY-----",
        Begin(""),
        Begin("RSA ") + "\nMIIEpAIBAAKCAQEA...\n-----END RSA PRIVATE KEY-----",
        Begin("") + "\n<key>\n-----END",
        Begin("") + "\nput the content of the key file of this service here and nothing else\n-----END",
        Begin("") + "\n" + new string('x', 64) + "\n-----END",
        "AGE-SECRET-KEY-1" + new string('X', 58),
        "AGE-SECRET-KEY-1...",
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Find_KeyWithBody_IsPrivateKey(string text) => Assert.Equal("private-key", KnownFormats.Find(text)?.Format.Id);

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void Find_KeyWithoutBody_IsNone(string text) => Assert.Null(KnownFormats.Find(text));

    [Theory]
    [InlineData("{\"alg\":\"HS256\"}")]
    [InlineData("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"one\"}")]
    [InlineData("{ \"alg\": \"none\" }")]
    public void Find_HeaderWithAlgorithm_IsWebToken(string header) => Assert.Equal("jwt", KnownFormats.Find(FormatSamples.WebToken(header, Random))?.Format.Id);

    [Fact]
    public void Find_WebTokenOfTwoParts_IsWebToken() =>
        Assert.Equal("jwt", KnownFormats.Find("token " + FormatSamples.Encode("{\"alg\":\"none\"}") + "." + FormatSamples.Encode("{\"sub\":\"somebody\"}") + ".")?.Format.Id);

    [Fact]
    public void Find_WebTokenOfEmptySecondPart_IsWebToken() =>
        Assert.Equal("jwt", KnownFormats.Find(FormatSamples.Encode("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + ".." + FormatSamples.Text(CharClass.Alphanumeric, 16, Random) + ".abc.def")?.Format.Id);

    [Theory]
    [InlineData("# Authorization: Bearer eyJhbGciOi...")]
    [InlineData("eyJ...")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9...")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.<payload>.<signature>")]
    public void Find_HeaderAlone_IsNone(string text) => Assert.Null(KnownFormats.Find(text));

    [Fact]
    public void Find_OtherJsonInBase64_IsNone() => Assert.Null(KnownFormats.Find(FormatSamples.WebToken("{\"name\":\"value of another kind\"}", Random)));

    private static string Begin(string kind) => "-----BEGIN " + kind + "PRIVATE KEY-----";

    private static string Pem(string lineBreak) => FormatSamples.Pem(Random, lineBreak) + lineBreak + "-----END";
}
