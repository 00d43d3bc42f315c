namespace McpInfra.Yaml;

/// <summary>Lines and columns of a YAML text by offset.</summary>
internal static class YamlLines
{
    public static int StartOfLine(string text, int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;

    /// <summary>Offset behind the line's end mark, or the end of the text.</summary>
    public static int StartOfNextLine(string text, int offset)
    {
        var end = text.IndexOf('\n', offset);
        return end < 0 ? text.Length : end + 1;
    }

    /// <summary>Offset of the line's end mark, or the end of the text.</summary>
    public static int EndOfLine(string text, int offset) => ContentEnd(text, offset, StartOfNextLine(text, offset));

    public static int Column(string text, int offset) => offset - StartOfLine(text, offset);

    /// <summary>Column of the dash of a block list's item; that of the item itself where there is none.</summary>
    public static int ColumnOfDash(string text, int item)
    {
        var dash = Dash(text, item);
        return Column(text, dash < 0 ? item : dash);
    }

    /// <summary>Offset of the dash before an item, or -1.</summary>
    public static int Dash(string text, int item)
    {
        var at = item - 1;
        while (at >= 0 && char.IsWhiteSpace(text[at]))
            at--;
        return at >= 0 && text[at] == '-' ? at : -1;
    }

    /// <summary>
    /// Where a literal or folded block ends: before the first line that is neither blank nor further right than its key.
    /// Blank lines at its end are not part of it, unless it keeps them.
    /// </summary>
    public static int EndOfBlock(string text, int header, int column)
    {
        var firstLine = StartOfNextLine(text, header);
        var keeps = text[header..firstLine].Split('#')[0].Contains('+', StringComparison.Ordinal);
        var end = ContentEnd(text, header, firstLine);
        for (var line = firstLine; line < text.Length; line = StartOfNextLine(text, line))
        {
            var next = StartOfNextLine(text, line);
            var content = text[line..next].TrimEnd('\r', '\n');
            var isBlank = content.Trim(' ').Length == 0;
            if (!isBlank && content.Length - content.TrimStart(' ').Length <= column)
                break;
            if (!isBlank || keeps)
                end = ContentEnd(text, line, next);
        }

        return end;
    }

    /// <summary>The end of a line without its end mark.</summary>
    private static int ContentEnd(string text, int from, int next)
    {
        while (next > from && text[next - 1] is '\n' or '\r')
            next--;
        return next;
    }
}
