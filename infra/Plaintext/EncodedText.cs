using System.Text;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>What is encoded in a text: a secret in base64 or behind URL escapes is as plain as one without.</summary>
internal static partial class EncodedText
{
    /// <summary>How many times an encoded text is decoded to look inside it.</summary>
    private const int DecodingDepth = 3;

    /// <summary>A text and everything that is encoded in it, the text itself first.</summary>
    public static IEnumerable<string> Layers(string text) => Layers(text, DecodingDepth);

    /// <summary>What a base64 text stands for; null where it is none.</summary>
    public static string? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static IEnumerable<string> Layers(string text, int depth) =>
        depth == 0 ? [text] : Inside(text).SelectMany(inner => Layers(inner, depth - 1)).Prepend(text);

    /// <summary>
    /// What stands behind base64 and URL escapes in a text. Letters, '/', '-' and '_' before an encoded text are base64
    /// too, as in <c>x/ENCODED</c>, and shift it: whatever stands there, one of four starts fits.
    /// </summary>
    private static IEnumerable<string> Inside(string text)
    {
        foreach (Match run in Base64Run().Matches(text))
        {
            var digits = run.Value.TrimEnd('=').Replace('-', '+').Replace('_', '/');
            for (var start = 0; start < 4; start++)
            {
                // One digit more than a multiple of four says nothing.
                var length = digits.Length - start;
                var aligned = digits.Substring(start, length % 4 == 1 ? length - 1 : length);
                if (Decoded(aligned.PadRight((aligned.Length + 3) / 4 * 4, '=')) is { } decoded)
                    yield return decoded;
            }
        }

        if (text.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(text) is var unescaped && unescaped != text)
            yield return unescaped;
    }

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{12,}={0,2}")]
    private static partial Regex Base64Run();
}
