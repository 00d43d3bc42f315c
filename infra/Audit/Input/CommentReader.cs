using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Audit.Input;

/// <summary>
/// What of a file is no field of a document: its comments, since a value that was commented out is in the file all the
/// same, and the lines of a file that is no YAML or JSON.
/// </summary>
internal static class CommentReader
{
    public static IReadOnlyList<PlacedText> Comments(IReadOnlyList<YamlComment> comments) =>
        [.. comments.Select(comment => Of("comment", comment.Text.TrimStart('#'), comment.Line))];

    public static IReadOnlyList<PlacedText> Lines(string text) =>
        [.. text.Split('\n').Select((line, index) => Of("line", line.TrimEnd('\r'), index + 1)).Where(line => !string.IsNullOrWhiteSpace(line.Text))];

    /// <summary>What is left of YAML that could be read: its directives and the names of its anchors.</summary>
    public static IReadOnlyList<PlacedText> Marks(string text, IReadOnlyList<YamlNode> roots) =>
    [
        .. text.StartsWith('%') || text.Contains("\n%", StringComparison.Ordinal) ? Lines(text).Where(line => line.Text.StartsWith('%')).Select(line => Of("directive", line.Text, line.Line!.Value)) : [],
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
