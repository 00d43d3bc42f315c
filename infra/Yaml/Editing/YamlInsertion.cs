namespace McpInfra.Yaml.Editing;

/// <summary>Sets and removes single values in a YAML text and keeps every other byte.</summary>
internal static class YamlInsertion
{
    /// <summary>The text with a value at a path of keys; maps that are missing on the way are made.</summary>
    /// <param name="value">Plain data.</param>
    /// <exception cref="YamlFaultException">The text is not one YAML document that can be edited.</exception>
    public static string Set(string text, IReadOnlyList<string> keys, object? value)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (YamlReader.ReadWhole(text, YamlRules.Editing) is not MappingNode map)
            return End(text, newLine) + Block(keys, value, 0, newLine);
        for (var depth = 0; ; depth++)
        {
            var next = map.Entry(keys[depth]);
            if (next is null)
                return Insert(text, map, [.. keys.Skip(depth)], value, newLine);
            if (depth == keys.Count - 1)
                return Replace(text, next, YamlWriter.Inline(value));
            if (next.Value is not MappingNode inner)
                return Replace(text, next, YamlWriter.Inline(Nest([.. keys.Skip(depth + 1)], value)));
            map = inner;
        }
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

    private static string Insert(string text, MappingNode map, IReadOnlyList<string> keys, object? value, string newLine)
    {
        if (map.IsFlow)
        {
            var nested = YamlWriter.Inline(Nest(keys, value))[1..^1];
            var at = map.End - 1;

            // A comma may stand behind the last entry already.
            var comma = map.Entries.Count == 0 ? "" : text[..at].TrimEnd().EndsWith(',') ? " " : ", ";
            return text[..at] + comma + nested + text[at..];
        }

        var end = YamlLines.StartOfNextLine(text, Math.Max(0, map.End - 1));
        var indent = YamlLines.Column(text, map.Entries[0].KeyNode.Start);
        return End(text[..end], newLine) + Block(keys, value, indent, newLine) + text[end..];
    }

    private static string Replace(string text, MappingEntry entry, string value)
    {
        // An empty value stands nowhere; what follows its key's colon is its place.
        var start = entry.Value.End > entry.Value.Start ? entry.Value.Start : text.IndexOf(':', entry.KeyNode.End) + 1;
        var end = Math.Max(start, entry.Value.End);
        return text[..start] + (text[start - 1] == ':' ? " " : "") + value + text[end..];
    }

    private static string Block(IReadOnlyList<string> keys, object? value, int indent, string newLine) =>
        YamlWriter.Block(Nest(keys, value), indent).Replace("\n", newLine, StringComparison.Ordinal);

    private static Dictionary<string, object?> Nest(IReadOnlyList<string> keys, object? value) =>
        (Dictionary<string, object?>)keys.Reverse().Aggregate(value, (inner, key) => new Dictionary<string, object?> { [key] = inner })!;

    private static string End(string text, string newLine) => text.Length == 0 || text.EndsWith('\n') ? text : text + newLine;
}
