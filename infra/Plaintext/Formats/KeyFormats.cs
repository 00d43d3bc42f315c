using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Private keys and JSON Web Tokens: a real one is recognized by what is inside.</summary>
internal static class KeyFormats
{
    public static FormatGroup Group { get; } = new(
        "RFC 7468, RFC 1421, RFC 9580 (private keys), RFC 7519 and 7516 (JSON Web Tokens), age-encryption.org/v1; ids as in gitleaks 8.x",
        [
            Token("private-key", "a private key", "-----BEGIN", new PemTitle(), new PemBody()),
            Token("age-secret-key", "an age private key", Either("AGE-SECRET-KEY-PQ-1", "AGE-SECRET-KEY-1"), UpperDigits.Of(20, 80)),

            // Before the JSON Web Token, since it begins as one does.
            Token("grafana-api-key", "a Grafana API key", "eyJrIjoi", Base64.Of(70, 500)) with { Before = Edge.Base64 },
            Token("jwt", "a JSON Web Token", Either("ey", "ewo", "ew0"), Word.Of(8, 8192), ".", WebToken.Of(10, 65_536)) with { Before = Edge.Dashed, Check = JsonWebTokens.IsOne },
            Token("jwt-base64", "a JSON Web Token in base64", "ZXlK", Base64Folded.Of(46, 65_536)) with { Before = Edge.Base64, Mixed = false, Check = JsonWebTokens.IsInBase64 },
        ]);
}
