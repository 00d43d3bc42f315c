using System.Text;

namespace McpInfra.Yaml.Editing;

/// <summary>
/// Takes entries out of a YAML text and keeps every other byte: comments, order, quotes and line ends. A map or list that
/// is left empty is written as such, since for Helm an empty value deletes the chart's own.
/// </summary>
internal sealed class YamlRemoval
{
    private readonly string _text;
    private readonly IReadOnlySet<YamlNode> _removed;
    private readonly IReadOnlyList<YamlComment> _comments;
    private readonly List<(int Start, int End, string Text)> _edits = [];

    private YamlRemoval(string text, IReadOnlySet<YamlNode> removed) => (_text, _removed, _comments) = (text, removed, YamlComments.Of(text));

    /// <param name="removed">Values of the map entries and list items that go.</param>
    /// <returns>The new text; null when it could not be cut without touching something else.</returns>
    public static string? Apply(string text, YamlNode root, IReadOnlySet<YamlNode> removed)
    {
        if (removed.Count == 0)
            return text;
        var removal = new YamlRemoval(text, removed);
        if (!removal.Visit(root))
            return null;
        var edited = removal.Edited();
        try
        {
            return edited is not null && YamlReader.ReadWhole(edited, YamlRules.Editing) is { } after && YamlComparison.AreEqual(root, after, removed) ? edited : null;
        }
        catch (YamlFaultException)
        {
            return null;
        }
    }

    /// <summary>The text with every edit; null where two of them meet.</summary>
    private string? Edited()
    {
        var edited = new StringBuilder(_text.Length);
        var at = 0;
        foreach (var (start, end, replacement) in _edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.End))
        {
            if (start < at)
                return null;
            edited.Append(_text, at, start - at).Append(replacement);
            at = end;
        }

        return edited.Append(_text, at, _text.Length - at).ToString();
    }

    private bool Visit(YamlNode node) => node switch
    {
        MappingNode map => VisitMap(map),
        SequenceNode list => VisitList(list),
        _ => true,
    };

    private bool VisitMap(MappingNode map)
    {
        var gone = map.Entries.Where(entry => _removed.Contains(entry.Value)).ToList();
        if (gone.Count > 0 && gone.Count == map.Entries.Count)
            return Empty(map, [.. gone.Select(entry => (entry.KeyNode.Start, entry.Value))], "{}");
        foreach (var entry in gone)
        {
            if (!(map.IsFlow ? CutFromFlow(entry.KeyNode.Start, entry.Value.End, map) : CutLines(entry.KeyNode.Start, entry.Value)))
                return false;
        }

        return map.Entries.Except(gone).All(entry => Visit(entry.Value));
    }

    private bool VisitList(SequenceNode list)
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

    private int StartOfItem(SequenceNode list, YamlNode item) => list.IsFlow ? item.Start : YamlLines.Dash(_text, item.Start);

    /// <summary>Everything in a map or list goes: what is left of a block is brackets behind its key.</summary>
    private bool Empty(YamlNode holder, List<(int Start, YamlNode Value)> content, string brackets)
    {
        if (holder is MappingNode { IsFlow: true } or SequenceNode { IsFlow: true })
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
    private bool CutLines(int start, YamlNode value)
    {
        var lineStart = YamlLines.StartOfLine(_text, start);
        var indent = _text[lineStart..start];
        if (start < 0 || indent.Any(character => character != ' '))
            return false;
        var newLine = _text.AsSpan(lineStart, YamlLines.StartOfNextLine(_text, start) - lineStart).EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var end = YamlLines.EndOfLine(_text, Math.Max(start, value.End - 1));
        var comments = Comments(start).TakeWhile(comment => comment.Start < end).Select(comment => comment.Text);
        var next = YamlLines.StartOfNextLine(_text, end);

        // Behind the value stands nothing that is not its own, or the comment that is kept.
        if (_text[Math.Min(EndOfComment(value.End), end)..end].Trim().Length > 0)
            return false;
        _edits.Add((lineStart, next, string.Concat(comments.Select(comment => indent + comment + newLine))));
        return true;
    }

    private bool CutFromFlow(int start, int end, YamlNode holder)
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

        // The last one goes with the comma before it; where that went with a neighbor, with the comma before the neighbor.
        for (var from = start; ; _edits.RemoveAt(_edits.Count - 1))
        {
            var before = from - 1;
            while (before > holder.Start && char.IsWhiteSpace(_text[before]))
                before--;
            if (_edits is not [.., var last] || last.Start > before || before >= last.End)
            {
                _edits.Add((_text[before] == ',' ? before : from, end, ""));
                return true;
            }

            from = last.Start;
        }
    }

    /// <summary>The comments from an offset on.</summary>
    private IEnumerable<YamlComment> Comments(int from)
    {
        var (low, high) = (0, _comments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _comments[middle].Start < from ? (middle + 1, high) : (low, middle);
        }

        return _comments.Skip(low);
    }

    /// <summary>Where what stands behind an entry on its last line ends, if that is a comment.</summary>
    private int EndOfComment(int offset)
    {
        var at = offset;
        while (at < _text.Length && _text[at] is ' ' or '\t')
            at++;
        return Comments(at).FirstOrDefault() is { } found && found.Start == at ? found.End : offset;
    }

    private int SkipBlanks(int offset)
    {
        while (offset < _text.Length && char.IsWhiteSpace(_text[offset]))
            offset++;
        return offset;
    }
}
