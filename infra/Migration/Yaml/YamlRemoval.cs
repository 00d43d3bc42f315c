namespace McpInfra.Migration.Yaml;

/// <summary>
/// Takes entries out of a YAML text and keeps every other byte: comments, order, quotes and line ends. A map or list that
/// is left empty is written as such, since for Helm an empty value deletes the chart's own.
/// </summary>
internal sealed class YamlRemoval
{
    private readonly string _text;
    private readonly IReadOnlySet<MarkedNode> _removed;
    private readonly YamlComments _comments;
    private readonly List<(int Start, int End, string Text)> _edits = [];

    private YamlRemoval(string text, IReadOnlySet<MarkedNode> removed) => (_text, _removed, _comments) = (text, removed, new YamlComments(text));

    /// <param name="removed">Values of the map entries and list items that go.</param>
    /// <returns>The new text; null when it could not be cut without touching something else.</returns>
    public static string? Apply(string text, MarkedNode root, IReadOnlySet<MarkedNode> removed)
    {
        if (removed.Count == 0)
            return text;
        var removal = new YamlRemoval(text, removed);
        if (!removal.Visit(root))
            return null;
        var edited = text;
        foreach (var (start, end, replacement) in removal._edits.OrderByDescending(edit => edit.Start).ThenByDescending(edit => edit.End))
            edited = edited[..start] + replacement + edited[end..];
        try
        {
            return MarkedYaml.Read(edited) is { } after && YamlComparison.AreEqual(root, after, removed) ? edited : null;
        }
        catch (MarkedYamlException)
        {
            return null;
        }
    }

    private bool Visit(MarkedNode node) => node switch
    {
        MarkedMap map => VisitMap(map),
        MarkedList list => VisitList(list),
        _ => true,
    };

    private bool VisitMap(MarkedMap map)
    {
        var gone = map.Entries.Where(entry => _removed.Contains(entry.Value)).ToList();
        if (gone.Count > 0 && gone.Count == map.Entries.Count)
            return Empty(map, [.. gone.Select(entry => (entry.KeyStart, entry.Value))], "{}");
        foreach (var entry in gone)
        {
            if (!(map.IsFlow ? CutFromFlow(entry.KeyStart, entry.Value.End, map) : CutLines(entry.KeyStart, entry.Value)))
                return false;
        }

        return map.Entries.Except(gone).All(entry => Visit(entry.Value));
    }

    private bool VisitList(MarkedList list)
    {
        var gone = list.Items.Where(_removed.Contains).ToList();
        if (gone.Count > 0 && gone.Count == list.Items.Count)
            return Empty(list, [.. gone.Select(item => (StartOfItem(list, item), item))], "[]");
        foreach (var item in gone)
        {
            if (!(list.IsFlow ? CutFromFlow(item.Start, item.End, list) : CutLines(StartOfItem(list, item), item)))
                return false;
        }

        return list.Items.Except(gone).All(Visit);
    }

    private int StartOfItem(MarkedList list, MarkedNode item) => list.IsFlow ? item.Start : YamlLines.Dash(_text, item.Start);

    /// <summary>Everything in a map or list goes: what is left of a block is brackets behind its key.</summary>
    private bool Empty(MarkedNode holder, List<(int Start, MarkedNode Value)> content, string brackets)
    {
        if (holder is MarkedMap { IsFlow: true } or MarkedList { IsFlow: true })
        {
            // A comment between the brackets would be lost.
            if (_text[holder.Start..holder.End].Contains(" #", StringComparison.Ordinal) && _text[holder.Start..holder.End].Contains('\n', StringComparison.Ordinal))
                return false;
            _edits.Add((holder.Start + (holder.Anchor.Length > 0 ? _text.AsSpan(holder.Start).IndexOfAny('{', '[') : 0), holder.End, brackets));
            return true;
        }

        var colon = content[0].Start - 1;
        if (holder.Anchor.Length > 0)
        {
            colon = holder.Start + holder.Anchor.Length;
        }
        else
        {
            // Between the colon and the first entry stand blanks and comments alone.
            var before = EndOfKeyBefore(content[0].Start);
            if (before < 0)
                return false;
            colon = before;
        }

        _edits.Add((colon + 1, colon + 1, " " + brackets));
        return content.TrueForAll(entry => CutLines(entry.Start, entry.Value));
    }

    /// <summary>Offset of the colon that ends the nearest line above with something else than a comment on it.</summary>
    private int EndOfKeyBefore(int offset)
    {
        for (var line = YamlLines.StartOfLine(_text, offset); line > 0;)
        {
            var above = YamlLines.StartOfLine(_text, line - 1);
            var content = _text[above..line];
            line = above;
            if (content.Trim().Length == 0 || content.TrimStart().StartsWith('#'))
                continue;
            var comment = CommentStart(content);
            var trimmed = content[..comment].TrimEnd();
            return trimmed.EndsWith(':') ? above + trimmed.Length - 1 : -1;
        }

        return -1;
    }

    private static int CommentStart(string line)
    {
        for (var at = line.IndexOf('#', StringComparison.Ordinal); at >= 0; at = line.IndexOf('#', at + 1))
        {
            if (at == 0 || line[at - 1] is ' ' or '\t')
                return at;
        }

        return line.Length;
    }

    /// <summary>Takes out an entry of a block with its lines; a comment behind or inside it stays, on a line of its own.</summary>
    private bool CutLines(int start, MarkedNode value)
    {
        var lineStart = YamlLines.StartOfLine(_text, start);
        var indent = _text[lineStart..start];
        if (start < 0 || indent.Any(character => character != ' '))
            return false;
        var newLine = _text[..YamlLines.StartOfNextLine(_text, start)].EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var comments = _comments.Within(start, value, out var end);
        var next = YamlLines.StartOfNextLine(_text, end);

        // Behind the value stands nothing that is not its own, or the comment that is kept.
        if (_text[Math.Min(_comments.EndOfComment(value.End), end)..end].Trim().Length > 0)
            return false;
        _edits.Add((lineStart, next, string.Concat(comments.Select(comment => indent + comment + newLine))));
        return true;
    }

    private bool CutFromFlow(int start, int end, MarkedNode holder)
    {
        var after = SkipBlanks(end);
        if (after < holder.End && _text[after] == ',')
        {
            // The blanks behind the comma go too where they stand on the same line.
            after++;
            while (after < holder.End && _text[after] is ' ' or '\t')
                after++;
            _edits.Add((start, after, ""));
            return true;
        }

        var before = start - 1;
        while (before > holder.Start && char.IsWhiteSpace(_text[before]))
            before--;
        var comma = _text[before] == ',' && !_edits.Exists(edit => edit.Start <= before && before < edit.End);
        _edits.Add((comma ? before : start, end, ""));
        return true;
    }

    private int SkipBlanks(int offset)
    {
        while (offset < _text.Length && char.IsWhiteSpace(_text[offset]))
            offset++;
        return offset;
    }
}
