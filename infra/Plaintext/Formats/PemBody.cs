using System.Buffers;

namespace McpInfra.Plaintext.Formats;

/// <summary>The rest of a private key's first line: <c> RSA PRIVATE KEY-----</c>.</summary>
internal sealed record PemTitle : TokenPart
{
    private const int Longest = 130;
    private const string Words = "PRIVATE KEY";

    public override int Forward(Scan scan, int at)
    {
        var end = scan.RunEnd(CharClass.PemLabel, at, Longest);
        var words = end < 0 ? -1 : scan.Text.AsSpan(at, end - at).IndexOf(Words, StringComparison.Ordinal);
        if (words < 0)
            return -1;
        end = at + words + Words.Length;
        end += scan.Has(end, " BLOCK") ? " BLOCK".Length : 0;
        return scan.Has(end, "-----") ? end + "-----".Length : -1;
    }

    // It stands behind its mark always.
    public override int Backward(Scan scan, int end) => -1;
}

/// <summary>
/// What stands behind the first line of a private key: header lines such as <c>DEK-Info</c>, then base64, with line breaks
/// (real or written <c>\n</c>), indentation, quotes and marks of comments between. A key has forty characters at the least;
/// dots, an end line at once and words for people are none.
/// </summary>
internal sealed record PemBody : TokenPart
{
    public const int Least = 40;

    /// <summary>A line of a real one is longer; a word of a sentence is not.</summary>
    private const int LeastInOneRun = 24;

    private const int MostHeaders = 12;
    private const int LongestHeader = 120;
    private const int MostBetween = 64;
    private const int MostKey = 65_536;

    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\r\n\"'`,#|>\\");

    public override int Forward(Scan scan, int at)
    {
        at = Headers(scan, at);
        var (total, longest, start) = (0, 0, at);
        while (at - start < MostKey)
        {
            var end = scan.RunEnd(CharClass.Base64, at, MostKey);
            if (end == at)
                break;
            total += end - at;
            longest = Math.Max(longest, end - at);
            if (total <= Least * 2)
                scan.Body(at, end);
            var next = Skip(scan, end);
            if (next == end)
                return Enough(total, longest) ? end : -1;
            at = next;
        }

        return Enough(total, longest) ? at : -1;
    }

    // It stands behind its mark always.
    public override int Backward(Scan scan, int end) => -1;

    private static bool Enough(int total, int longest) => total >= Least && longest >= LeastInOneRun;

    private static int Skip(Scan scan, int at)
    {
        var end = at;
        while (scan.At(end) is { } character && end - at < MostBetween && Between.Contains(character))
        {
            // \n and \r, or n and r behind more than one backslash, in a text in a text.
            end += character == '\\' && scan.At(end + 1) is 'n' or 'r' or 't' ? 2 : 1;
        }

        return end;
    }

    /// <summary>Lines such as <c>Proc-Type: 4,ENCRYPTED</c> before the key.</summary>
    private static int Headers(Scan scan, int at)
    {
        at = Skip(scan, at);
        for (var count = 0; count < MostHeaders; count++)
        {
            var name = scan.RunEnd(CharClass.Word, at, 30);
            if (name == at || !scan.Has(name, ": "))
                return at;
            var end = name;
            while (scan.At(end) is { } character and not ('\n' or '\r' or '\\') && end - name < LongestHeader)
                end++;
            at = Skip(scan, end);
        }

        return at;
    }
}
