using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace McpInfra.Plaintext;

/// <summary>The secrets that the program holds in one run, and whether a text has one of them in it.</summary>
internal sealed class HeldSecrets
{
    /// <summary>Shorter values stand in ordinary text by chance, so they are looked for as whole texts only.</summary>
    private const int ShortestSearched = 8;

    private readonly ConcurrentDictionary<string, byte> _whole = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _parts = new(StringComparer.Ordinal);

    /// <summary>Holds a value that is known now.</summary>
    public void Hold(string secret)
    {
        if (secret.Length == 0)
            return;
        foreach (var form in Forms(secret))
            (secret.Length < ShortestSearched ? _whole : _parts)[form] = 0;
    }

    public bool Occurs(string text) => _whole.ContainsKey(text) || _parts.Keys.Any(form => text.Contains(form, StringComparison.Ordinal));

    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var base64 = Convert.ToBase64String(bytes);
        return
        [
            secret,
            base64,
            base64.TrimEnd('='),
            base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            Convert.ToHexStringLower(bytes),
            Uri.EscapeDataString(secret),
            JsonEncodedText.Encode(secret).ToString(),
            JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        ];
    }
}
