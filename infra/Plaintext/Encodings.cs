using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// What stands behind base64 (wrapped, url-safe, of UTF-16, compressed), hex, percent signs, HTML entities and escapes: a secret
/// in one of them is as plain as one without. The work is bounded by a multiple of the text's length.
/// </summary>
internal static partial class Encodings
{
    /// <summary>How many times an encoded text is decoded to look inside it.</summary>
    public const int DeepestLayer = 4;

    /// <summary>All layers of a text together are at most so many times as long as it, and this much.</summary>
    private const int LayersToText = 12;

    private const int LeastBudget = 65_536;

    private const int ShortestBase64 = 8;
    private const int ShortestHex = 12;

    private static readonly SearchValues<char> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>Characters that nobody sees.</summary>
    private static readonly SearchValues<char> Unseen = SearchValues.Create("\u00ad\u200b\u200c\u200d\u2060\ufeff");

    private static readonly SearchValues<char> Hints = SearchValues.Create("%&\\");

    /// <summary>A text and everything that is encoded in it, the text itself first.</summary>
    public static IEnumerable<TextLayer> Layers(string text)
    {
        var whole = new TextLayer(text, 0, text.Length, isDecoded: false);
        yield return whole;
        if (text.Length < ShortestBase64 && text.AsSpan().IndexOfAny(Hints) < 0)
            yield break;
        var budget = Math.Max(LeastBudget, (long)text.Length * LayersToText);

        // Most texts are names and words with nothing inside, and are asked about by the thousand.
        HashSet<string>? seen = null;
        Queue<(TextLayer Layer, int Depth)>? pending = null;
        var next = (Layer: whole, Depth: 0);
        do
        {
            foreach (var inner in Inside(next.Layer.Text))
            {
                budget -= inner.Text.Length;
                if (budget < 0)
                    yield break;
                seen ??= new HashSet<string>(StringComparer.Ordinal) { text };
                if (!seen.Add(inner.Text))
                    continue;

                // What is decoded twice stands where the outer text stands.
                var placed = next.Depth == 0 ? inner : new TextLayer(inner.Text, next.Layer.Start, next.Layer.Length);
                yield return placed;
                if (next.Depth + 1 < DeepestLayer)
                    (pending ??= new Queue<(TextLayer Layer, int Depth)>()).Enqueue((placed, next.Depth + 1));
            }
        }
        while (pending is not null && pending.TryDequeue(out next));
    }

