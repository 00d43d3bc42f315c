using McpInfra.Yaml;

namespace McpInfra.Plaintext;

/// <summary>One text of a tree and where it stands. A class and no record: a record would print the text.</summary>
/// <param name="line">Line of the file that it begins on; null where there is none.</param>
/// <param name="node">The text itself, which behind an alias is read more than once; null for a name.</param>
/// <param name="within">The text of the tree that is a document with this one in it; null where it stands in the tree itself.</param>
internal sealed class PlacedText(Place place, string text, int? line, ScalarNode? node = null, InnerDocument? within = null)
{
    public YamlNode? Node => node;

    /// <summary>The node of the tree that it is or stands in.</summary>
    public YamlNode? HolderNode => within?.Outermost ?? node;

    public Place Place { get; } = place;

    public string Path => Place.Path;

    /// <summary>Path of the text of the tree that it stands in: its own, unless it is in a document inside of a text.</summary>
    public string Holder => within?.Path ?? Place.Path;

    public bool IsKey => Place.Kind == PlaceKind.Key;

    public string Text { get; } = text;

    public int? Line { get; } = line;

    /// <summary>The line that one of its characters stands on, where that is known: a text may have many.</summary>
    /// <param name="index">Null for the text as a whole.</param>
    public int? LineAt(int? index)
    {
        // What was decoded, or cut from its name, has no characters of its own in the file.
        if (index is not { } at || node is null || node.Text != Text || node.LineAt(at) is not { } own || own == node.Line)
            return Line;
        return within is null ? own : within.LineOf(own, node.Start);
    }
}

/// <summary>A text of a tree that is a document itself.</summary>
/// <param name="outer">The one that it stands in; null where it stands in the tree.</param>
internal sealed class InnerDocument(ScalarNode text, string path, InnerDocument? outer)
{
    /// <summary>The text of the tree.</summary>
    public ScalarNode Outermost { get; } = outer?.Outermost ?? text;

    public string Path { get; } = outer?.Path ?? path;

    public int Depth { get; } = outer?.Depth + 1 ?? 1;

    /// <summary>The line of the file for a line of the document, of which something begins at an offset.</summary>
    public int? LineOf(int? line, int start)
    {
        var own = text.IsLiteral ? text.Line + line : text.LineAt(start);
        return outer is null ? own : outer.LineOf(own, text.Start);
    }
}
