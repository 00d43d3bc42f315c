using System.Text;
using System.Text.Json;

namespace McpInfra.Plaintext.Formats;

/// <summary>JSON Web Tokens (RFC 7519): three parts in base64url, the first a JSON object that names its algorithm.</summary>
internal static class JsonWebTokens
{
    /// <summary>Shortest part of one whose header cannot be read: it is altered, but two long parts that both begin as JSON does are none by chance.</summary>
    private const int LongPart = 17;

    /// <summary>A payload of this length behind a real header is one, with or without a signature.</summary>
    private const int ShortestPayload = 10;

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

    /// <summary>How a token begins in base64 of its base64, by the field that its header begins with (RFC 7515, 7516, 7517).</summary>
    public static string[] Twice { get; } = Array.ConvertAll(
        (string[])["alg", "apu", "apv", "aud", "b64", "crit", "cty", "enc", "epk", "iss", "iv", "jku", "jwk", "key_ops", "kid", "kty", "nonce", "p2c", "p2s", "ppt", "sub", "svt", "tag", "typ", "url", "use", "ver", "x5c", "x5t", "x5u", "zip"],
        field => Whole(Encoding.ASCII.GetBytes(Whole(Encoding.ASCII.GetBytes("{\"" + field + "\":")))));

    // What of the base64 does not depend on the bytes that follow.
    private static string Whole(byte[] bytes) => Convert.ToBase64String(bytes)[..(bytes.Length * 8 / 6)];

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
