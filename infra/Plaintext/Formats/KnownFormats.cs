namespace McpInfra.Plaintext.Formats;

/// <summary>
/// Every token format that is known, looked for in time that grows with the text alone: all marks at once, and at each mark
/// the forms that have it; a form ends where its longest possible token does.
/// </summary>
internal static class KnownFormats
{
    /// <summary>No token of any format is shorter.</summary>
    private const int Shortest = 13;

    // What is more special stands before what is less so.
    private static readonly Lazy<FormatGroup[]> AllGroups = new(() =>
    [
        KeyFormats.Group, CodeHostFormats.Group, PackageFormats.Group, AiFormats.Group, CloudFormats.Group, PlatformFormats.Group, ChatFormats.Group,
        PaymentFormats.Group, ObservabilityFormats.Group, ServiceFormats.Group, WordedCloudFormats.Group, WordedServiceFormats.Group,
    ]);

    private static readonly Lazy<MarkIndex> Marks = new(() => Index(format => format.Words is [] ? format.Marks : [], StringComparison.Ordinal));

    private static readonly Lazy<MarkIndex> Words = new(() => Index(format => format.Words, StringComparison.OrdinalIgnoreCase));

    public static IReadOnlyList<FormatGroup> Groups => AllGroups.Value;

    public static IEnumerable<TokenFormat> All => Groups.SelectMany(group => group.Formats);

    /// <summary>The first token found in a text; null where there is none.</summary>
    /// <param name="around">Key and path of the text's place, in which a vendor's word counts beside the text itself.</param>
    public static FormatMatch? Find(string text, string around = "")
    {
        if (text.Length < Shortest)
            return null;
        foreach (var match in Matches(new Scan(text), around))
            return match;
        return null;
    }

    /// <summary>Whether a word stands in a text that a token of its vendor's needs beside it.</summary>
    public static bool NamesVendor(string text) => Words.Value.Occur(text);

    /// <summary>Every token in a text, in order; of two that overlap one, with the name of the first.</summary>
    public static IReadOnlyList<FormatMatch> FindAll(string text, string around = "") => text.Length < Shortest ? [] : FindAll(new Scan(text), around);

    /// <summary>The same, on a scan that counts its steps.</summary>
    internal static IReadOnlyList<FormatMatch> FindAll(Scan scan, string around)
    {
        var found = new List<FormatMatch>();
        foreach (var match in Matches(scan, around).OrderBy(match => match.Index).ThenByDescending(match => match.Length))
        {
            if (found is [.., var last] && match.Index < last.End)
                found[^1] = last with { Length = Math.Max(last.End, match.End) - last.Index };
            else
                found.Add(match);
        }

        return found;
    }

    private static MarkIndex Index(Func<TokenFormat, string[]> texts, StringComparison comparison)
    {
        var marks = new List<Mark>();
        foreach (var format in All)
        {
            foreach (var text in texts(format))
                marks.Add(new Mark(text, format));
        }

        return new MarkIndex(marks, comparison);
    }

    private static IEnumerable<FormatMatch> Matches(Scan scan, string around) => Marked(scan).Concat(Worded(scan, around));

    /// <summary>Formats that need no word beside them, at their marks.</summary>
    private static IEnumerable<FormatMatch> Marked(Scan scan)
    {
        var foundAt = -1;
        for (var cursor = Marks.Value.In(scan.Text); cursor.Next();)
        {
            // One format for each place is enough.
            if (cursor.At == foundAt || Match(scan, cursor.At, cursor.Format) is not { } match)
                continue;
            foundAt = cursor.At;
            yield return match;
        }
    }

    /// <summary>Formats that need a word, at each place where a value begins.</summary>
    private static IEnumerable<FormatMatch> Worded(Scan scan, string around)
    {
        var formats = new HashSet<TokenFormat>(ReferenceEqualityComparer.Instance);
        for (var cursor = Words.Value.In(around); cursor.Next();)
            formats.Add(cursor.Format);
        for (var cursor = Words.Value.In(scan.Text); cursor.Next(); scan.Step())
            formats.Add(cursor.Format);
        if (formats.Count == 0)
            yield break;

        var words = new VendorWords(around);
        var text = scan.Text;
        for (var start = 0; start + Shortest <= text.Length; start++)
        {
            if (!char.IsAsciiLetterOrDigit(text[start]) && text[start] is not ('_' or '-'))
                continue;
            if (Begins(text, start) && words.At(scan, start) is { } position)
            {
                foreach (var format in formats)
                {
                    scan.Step();
                    scan.ForgetBodies();
                    if (Forward(scan, format, 0, start) is var tokenEnd and >= 0 && VendorWords.Ends(scan, tokenEnd)
                        && IsToken(scan, format, start, tokenEnd) && words.Speak(scan, position, format.Words))
                    {
                        yield return new FormatMatch(format, start, tokenEnd - start);
                        break;
                    }
                }
            }
        }
    }

    private static bool Begins(string text, int start) => start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1]) || IsEscape(text, start - 1);

    private static FormatMatch? Match(Scan scan, int mark, TokenFormat format)
    {
        scan.Step();
        scan.ForgetBodies();
        var start = mark;
        for (var index = format.Anchor - 1; index >= 0; index--)
        {
            start = format.Parts[index].Backward(scan, start);
            if (start < 0)
                return null;
        }

        return IsEdge(scan, start, format.Before) && Forward(scan, format, format.Anchor, mark) is var end and >= 0
            && IsEnd(scan, end, format) && IsToken(scan, format, start, end)
            ? new FormatMatch(format, start, end - start) : null;
    }

    private static int Forward(Scan scan, TokenFormat format, int first, int at)
    {
        for (var index = first; index < format.Parts.Length && at >= 0; index++)
            at = format.Parts[index].Forward(scan, at);
        return at;
    }

    private static bool IsToken(Scan scan, TokenFormat format, int start, int end)
    {
        // Dots behind it: the beginning of one, shown to people.
        if (scan.Has(end, "...") || scan.At(end) == '…')
            return false;
        if (!format.AnyBody)
        {
            var body = scan.BodyText();
            if (TokenBody.IsPlaceholder(body) || (format.Mixed && !TokenBody.IsMixed(body)))
                return false;
        }

        return format.Check is null || format.Check(scan.Text.AsSpan(start, end - start));
    }

    private static bool IsEdge(Scan scan, int start, string? notBefore) => notBefore is null || scan.At(start - 1) is not { } before
        || (char.IsAsciiLetterOrDigit(before) ? IsEscape(scan.Text, start - 1) : !notBefore.Contains(before));

    /// <summary>The letter of <c>\n</c>, <c>\r</c> or <c>\t</c> in a text in a text.</summary>
    private static bool IsEscape(string text, int at) => at > 0 && text[at - 1] == '\\' && text[at] is 'n' or 'r' or 't';

    private static bool IsEnd(Scan scan, int end, TokenFormat format) => scan.At(end) is not { } after
        || (!char.IsAsciiLetterOrDigit(after) && !(format.Before == Edge.Base64 && after is '+' or '/')
            && !(format.Parts[^1] is RunPart run && run.Class.Contains(after)));
}
