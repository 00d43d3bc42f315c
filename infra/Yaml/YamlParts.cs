using System.Buffers;

namespace McpInfra.Yaml;

/// <summary>The text of one document.</summary>
/// <param name="Text">Cleaned of what no parser should see, each such character by another in its place.</param>
/// <param name="Offset">Where it begins in the whole text.</param>
/// <param name="LinesBefore">How many lines stand before it.</param>
internal readonly record struct YamlPart(string Text, int Offset, int LinesBefore)
{
    /// <summary>How many lines it has, blank ones at its end not counted.</summary>
    public int Lines => 1 + Text.AsSpan().TrimEnd().Count('\n');

    /// <summary>The first line that is indented with a tab, which the parser reports at the start of its block.</summary>
    public int? IndentedWithTab
    {
        get
        {
            var number = 0;
            foreach (var line in Text.AsSpan().EnumerateLines())
            {
                number++;
                if (line[..^line.TrimStart().Length].Contains('\t'))
                    return number;
            }

            return null;
        }
    }
}

/// <summary>A text by documents, so that one that is broken does not hide the others.</summary>
internal static class YamlParts
{
    /// <summary>What YAML allows nowhere, as Pulumi's reader refuses it too, and halves of surrogate pairs.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0xA0).Where(code => code is (< 0x20 and not ('\t' or '\n' or '\r')) or (> 0x7E and not 0x85)).Select(code => (char)code),
        .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\uFFFE', '\uFFFF',
    ]);

    public static IEnumerable<YamlPart> Of(string text)
    {
        var (start, lines, startLines) = (text.StartsWith('\uFEFF') ? 1 : 0, 0, 0);
        var isPreamble = true;
        var from = start;
        for (var line = start; line < text.Length; lines++)
        {
            var end = text.IndexOf('\n', line) is >= 0 and var feed ? feed + 1 : text.Length;
            var content = text.AsSpan(line, end - line);
            if (content.StartsWith("---", StringComparison.Ordinal) && (content.Length == 3 || char.IsWhiteSpace(content[3])))
            {
                // Directives, such as %YAML 1.2, and comments before a document are part of it.
                if (!isPreamble)
                {
                    yield return new YamlPart(text[from..line], from, startLines);
                    (from, startLines) = (line, lines);
                }

                isPreamble = false;
            }
            else if (content.Trim() is not ([] or ['#', ..] or ['%', ..]))
            {
                isPreamble = false;
            }

            line = end;
        }

        yield return new YamlPart(text[from..], from, startLines);
    }

    /// <summary>Offset of the first character that no YAML has: a control character or half a surrogate pair; -1 without one.</summary>
    public static int FindForbidden(ReadOnlySpan<char> text, int from = 0)
    {
        while (text[from..].IndexOfAny(Forbidden) is >= 0 and var found)
        {
            from += found;
            if (!char.IsHighSurrogate(text[from]) || from + 1 == text.Length || !char.IsLowSurrogate(text[from + 1]))
                return from;
            from += 2;
        }

        return -1;
    }

    /// <summary>The text with another character for each that no YAML has, so that the rest can be looked at.</summary>
    /// <param name="keepsControls">Whether halves of surrogate pairs alone are replaced.</param>
    public static string Clean(string text, bool keepsControls = false)
    {
        var at = FindForbidden(text);
        if (at < 0)
            return text;
        var clean = text.ToCharArray();
        for (; at >= 0; at = FindForbidden(clean, at + 1))
        {
            if (!keepsControls || char.IsSurrogate(clean[at]))
                clean[at] = '\uFFFD';
        }

        return new string(clean);
    }
}
