namespace McpInfra.Plaintext.Formats;

/// <summary>
/// Where a vendor's word counts. In the place of a text it speaks for the whole text, and for what is assigned in it. In the
/// text it stands in the name that the token is assigned to, or shortly before a name such as <c>token</c>. Commits,
/// digests and image tags have the form of such tokens too, and say so by their names.
/// </summary>
/// <param name="around">Key and path of the text's place.</param>
internal sealed class VendorWords(string around)
{
    /// <summary>A word of this length occurs inside others (<c>lob</c> in <c>global</c>), so that it begins a word or does not count.</summary>
    private const int Short = 6;

    /// <summary>Characters before a name in which the vendor's word may stand.</summary>
    private const int Nearby = 200;

    private const int LongestName = 80;
    private const int MostBetween = 16;

    private static readonly string[] WordsBesideTokens = ["key", "token", "secret", "password", "passwd", "auth", "credential", "pat", "api"];

    private static readonly string[] PublicNames =
    [
        "digest", "checksum", "sha", "sha1", "sha256", "sha384", "sha512", "md5", "commit", "revision", "rev", "ref", "hash",
        "tag", "version", "fingerprint", "thumbprint", "etag", "image", "integrity", "uid", "email",
    ];

    private readonly bool isPublicPlace = IsPublic(around);

    /// <summary>How a value comes to stand where it does: as the whole text, or assigned to the name between two offsets.</summary>
    internal readonly record struct Position(bool IsWhole, int NameStart, int NameEnd);

    /// <summary>How the value that begins here comes to stand here: as the whole text, or assigned to a name; null for neither.</summary>
    public Position? At(Scan scan, int start)
    {
        var text = scan.Text;
        var at = start;
        while (at > 0 && start - at < MostBetween && IsBetween(text[at - 1]))
            at--;
        if (at == 0)
            return isPublicPlace ? null : new Position(true, 0, 0);
        if (text[at - 1] is '=' or ':' or '>' or ',' or '(' or '|')
            at = Operator(text, at);
        else if (!Introduces(text, at))
            return null;

        while (at > 0 && start - at < 4 * MostBetween && IsBetween(text[at - 1]))
            at--;
        var name = at;
        while (name > 0 && at - name < LongestName && (char.IsAsciiLetterOrDigit(text[name - 1]) || text[name - 1] is '_' or '-' or '.' or '/' or ' '))
            name--;
        var span = text.AsSpan(name, at - name);

        // "repository/image:tag" is no assignment, and sha256:... is a digest.
        return span.Contains('/') || IsPublic(span) ? null : new Position(false, name, at);
    }

    /// <summary>One of the words speaks for the value at a position.</summary>
    public bool Speak(Scan scan, Position position, string[] words)
    {
        if (words.Any(word => Contains(around, word)))
            return !isPublicPlace || !position.IsWhole;
        if (position.IsWhole)
            return false;
        var name = scan.Text.AsSpan(position.NameStart, position.NameEnd - position.NameStart);
        if (Any(name, words))
            return true;
        var from = Math.Max(0, position.NameStart - Nearby);
        return IsSecret(name) && Any(scan.Text.AsSpan(from, position.NameEnd - from), words);
    }

    /// <summary>The word stands in a text; a short one at the beginning of a word.</summary>
    public static bool Contains(ReadOnlySpan<char> text, string word)
    {
        for (var from = 0; from < text.Length;)
        {
            var found = text[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                return false;
            if (Begins(text, from + found, word))
                return true;
            from += found + 1;
        }

        return false;
    }

    /// <summary>The value ends here, and is not a piece of an address or of a longer name.</summary>
    public static bool Ends(Scan scan, int end) =>
        scan.At(end) is null or ' ' or '\t' or '\r' or '\n' or '"' or '\'' or '`' or ';' or ',' or '&' or ')' or '}' or ']' or '<' or '\\' or '|';

    private static bool Begins(ReadOnlySpan<char> text, int at, string word) =>
        word.Length > Short || at == 0 || !char.IsAsciiLetter(text[at - 1]) || (char.IsAsciiLetterLower(text[at - 1]) && char.IsAsciiLetterUpper(text[at]));

    private static bool Any(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (Contains(text, word))
                return true;
        }

        return false;
    }

    private static bool IsBetween(char character) => character is ' ' or '\t' or '\r' or '\n' or '"' or '\'' or '`' or '\\';

    private static int Operator(string text, int at)
    {
        var end = at;
        while (at > 0 && end - at < 3 && text[at - 1] is '=' or ':' or '>' or ',' or '(' or '|' or '?')
            at--;
        return at;
    }

    /// <summary>A header's or a person's word for what follows.</summary>
    private static bool Introduces(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < MostBetween && char.IsAsciiLetter(text[start - 1]))
            start--;
        return text[start..at].ToUpperInvariant() is "BEARER" or "TOKEN" or "BASIC" or "KEY" or "SECRET" or "IS" or "APIKEY";
    }

    private static bool IsSecret(ReadOnlySpan<char> name)
    {
        foreach (var word in WordsBesideTokens)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The last word of a name or path says that what it names is public.</summary>
    private static bool IsPublic(ReadOnlySpan<char> name)
    {
        var end = name.Length;
        while (end > 0 && !char.IsAsciiLetterOrDigit(name[end - 1]))
            end--;
        var start = end;
        while (start > 0 && char.IsAsciiLetterOrDigit(name[start - 1]) && !(start < end && char.IsAsciiLetterUpper(name[start]) && char.IsAsciiLetterLower(name[start - 1])))
            start--;
        var last = name[start..end].ToString();
        return PublicNames.Contains(last, StringComparer.OrdinalIgnoreCase);
    }
}
