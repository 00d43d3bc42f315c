using System.Buffers;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// Long strings that no person wrote: random letters and digits. Distinguished from names, versions and paths by their entropy and
/// by how often one kind of character follows another; and what is as random and public, by its form and its place.
/// </summary>
internal static partial class Randomness
{
    public const int Shortest = 24;

    /// <summary>Random text in two kinds of characters has less entropy, so more of it is wanted.</summary>
    private const int ShortestOfTwoKinds = 32;

    /// <summary>Under a name that ends in <c>key</c>: what is longer is found without the name.</summary>
    private const int ShortestKey = 16, LongestKey = 128;

    /// <summary>Longer runs are files that somebody put into a text: images, archives, certificates.</summary>
    private const int LongestRun = 512;

    /// <summary>Longer texts are such files; what is in them is looked for by format alone.</summary>
    private const int LongestText = 65_536;

    /// <summary>A piece of a typed password has letters and digits mixed; shorter ones are versions, as in <c>k8s</c> and <c>v1beta1</c>.</summary>
    private const int ShortestTyped = 8;

    /// <summary>Random letters and digits have about a third of their characters in such runs.</summary>
    private const double ShareInWords = 0.62;

    /// <summary>Lengths of digests in hex: MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512, and of UUIDs and trace ids without dashes.</summary>
    private static readonly int[] DigestLengths = [32, 40, 56, 64, 96, 128];

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The first such string in a text; null where there is none.</summary>
    /// <param name="place">Where the text stands: digests and certificates are public by the name of their field.</param>
    public static (int Index, int Length)? Find(Place place, string text)
    {
        if (IsKey(place, text))
            return IsPublic(place, text) ? null : (0, text.Length);
        if (text.Length is < Shortest or > LongestText)
            return null;
        foreach (var run in Run().EnumerateMatches(text))
        {
            var span = text.AsSpan(run.Index, run.Length);
            if (run.Length <= LongestRun && IsRandom(span) && !IsPartOfAddress(text, run.Index))
                return IsPublic(place, text) ? null : (run.Index, run.Length);
        }

        return null;
    }

    private static bool IsPublic(Place place, string text) => PublicName().IsMatch(place.Name) || PublicKeyPart().IsMatch(place.Path) || PublicText().IsMatch(text);

    /// <summary>Whether a piece of a text mixes letters and digits as a password does and a name does not: <c>hunter2RealPw9x</c>.</summary>
    public static bool LooksTyped(string text)
    {
        foreach (var piece in Piece().EnumerateMatches(text))
        {
            var span = text.AsSpan(piece.Index, piece.Length);
            if (span.Length >= ShortestTyped && !IsHex(span) && IsMixed(span))
                return true;
        }

        return false;
    }

    /// <summary>Under a name that ends in <c>key</c> stands a word, the name of something, which is made of words, or a key.</summary>
    private static bool IsKey(Place place, string text) =>
        text.Length is >= ShortestKey and <= LongestKey && KeyName().IsMatch(place.Name) && WholeKey().IsMatch(text) && LooksTyped(text)
        && !IsOf(LongWord(), text);

    private static bool IsRandom(ReadOnlySpan<char> run)
    {
        int digits = 0, lower = 0, upper = 0, changes = 0;
        Span<int> counts = stackalloc int[128];
        for (var index = 0; index < run.Length; index++)
        {
            var character = run[index];
            counts[character]++;
            digits += char.IsAsciiDigit(character) ? 1 : 0;
            lower += char.IsAsciiLetterLower(character) ? 1 : 0;
            upper += char.IsAsciiLetterUpper(character) ? 1 : 0;
            changes += index > 0 && KindOf(character) != KindOf(run[index - 1]) ? 1 : 0;
        }

        var kinds = (digits > 0 ? 1 : 0) + (lower > 0 ? 1 : 0) + (upper > 0 ? 1 : 0);
        var separators = run.Length - digits - lower - upper;
        var share = changes / (double)(run.Length - 1);
        return kinds switch
        {
            3 => Entropy(counts, run.Length) >= 3.7 && share >= 0.28 && separators * 10 <= run.Length && !IsOf(CamelWord(), run),

            // Hex and base36; with separators it is a UUID or a name, and at some lengths a digest.
            2 when digits > 0 && run.Length >= ShortestOfTwoKinds => Entropy(counts, run.Length) >= 3.0 && share >= 0.2 && separators == 0
                && digits * 12 >= run.Length && !(DigestLengths.Contains(run.Length) && IsHex(run)),

            // Letters alone: names in camel case have few capitals.
            2 when digits == 0 && run.Length >= ShortestOfTwoKinds =>
                Entropy(counts, run.Length) >= 4.0 && share >= 0.2 && Math.Min(lower, upper) >= 0.3 * run.Length && separators * 12 <= run.Length && !IsOf(CamelWord(), run),
            _ => false,
        };
    }

