using McpInfra.Settings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace McpInfra.Audit.Input;

/// <summary>
/// Reads whatever YAML tools write: tags are passed over, merge keys followed, aliases resolved, and nothing that means
/// something elsewhere is refused here.
/// </summary>
internal sealed class YamlDocumentReader
{
    /// <summary>Deeper than any manifest, and far from the end of the stack.</summary>
    private const int DeepestLevel = 200;

    /// <summary>How many nodes aliases may repeat, so that a file that explodes does not.</summary>
    private const int MostRepeated = 100_000;

    private readonly Dictionary<AnchorName, SettingsNode> _anchors = [];
    private readonly IParser _parser;
    private readonly int _linesBefore;
    private int _repeated;

    private YamlDocumentReader(IParser parser, int linesBefore) => (_parser, _linesBefore) = (parser, linesBefore);

    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static List<SettingsNode> Read(string text, int linesBefore)
    {
        using var reader = new StringReader(text);
        var documents = new YamlDocumentReader(new Parser(new Scanner(reader, skipComments: true)), linesBefore);
        var roots = new List<SettingsNode>();
        documents._parser.Consume<StreamStart>();
        while (documents._parser.TryConsume<DocumentStart>(out _))
        {
            roots.Add(documents.ReadNode(depth: 0));
            documents._parser.Consume<DocumentEnd>();
        }

        return [.. roots.Where(root => root is not ScalarNode { Value: null })];
    }

    private SettingsNode ReadNode(int depth)
    {
        var start = _parser.Current!.Start;
        if (depth > DeepestLevel)
            throw new YamlException(start, start, "it is nested too deeply to be read");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Resolve(alias);

        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        SettingsNode read = _parser.TryConsume<Scalar>(out var scalar) ? ReadScalar(scalar)
            : _parser.Current is SequenceStart ? ReadSequence(depth)
            : ReadMapping(depth);
        if (!anchor.IsEmpty)
            _anchors[anchor] = read;
        return read;
    }

    private SettingsNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node))
            throw new YamlException(alias.Start, alias.End, "an alias has no anchor before it");
        _repeated += Size(node);
        return _repeated <= MostRepeated ? node : throw new YamlException(alias.Start, alias.End, "aliases repeat more than can be read");
    }

    private static int Size(SettingsNode node) => 1 + node switch
    {
        MappingNode map => map.Entries.Sum(entry => Size(entry.Value)),
        SequenceNode list => list.Items.Sum(Size),
        _ => 0,
    };

    private ScalarNode ReadScalar(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty
        ? YamlScalar.Resolve(scalar.Value, Line(scalar.Start))
        : ScalarNode.OfText(scalar.Value, Line(scalar.Start));

    private SequenceNode ReadSequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>().Start;
        var items = new List<SettingsNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new SequenceNode(items) { Line = Line(start) };
    }

    private MappingNode ReadMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>().Start;
        var entries = new List<MappingEntry>();
        var merged = new List<MappingEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var line = Line(_parser.Current!.Start);
            var isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (isMerge)
                merged.AddRange((value is SequenceNode list ? list.Items : [value]).OfType<MappingNode>().SelectMany(map => map.Entries));
            else
                entries.Add(new MappingEntry((key as ScalarNode)?.Written ?? "?", value, line));
            if (key is not ScalarNode)
                entries.Add(new MappingEntry("?", key, line));
        }

        entries.AddRange(merged.Where(entry => !entries.Exists(own => own.Key == entry.Key)));
        return new MappingNode(entries) { Line = Line(start) };
    }

    private int? Line(Mark mark) => mark.Line > 0 ? _linesBefore + (int)mark.Line : null;
}
