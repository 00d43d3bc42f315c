using System.Text.Json;

namespace McpInfra.Plaintext.Formats;

/// <summary>JSON Web Tokens (RFC 7519): three parts in base64url, the first a JSON object that names its algorithm.</summary>
internal static class JsonWebTokens
{
    /// <summary>Shortest part of one whose header cannot be read: it is altered, but two long parts that both begin as JSON does are none by chance.</summary>
    private const int LongPart = 17;

    /// <summary>A payload of this length behind a real header is one, with or without a signature.</summary>
    private const int ShortestPayload = 10;

    /// <summary>Fields of a header (RFC 7515, 7516, 7517, 7519).</summary>
    private static readonly string[] HeaderFields =
    [
        "alg", "apu", "apv", "aud", "b64", "crit", "cty", "enc", "epk", "iss", "iv", "jku", "jwk", "key_ops", "kid", "kty", "nonce", "p2c",
        "p2s", "ppt", "sub", "svt", "tag", "typ", "url", "use", "ver", "version", "x", "x5c", "x5t", "x5t#S256", "x5u", "zip",
    ];

    /// <summary>The text has the header of a token, and enough behind it.</summary>
    public static bool IsOne(ReadOnlySpan<char> token)
    {
        var first = token.IndexOf('.');
        var rest = token[(first + 1)..];
        var payload = rest.IndexOf('.') is var second and >= 0 ? rest[..second] : rest;
        return Header(token[..first].ToString()) is { } header
            ? header.ValueKind == JsonValueKind.Object && header.TryGetProperty("alg", out _)

                // An encrypted one (RFC 7516) has the key's encryption in its second part, or nothing.
                && (payload.Length >= ShortestPayload || (header.TryGetProperty("enc", out _) && payload.Length < rest.Length))
            : first >= LongPart && payload.Length >= LongPart && payload.StartsWith("ey");
    }

    /// <summary>The text is base64 of a token: decoded twice, it begins as a header does.</summary>
    public static bool IsInBase64(ReadOnlySpan<char> text)
    {
        // Twelve digits are nine of the token, of which eight are six characters of its header: {"alg"
        if (Encodings.Decoded(text[..12].ToString()) is not { Length: 9 } token || Encodings.Decoded(token[..8]) is not { } header
            || !header.StartsWith("{\"", StringComparison.Ordinal))
            return false;
        var field = header[2..].Split('"')[0];
        return HeaderFields.Any(known => known == field || (header.Length == field.Length + 2 && known.StartsWith(field, StringComparison.Ordinal)));
    }

    private static JsonElement? Header(string base64Url)
    {
        var text = base64Url.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        text = text.PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return null;
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, length));
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
