using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Audit.Files;

/// <summary>
/// What of a file is no field of a document: its comments, since a value that was commented out is in the file all the
/// same, and the lines of a file that is no YAML or JSON.
/// </summary>
internal static class CommentReader
{
    /// <summary>Longer than any private key, in lines.</summary>
    private const int LongestKey = 200;

    public static IReadOnlyList<PlacedText> Comments(IReadOnlyList<YamlComment> comments) =>
        WithWholeKeys([.. comments.Select(comment => Of("comment", comment.Text.TrimStart('#'), comment.Line))]);

    public static IReadOnlyList<PlacedText> Lines(string text) => WithWholeKeys(
        [.. text.Split('\n').Select((line, index) => Of("line", line.TrimEnd('\r'), index + 1)).Where(line => !string.IsNullOrWhiteSpace(line.Text))]);

    /// <summary>What of a file is no text of its documents: the lines of those that are broken, and comments, directives and anchors of the others.</summary>
    public static IReadOnlyList<PlacedText> Rest(string text, YamlDocuments documents)
    {
        var broken = BrokenLines(text, [.. documents.Faults.Where(fault => fault.IsBroken).Select(fault => fault.Line)]);
        var reported = broken.Select(line => line.Line).ToHashSet();
        return [.. broken, .. Comments(documents.Comments).Concat(Marks(text, documents.Roots)).Where(rest => !reported.Contains(rest.Line))];
    }

    /// <summary>A private key is one over all of its lines, and none by any of them.</summary>
    private static IReadOnlyList<PlacedText> WithWholeKeys(IReadOnlyList<PlacedText> lines)
    {
        if (!lines.Any(line => IsKeyStart(line.Text)))
            return lines;
        var whole = new List<PlacedText>();
        for (var index = 0; index < lines.Count; index++)
        {
            var end = IsKeyStart(lines[index].Text) ? lines.Skip(index).Take(LongestKey).TakeWhile(line => !line.Text.Contains("-----END", StringComparison.Ordinal)).Count() : 0;
            if (end == 0 || end == LongestKey || index + end == lines.Count)
            {
                whole.Add(lines[index]);
                continue;
            }

            var key = string.Join('\n', lines.Skip(index).Take(end + 1).Select(line => line.Text.Trim()));
            whole.Add(Of(lines[index].Path, key, lines[index].Line!.Value));
            index += end;
        }

        return whole;
    }

    private static bool IsKeyStart(string text) => text.Contains("-----BEGIN", StringComparison.Ordinal) && text.Contains("PRIVATE KEY", StringComparison.Ordinal);

    /// <param name="broken">Lines of what is wrong; null where that is not known.</param>
    private static IReadOnlyList<PlacedText> BrokenLines(string text, IReadOnlyList<int?> broken)
    {
        if (broken.Count == 0)
            return [];

        // A document begins at a line of three dashes; in JSON all of the text is one.
        var document = 0;
        var documents = new List<int>();
        foreach (var range in text.AsSpan().Split('\n'))
            documents.Add(text.AsSpan()[range].StartsWith("---", StringComparison.Ordinal) ? ++document : document);
        var wanted = broken.Select(line => line is { } known ? documents[Math.Clamp(known, 1, documents.Count) - 1] : -1).ToHashSet();
        return wanted.Contains(-1) ? Lines(text) : [.. Lines(text).Where(line => wanted.Contains(documents[line.Line!.Value - 1]))];
    }

    /// <summary>What is left of YAML that could be read: its directives and the names of its anchors.</summary>
    private static IReadOnlyList<PlacedText> Marks(string text, IReadOnlyList<YamlNode> roots) =>
    [
        .. text.StartsWith('%') || text.Contains("\n%", StringComparison.Ordinal) ? Lines(text).Where(line => line.Text.StartsWith('%')).Select(line => Of("directive", line.Text.Split(" #")[0], line.Line!.Value)) : [],
        .. text.Contains('&', StringComparison.Ordinal) ? Anchors(roots) : [],
    ];

    /// <summary>Each once, however often an alias repeats it.</summary>
    private static IEnumerable<PlacedText> Anchors(IReadOnlyList<YamlNode> roots)
    {
        var repeated = new HashSet<YamlNode>();
        var left = new Stack<YamlNode>(roots);
        while (left.TryPop(out var node))
        {
            if (node.IsShared && !repeated.Add(node))
                continue;
            if (node.Anchor.Length > 0)
                yield return Of("anchor", node.Anchor, node.Line ?? 1);
            foreach (var inner in node switch
            {
                MappingNode map => map.Entries.SelectMany(entry => (IEnumerable<YamlNode>)[entry.KeyNode, entry.Value]),
                SequenceNode list => list.Items,
                _ => [],
            })
                left.Push(inner);
        }
    }

    private static PlacedText Of(string path, string text, int line) => new(new Place("", path, PlaceKind.Comment), text, line);
}