    /// <summary>Names in camel case have most of their letters in runs of small ones; random text has not.</summary>
    private static bool IsOf(Regex words, ReadOnlySpan<char> run)
    {
        var inWords = 0;
        foreach (var word in words.EnumerateMatches(run))
            inWords += word.Length;
        return inWords >= ShareInWords * run.Length;
    }

    /// <summary>What stands in an address names something: an image, a page, a bucket.</summary>
    private static bool IsPartOfAddress(string text, int index)
    {
        var start = index;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && index - start < 256)
            start--;
        return text.AsSpan(start, index - start).Contains("://", StringComparison.Ordinal);
    }

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits);

    /// <summary>Letters and digits that take turns, or capitals and small letters and digits together.</summary>
    private static bool IsMixed(ReadOnlySpan<char> text)
    {
        var (turns, hasDigit, hasLower, hasUpper) = (0, false, false, false);
        for (var index = 0; index < text.Length; index++)
        {
            hasDigit |= char.IsAsciiDigit(text[index]);
            hasLower |= char.IsAsciiLetterLower(text[index]);
            hasUpper |= char.IsAsciiLetterUpper(text[index]);
            turns += index > 0 && char.IsAsciiDigit(text[index]) != char.IsAsciiDigit(text[index - 1]) ? 1 : 0;
        }

        return hasDigit && (turns >= 2 || (hasLower && hasUpper));
    }

    private static int KindOf(char character) =>
        char.IsAsciiDigit(character) ? 0 : char.IsAsciiLetterLower(character) ? 1 : char.IsAsciiLetterUpper(character) ? 2 : 3;

    /// <summary>Shannon entropy in bits for each character.</summary>
    private static double Entropy(ReadOnlySpan<int> counts, int length)
    {
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= count / (double)length * Math.Log2(count / (double)length);
        }

        return entropy;
    }

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{24,}={0,2}")]
    private static partial Regex Run();

    [GeneratedRegex(@"([A-Za-z0-9][_.-][Kk]ey|[a-z0-9]Key|[A-Z0-9]_?KEY)\z")]
    private static partial Regex KeyName();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+={0,2}\z")]
    private static partial Regex WholeKey();

    [GeneratedRegex(@"[A-Z]?[a-z]{2,}")]
    private static partial Regex CamelWord();

    // Without a capital two or three small letters in a row are no word yet.
    [GeneratedRegex("[A-Z][a-z]{2,}|[a-z]{4,}")]
    private static partial Regex LongWord();

    [GeneratedRegex(@"[A-Za-z0-9]+")]
    private static partial Regex Piece();

    // Public by their form: ARNs, addresses, digests, certificates (plain and in base64), public keys.
    [GeneratedRegex(@"^(arn:|[A-Za-z][A-Za-z0-9+.-]*://|[A-Za-z0-9_.-]+\.[A-Za-z0-9-]+(:[0-9]+)?/|LS0tLS1CRUdJTi|ssh-|ecdsa-|age1|[A-Za-z]+/[a-z0-9.+-]+;|data:|iVBORw0KGgo|R0lGODlh|/9j/4AAQ)|sha(1|256|384|512)[:-]|-----BEGIN (CERTIFICATE|PUBLIC|RSA PUBLIC)", RegexOptions.IgnoreCase)]
    private static partial Regex PublicText();

    // The modulus, the point and the certificates of a key in a JWK set.
    [GeneratedRegex(@"keys\[[0-9]+\]\.(n|x|y|x5c\[[0-9]+\]|x5t|kid)\z")]
    private static partial Regex PublicKeyPart();

    [GeneratedRegex("(ca-?bundle|ca-?data|digest|checksum|hash|sha-?(1|256|512)?|revision|commit|rev|cert(ificate)?s?|\\.crt|\\.pem|public[_-]?key|fingerprint|thumbprint|encryptedkey|encryptionsalt|etag|uid|resourceversion|version-?id|integrity|signature|cursor|recipients?|pubkey|ciphertext|known[-_]?hosts)\\z", RegexOptions.IgnoreCase)]
    private static partial Regex PublicName();
}
