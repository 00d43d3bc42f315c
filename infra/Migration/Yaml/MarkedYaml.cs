using McpInfra.Settings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace McpInfra.Migration.Yaml;

/// <summary>Reads one YAML document into nodes that know where they stand, so that its text can be edited in place.</summary>
internal sealed class MarkedYaml
{
    /// <summary>Deeper than any values file, and far from the end of the stack.</summary>
    private const int DeepestLevel = 64;

    /// <summary>More nodes than any values file has, and too few for one whose aliases explode.</summary>
    private const int MostNodes = 100_000;

    private readonly Dictionary<string, MarkedNode> _anchors = [];
    private readonly IParser _parser;
    private readonly string _text;

    private MarkedYaml(IParser parser, string text) => (_parser, _text) = (parser, text);

    /// <summary>The root of a text; null when it holds no document.</summary>
    /// <exception cref="MarkedYamlException">It is broken, or holds what cannot be read as one tree of keys.</exception>
    public static MarkedNode? Read(string text)
    {
        using var reader = new StringReader(text);
        var yaml = new MarkedYaml(new Parser(new Scanner(reader, skipComments: true)), text);
        try
        {
            return yaml.ReadDocument();
        }
        catch (YamlException broken)
        {
            var tabbed = broken.Message.Contains("tab", StringComparison.Ordinal) ? YamlTree.IndentedWithTab(text) : null;
            throw new MarkedYamlException(tabbed ?? Line(broken.Start), $"is not YAML: {YamlTree.Reason(broken)}");
        }
        catch (Exception unfinished) when (unfinished is InvalidOperationException or EndOfStreamException)
        {
            throw new MarkedYamlException(yaml._parser.Current is { } last ? Line(last.End) : 1, "is not YAML: a bracket or a map is left open");
        }
    }

    private MarkedNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            return null;
        var root = ReadNode(column: -1, depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart next)
            throw new MarkedYamlException(Line(next.Start), "holds a second YAML document, which Helm does not read");
        return root;
    }

    /// <param name="column">Column of the key or dash that the node belongs to: a block of text ends where something stands at or left of it.</param>
    private MarkedNode ReadNode(int column, int depth)
    {
        var at = _parser.Current!;
        var start = Offset(at.Start);
        var line = Line(at.Start);
        if (depth > DeepestLevel)
            throw new MarkedYamlException(line, "is nested too deeply to be a values file");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out var target))
                throw new MarkedYamlException(line, "uses a YAML alias of which no anchor stands before it");
            target.IsShared = true;
            return new MarkedAlias { Start = start, Line = line, End = Offset(alias.End), Target = target, Size = target.Size };
        }

        var anchor = ((NodeEvent)at).Anchor is { IsEmpty: false } name ? name.Value : "";
        MarkedNode node = _parser.TryConsume<Scalar>(out var scalar) ? ReadScalar(scalar, column, anchor)
            : _parser.TryConsume<SequenceStart>(out var list) ? ReadList(list, anchor, depth)
            : ReadMap(_parser.Consume<MappingStart>(), anchor, depth);
        node.Size = node switch
        {
            MarkedMap map => 1 + map.Entries.Sum(entry => entry.Value.Size),
            MarkedList items => 1 + items.Items.Sum(item => item.Size),
            _ => 1,
        };
        if (node.Size > MostNodes)
            throw new MarkedYamlException(line, "repeats more with YAML aliases than a values file can need");
        if (anchor.Length > 0)
            _anchors[anchor] = node;
        return node;
    }

    private MarkedScalar ReadScalar(Scalar scalar, int column, string anchor)
    {
        var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        var start = Offset(scalar.Start);
        return new MarkedScalar
        {
            Start = start,
            Line = Line(scalar.Start),
            End = isBlock ? YamlLines.EndOfBlock(_text, start, column) : Offset(scalar.End),
            Anchor = anchor,
            Text = scalar.Value,
            IsPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty,
            IsBlock = isBlock,
        };
    }

    private MarkedList ReadList(SequenceStart start, string anchor, int depth)
    {
        var list = new MarkedList { Start = Offset(start.Start), Line = Line(start.Start), Anchor = anchor, IsFlow = start.Style == SequenceStyle.Flow };
        while (_parser.Current is not SequenceEnd)
        {
            var dash = YamlLines.ColumnOfDash(_text, Offset(_parser.Current!.Start));
            list.Items.Add(ReadNode(dash, depth + 1));
        }

        var end = _parser.Consume<SequenceEnd>();
        list.End = list.IsFlow || list.Items.Count == 0 ? BehindBracket(end.Start) : list.Items[^1].End;
        return list;
    }

    private MarkedMap ReadMap(MappingStart start, string anchor, int depth)
    {
        var map = new MarkedMap { Start = Offset(start.Start), Line = Line(start.Start), Anchor = anchor, IsFlow = start.Style == MappingStyle.Flow };
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            if (!_parser.TryConsume<Scalar>(out var key))
                throw new MarkedYamlException(Line(_parser.Current!.Start), "has a key that is not a text");
            if (!lines.TryAdd(key.Value, Line(key.Start)))
                throw new MarkedYamlException(Line(key.Start), $"repeats a key of line {lines[key.Value]}; keep one of them");
            var keyStart = Offset(key.Start);
            map.Entries.Add(new MarkedEntry(key.Value, keyStart, Offset(key.End), Line(key.Start), ReadNode(YamlLines.Column(_text, keyStart), depth + 1)));
        }

        var end = _parser.Consume<MappingEnd>();
        map.End = map.IsFlow || map.Entries.Count == 0 ? BehindBracket(end.Start) : Math.Max(map.Entries[^1].Value.End, map.Entries[^1].KeyEnd);
        return map;
    }

    private static int Line(Mark mark) => Math.Max(1, (int)mark.Line);

    /// <summary>The parser marks the bracket that closes a list or map by its own offset.</summary>
    private int BehindBracket(Mark mark) => Math.Min(_text.Length, Offset(mark) + 1);

    private static int Offset(Mark mark) => (int)mark.Index;
}

/// <summary>A text is not the YAML that is wanted. The message quotes nothing, since anything may be a secret.</summary>
internal sealed class MarkedYamlException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