    /// <summary>What a base64 text stands for; null where it is none.</summary>
    public static string? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? DecodedText.Of(bytes.AsSpan(0, length)) : null;
    }

    private static IEnumerable<TextLayer> Inside(string text)
    {
        // Names with dashes have no capital and no digit; encoded text of this length has.
        var mayBeBase64 = text.AsSpan().IndexOfAny(Capitals) >= 0;
        foreach (var layer in mayBeBase64 ? InBase64(text) : [])
            yield return layer;
        foreach (var layer in text.Length >= ShortestHex ? InHex(text) : [])
            yield return layer;
        if (text.Contains('\n', StringComparison.Ordinal) && LineBreak().Replace(text, "") is var lines && lines.Length != text.Length)
        {
            foreach (var layer in InBase64(lines).Concat(InHex(lines)))
                yield return new TextLayer(layer.Text, 0, text.Length);
        }

        if (Joined(text) is { } joined)
            yield return new TextLayer(joined, 0, text.Length);
        if (text.AsSpan().IndexOfAny(Unseen) >= 0)
            yield return new TextLayer(string.Concat(text.Where(character => !Unseen.Contains(character))), 0, text.Length);
        foreach (Match run in QuotedPrintable().Matches(text))
            yield return new TextLayer(Uri.UnescapeDataString(run.Value.Replace('=', '%')), run.Index, run.Length);
        if (text.AsSpan().IndexOfAny(Hints) < 0)
            yield break;
        if (Percent().IsMatch(text) && Uri.UnescapeDataString(text) is var unescaped && unescaped != text)
            yield return new TextLayer(unescaped, 0, text.Length);
        if (text.Contains('&', StringComparison.Ordinal) && WebUtility.HtmlDecode(text) is var html && html != text)
            yield return new TextLayer(html, 0, text.Length);
        if (text.Contains('\\', StringComparison.Ordinal) && Escapes.Undone(text) is var plain && plain != text)
            yield return new TextLayer(plain, 0, text.Length);
    }

    /// <summary>
    /// Letters, '/', '-' and '_' before an encoded text are base64 too, as in <c>x/ENCODED</c>, and shift it: whatever stands
    /// there, one of four starts fits, and one of eight where each character has two bytes: four digits are three of them.
    /// </summary>
    private static IEnumerable<TextLayer> InBase64(string text)
    {
        foreach (Match run in Base64Run().Matches(text))
        {
            if (run.ValueSpan.IndexOfAny(Capitals) < 0)
                continue;
            var count = run.ValueSpan.TrimEnd('=').Length;

            // Every other byte of such a text is zero.
            var starts = run.ValueSpan.Count('A') * 5 >= count ? 8 : 4;
            for (var start = 0; start < starts && count - start >= ShortestBase64; start++)
            {
                if (TextOfBase64(run.ValueSpan[start..count]) is not { } decoded)
                    continue;
                yield return new TextLayer(decoded, run.Index, run.Length);

                // A whole text that can be read is what was encoded; other starts are noise.
                if (start == 0 && starts == 4 && DecodedText.IsReadable(decoded))
                    break;
            }
        }
    }

    /// <summary>What digits stand for, url-safe or not, without the end that fills a multiple of four.</summary>
    private static string? TextOfBase64(ReadOnlySpan<char> digits)
    {
        // One digit more than a multiple of four says nothing.
        var length = digits.Length % 4 == 1 ? digits.Length - 1 : digits.Length;
        var whole = (length + 3) / 4 * 4;
        var padded = ArrayPool<char>.Shared.Rent(whole);
        var bytes = ArrayPool<byte>.Shared.Rent(whole / 4 * 3);
        try
        {
            digits[..length].CopyTo(padded);
            padded.AsSpan(0, length).Replace('-', '+');
            padded.AsSpan(0, length).Replace('_', '/');
            padded.AsSpan(length, whole - length).Fill('=');
            return Convert.TryFromBase64Chars(padded.AsSpan(0, whole), bytes, out var count) ? DecodedText.Of(bytes.AsSpan(0, count)) : null;
        }
        finally
        {
            // What is decoded may be a secret.
            ArrayPool<char>.Shared.Return(padded, clearArray: true);
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private static IEnumerable<TextLayer> InHex(string text)
    {
        foreach (Match run in HexPairs().Matches(text))
        {
            var pairs = run.Value.Replace(run.Value[2].ToString(), "", StringComparison.Ordinal);
            if (DecodedText.Of(Convert.FromHexString(pairs)) is { } decoded)
                yield return new TextLayer(decoded, run.Index, run.Length);
        }

        foreach (Match run in HexRun().Matches(text))
        {
            for (var start = 0; start <= run.Length % 2; start++)
            {
                if (DecodedText.Of(Convert.FromHexString(run.Value.AsSpan(start, (run.Length - start) / 2 * 2))) is { } decoded)
                    yield return new TextLayer(decoded, run.Index, run.Length);
            }
        }
    }

    /// <summary>
    /// A token that was wrapped or folded, whole: null for a text of words. Every piece but the last is then long, or all
    /// but the last are equally long.
    /// </summary>
    private static string? Joined(string text)
    {
        if (text.Length > LeastBudget * 16 || text.AsSpan().IndexOfAny(' ', '\n', '\t') < 0 || !WrappedToken().IsMatch(text))
            return null;
        var pieces = text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length < 2)
            return null;
        var isWrapped = pieces.Take(pieces.Length - 1).All(piece => piece.Length == pieces[0].Length) && pieces[^1].Length <= pieces[0].Length;
        return isWrapped || pieces.Take(pieces.Length - 1).All(piece => piece.Length >= 12) ? string.Concat(pieces) : null;
    }

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{8,}={0,2}")]
    private static partial Regex Base64Run();

    // With a sign between each two bytes, the same everywhere.
    [GeneratedRegex(@"(?<![0-9A-Fa-f])[0-9A-Fa-f]{2}([: -])[0-9A-Fa-f]{2}(\1[0-9A-Fa-f]{2}){6,}(?![0-9A-Fa-f])")]
    private static partial Regex HexPairs();

    // Quoted-printable, where every byte is quoted.
    [GeneratedRegex(@"(=[0-9A-F]{2}){8,}")]
    private static partial Regex QuotedPrintable();

    [GeneratedRegex(@"[0-9A-Fa-f]{12,}")]
    private static partial Regex HexRun();

    [GeneratedRegex(@"%[0-9A-Fa-f]{2}")]
    private static partial Regex Percent();

    // Between two lines of base64 or hex, whatever their length and indentation.
    [GeneratedRegex(@"(?<=[A-Za-z0-9+/_-])[ \t]*\r?\n[ \t]*(?=[A-Za-z0-9+/_=-])")]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"^[A-Za-z0-9+/_.=-]+([ \t\r\n]+[A-Za-z0-9+/_.=-]+)+\s*\z")]
    private static partial Regex WrappedToken();
}
