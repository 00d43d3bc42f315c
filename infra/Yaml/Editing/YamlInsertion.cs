using System.Text;

namespace McpInfra.Yaml.Editing;

/// <summary>Sets and removes single values in a YAML text and keeps every other byte.</summary>
internal static class YamlInsertion
{
    private const string Whole = "";

    /// <summary>The text with a value at a path of keys; maps that are missing on the way are made.</summary>
    /// <param name="value">Plain data.</param>
    /// <exception cref="YamlFaultException">The text is not one YAML document that can be edited.</exception>
    public static string Set(string text, IReadOnlyList<string> keys, object? value) => Set(text, [(keys, value)]);

    /// <summary>The text with many values, which is read once for all of them.</summary>
    /// <param name="values">None of them at or below another's place.</param>
    /// <exception cref="YamlFaultException">The text is not one YAML document that can be edited.</exception>
    public static string Set(string text, IEnumerable<(IReadOnlyList<string> Keys, object? Value)> values)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var root = YamlReader.ReadWhole(text, YamlRules.Editing) as MappingNode;
        var places = new OrderedDictionary<(MappingNode? Map, MappingEntry? Entry), Place>();
        foreach (var (keys, value) in values)
        {
            var (map, entry, depth) = Find(root, keys);
            if (!places.TryGetValue((map, entry), out var place))
                places.Add((map, entry), place = new Place(map, entry, depth, []));
            YamlData.Set(place.Tree, [.. entry is null ? (string[])[] : [Whole], .. keys.Skip(depth)], value);
        }

        // What ends at one place is added from the innermost map outwards.
        var edits = places.Values.Select((place, order) => (Edit: Edit(text, place, newLine), place.Depth, Order: order))
            .OrderBy(edit => edit.Edit.Start).ThenByDescending(edit => edit.Depth).ThenBy(edit => edit.Order);
        var edited = new StringBuilder(text.Length);
        var at = 0;
        foreach (var ((start, end, added, isLines), _, _) in edits)
        {
            edited.Append(text, at, start - at);
            if (isLines && edited.Length > 0 && edited[^1] != '\n')
                edited.Append(newLine);
            edited.Append(added);
            at = end;
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The text without what stands at a path, and without the maps above it that are left empty.</summary>
    public static string Remove(string text, IReadOnlyList<string> keys)
    {
        var root = YamlReader.ReadWhole(text, YamlRules.Editing);
        YamlNode? gone = null;
        var node = root;
        for (var depth = 0; depth < keys.Count; depth++)
        {
            if (node is not MappingNode map || map.Find(keys[depth]) is not { } next)
                return text;
            gone = gone is null || map.Entries.Count > 1 ? next : gone;
            node = next;
        }

        return YamlRemoval.Apply(text, root!, new HashSet<YamlNode> { gone! })
            ?? throw new YamlFaultException(new YamlFault(gone!.Line, "cannot be edited in place."));
    }

    /// <summary>How far a path leads: to an entry whose value is replaced, or to a map that has no such entry.</summary>
    private static (MappingNode? Map, MappingEntry? Entry, int Depth) Find(MappingNode? root, IReadOnlyList<string> keys)
    {
        var map = root;
        for (var depth = 0; map is not null; depth++)
        {
            var next = map.Entry(keys[depth]);
            if (next is null)
                return (map, null, depth);
            if (depth == keys.Count - 1 || next.Value is not MappingNode inner)
                return (map, next, depth + 1);
            map = inner;
        }

        return (null, null, 0);
    }

    private static (int Start, int End, string Added, bool IsLines) Edit(string text, Place place, string newLine)
    {
        if (place.Map is not { } map)
            return (text.Length, text.Length, Block(place.Tree, 0, newLine), true);
        if (place.Entry is { } entry)
            return Replace(text, entry, YamlWriter.Inline(place.Tree[Whole]));
        if (map.IsFlow)
        {
            var at = map.End - 1;

            // A comma may stand behind the last entry already.
            var comma = map.Entries.Count == 0 ? "" : text[..at].TrimEnd().EndsWith(',') ? " " : ", ";
            return (at, at, comma + YamlWriter.Inline(place.Tree)[1..^1], false);
        }

        var end = YamlLines.StartOfNextLine(text, Math.Max(0, map.End - 1));
        return (end, end, Block(place.Tree, YamlLines.Column(text, map.Entries[0].KeyNode.Start), newLine), true);
    }

    private static (int Start, int End, string Added, bool IsLines) Replace(string text, MappingEntry entry, string value)
    {
        if (entry.Value.End > entry.Value.Start)
            return (entry.Value.Start, entry.Value.End, (text[entry.Value.Start - 1] == ':' ? " " : "") + value, false);

        // An empty value stands nowhere; what follows its key's colon is its place, and a key in braces may have none: {a, b: 1}.
        var colon = entry.KeyNode.End + Math.Max(0, text.AsSpan(entry.KeyNode.End).IndexOfAnyExcept(' ', '\t'));
        return colon < text.Length && text[colon] == ':' ? (colon + 1, colon + 1, " " + value, false) : (entry.KeyNode.End, entry.KeyNode.End, ": " + value, false);
    }

    private static string Block(Dictionary<string, object?> tree, int indent, string newLine) =>
        YamlWriter.Block(tree, indent).Replace("\n", newLine, StringComparison.Ordinal);

    /// <summary>Where something is set.</summary>
    /// <param name="Map">The map that exists already; null where the text has none at all.</param>
    /// <param name="Entry">The entry that is replaced; null where what is set is new to the map.</param>
    /// <param name="Depth">How many keys lead there.</param>
    /// <param name="Tree">What is set there, by the rest of the keys; in place of an entry under <see cref="Whole"/>.</param>
    private sealed record Place(MappingNode? Map, MappingEntry? Entry, int Depth, Dictionary<string, object?> Tree);
}
