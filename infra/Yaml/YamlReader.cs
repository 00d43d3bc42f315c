using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace McpInfra.Yaml;

/// <summary>
/// The one reader of YAML: its documents as nodes with their places. Merge keys and aliases are read as Pulumi and Helm do,
/// in bounds; whatever is wrong becomes a fault with its line, and nothing that a text can hold makes it throw.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>Owners of a node that is no value of a key.</summary>
    private const int Item = -1, Root = -2;

    private readonly Dictionary<AnchorName, YamlNode> _anchors = [];
    private readonly List<YamlNode> _roots = [];
    private readonly List<YamlFault> _faults = [];
    private readonly List<YamlComment> _comments = [];
    private readonly string _text;
    private readonly YamlRules _rules;
    private Parser _parser = null!;
    private YamlPart _part;
    private bool _isReadWhole = true;
    private int _documents;
    private long _repeated;

    private YamlReader(string text, YamlRules rules) => (_text, _rules) = (text, rules);

    /// <summary>Every document of a text; where there may be many, without the empty ones.</summary>
    public static YamlDocuments Read(string text, YamlRules rules)
    {
        if (text.Length > YamlRules.Length)
            return new YamlDocuments([], [new YamlFault(null, "is too large to be read.", IsBroken: true)]) { Comments = YamlComments.Of(text) };
        var forbidden = YamlParts.FindForbidden(text);
        var clean = YamlParts.Clean(text);
        var reader = new YamlReader(clean, rules);
        if (forbidden >= 0)
        {
            reader._faults.Add(new YamlFault(1 + text.AsSpan(0, forbidden).Count('\n'),
                char.IsSurrogate(text[forbidden]) ? "holds half a character, which YAML does not allow." : "holds a control character, which YAML does not allow."));
        }

        foreach (var part in YamlParts.Of(clean))
            reader.ReadPart(part, text);

        // Behind a place that is no YAML comments are guessed at.
        return new YamlDocuments(reader._roots, reader._faults) { Comments = reader._isReadWhole ? reader._comments : YamlComments.Of(text) };
    }

    /// <summary>The root of a text, the first one of several; null when it holds no document.</summary>
    /// <exception cref="YamlFaultException">Anything is wrong with it.</exception>
    public static YamlNode? ReadWhole(string text, YamlRules rules) => ReadAllWhole(text, rules) is [var root, ..] ? root : null;

    /// <summary>The root of every document of a text.</summary>
    /// <exception cref="YamlFaultException">Anything is wrong with it.</exception>
    public static IReadOnlyList<YamlNode> ReadAllWhole(string text, YamlRules rules)
    {
        var (roots, faults) = Read(text, rules);
        return faults is [var fault, ..] ? throw new YamlFaultException(fault) : roots;
    }

    private void ReadPart(YamlPart part, string text)
    {
        _part = part;
        using var reader = new StringReader(part.Text);
        var scanner = new CommentScanner(reader);
        try
        {
            _parser = new Parser(scanner);
            ReadDocuments();
            foreach (var at in scanner.Comments)
                _comments.Add(YamlComment.Of(text, Offset(at), Line(at)));
        }
        catch (YamlFaultException stop)
        {
            _faults.Add(stop.Fault);
            _isReadWhole = false;
        }
        catch (YamlException broken)
        {
            var tabbed = broken.Message.Contains("tab", StringComparison.Ordinal) ? part.IndentedWithTab : null;
            Broken(Math.Clamp(tabbed ?? (int)broken.Start.Line, 1, part.Lines), Reason(broken));
        }
        catch (Exception unfinished) when (unfinished is not OutOfMemoryException)
        {
            // What the parser throws when a bracket is never closed, or a map ends behind a key.
            Broken(_parser?.Current is { } last ? Math.Clamp((int)last.End.Line, 1, part.Lines) : part.Lines, "a bracket or a map is left open");
        }
    }

    private void Broken(int line, string reason)
    {
        _faults.Add(new YamlFault(_part.LinesBefore + line, $"is not YAML: {reason}.", IsBroken: true));
        _isReadWhole = false;
    }

    private void ReadDocuments()
    {
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out var start))
        {
            if (_documents++ > 0 && _rules.SecondDocument is { } refusal)
            {
                if (_documents == 2)
                    Report(start, refusal);
                _isReadWhole = false;
                return;
            }

            _anchors.Clear();
            var root = ReadNode(Root, depth: 0);
            _parser.Consume<DocumentEnd>();
            if (_rules.SecondDocument is not null || root is not ScalarNode { Value: null })
                _roots.Add(root);
        }
    }

    /// <param name="owner">Offset of the key that it is the value of, or another owner: a block of text ends where something stands at or left of it.</param>
    private YamlNode ReadNode(int owner, int depth)
    {
        var at = _parser.Current!;
        if (depth > YamlRules.Depth)
            throw Stop(at, $"is nested too deeply to be read, in more than {YamlRules.Depth} levels.");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Resolve(alias);
        var node = (NodeEvent)at;
        if (_rules.ReportsTags && !IsOrdinary(node.Tag))
            Report(node, "uses a YAML tag; only plain values mean something here.");
        YamlNode read = _parser.TryConsume<Scalar>(out var scalar) ? ReadScalar(scalar, owner)
            : _parser.TryConsume<SequenceStart>(out var list) ? ReadSequence(list, depth)
            : ReadMapping(_parser.Consume<MappingStart>(), depth);

        // Known from here on, so that no anchor holds itself; a later one of the same name takes its place.
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor] = read;
        return read;
    }

    private YamlNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target))
        {
            Report(alias, "uses a YAML alias of which no anchor stands before it.");
            return new ScalarNode("", null) { Line = Line(alias.Start), LastLine = Line(alias.Start), Start = Offset(alias.Start), End = Offset(alias.End) };
        }

        target.IsShared = true;
        _repeated += target.Size;
        if (_repeated > YamlRules.Repeated)
            throw Stop(alias, "repeats more with YAML aliases than can be read; write the values out.");
        return _rules.KeepsAliases
            ? new AliasNode(target) { Line = Line(alias.Start), LastLine = Line(alias.Start), Start = Offset(alias.Start), End = Offset(alias.End) }
            : target;
    }

    private ScalarNode ReadScalar(Scalar scalar, int owner)
    {
        var isPlain = scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && IsRead(scalar.Tag);
        var isBlock = scalar.Style is YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded;

        // No line of Pulumi's mends it, since each reads the file first.
        if (isPlain && _rules.IsSentAsJson && YamlScalar.IsNotFinite(scalar.Value))
            Report(scalar, "holds what is no finite number to YAML, for which Pulumi refuses the whole file; put it in quotes, or write another value.");
        var start = Offset(scalar.Start);
        var end = isBlock ? YamlLines.EndOfBlock(_text, start, ColumnOf(owner, start)) : Offset(scalar.End);
        var isFolded = scalar.Style == YamlDotNet.Core.ScalarStyle.Folded || (!isBlock && scalar.End.Line > scalar.Start.Line);
        return new ScalarNode(scalar.Value, isPlain ? YamlScalar.Meaning(scalar.Value, YamlVersion.Pulumi) : scalar.Value)
        {
            Style = isPlain ? ScalarStyle.Plain : isBlock ? ScalarStyle.Block : ScalarStyle.Quoted,
            Line = Line(scalar.Start),
            LastLine = Line(scalar.End) - (scalar.End.Line > scalar.Start.Line && scalar.End.Column <= 1 ? 1 : 0),
            Start = start,
            End = end,
            Rows = isFolded ? FoldedRows.Of(_text.AsSpan(start, end - start), scalar.Value, hasHeader: isBlock) : null,
            Tag = Tag(scalar),
            Anchor = Anchor(scalar),
        };
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        var items = new List<YamlNode>();
        while (_parser.Current is not SequenceEnd)
            items.Add(ReadNode(Item, depth + 1));
        var end = _parser.Consume<SequenceEnd>();
        var isFlow = start.Style == SequenceStyle.Flow;
        return new SequenceNode(items)
        {
            Line = Line(start.Start),
            LastLine = items.Count == 0 ? Line(end.End) : items.Max(item => item.LastLine),
            Start = Offset(start.Start),
            End = isFlow || items.Count == 0 ? BehindBracket(end.Start) : items[^1].End,
            Tag = Tag(start),
            Anchor = Anchor(start),
            IsFlow = isFlow,
        };
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        var entries = new List<MappingEntry>();
        List<MappingNode>? merged = null;
        var lines = _rules.ReportsDuplicates ? new Dictionary<string, int?>(StringComparer.Ordinal) : null;
        while (_parser.Current is not MappingEnd)
        {
            var keyEvent = _parser.Current!;
            if (_rules.ReportsKeys && keyEvent is not Scalar)
                Report(keyEvent, "has a key that is not a text.");
            else if (_rules.ReportsKeys && !_rules.KeepsAliases && keyEvent is Scalar { Anchor.IsEmpty: false })
                Report(keyEvent, "has a key with a YAML anchor; write the key out where it is wanted.");
            var key = ReadNode(Item, depth + 1);
            var value = ReadNode(key.Start, depth + 1);
            if (MergeKey.Is(keyEvent) && !_rules.KeepsAliases)
            {
                if (MergeKey.Maps(value) is { } maps)
                {
                    (merged ??= []).AddRange(maps);
                    continue;
                }

                if (_rules.ReportsKeys)
                    Report(keyEvent, "merges something else than maps.");
            }

            var entry = new MappingEntry(key, value);
            if (lines?.TryAdd(entry.Key, key.Line) == false)
                Report(keyEvent, $"repeats a key of line {lines[entry.Key]}; keep one of them.");
            entries.Add(entry);
        }

        var end = _parser.Consume<MappingEnd>();
        var isFlow = start.Style == MappingStyle.Flow;
        var last = entries.Count == 0 ? BehindBracket(end.Start) : Math.Max(entries[^1].Value.End, entries[^1].KeyNode.End);
        var lastLine = entries.Count == 0 ? Line(end.End) : entries.Max(entry => Math.Max(entry.KeyNode.LastLine, entry.Value.LastLine));
        if (merged is not null)
            MergeKey.AddTo(entries, merged);
        return new MappingNode(entries)
        {
            Line = Line(start.Start),
            LastLine = lastLine,
            Start = Offset(start.Start),
            End = isFlow ? BehindBracket(end.Start) : last,
            Tag = Tag(start),
            Anchor = Anchor(start),
            IsFlow = isFlow,
        };
    }

    /// <summary>Looked up for blocks of text alone: each ends its line, so that no line is walked twice.</summary>
    private int ColumnOf(int owner, int start) => owner switch
    {
        Root => -1,
        Item => YamlLines.ColumnOfDash(_text, start),
        _ => YamlLines.Column(_text, owner),
    };

    private static bool IsOrdinary(TagName tag) => tag.IsEmpty || tag.IsNonSpecific || tag.Value == "tag:yaml.org,2002:str";

    /// <summary>Whether a plain text under this tag is read for what it means.</summary>
    private static bool IsRead(TagName tag) => tag.IsEmpty || (!tag.IsNonSpecific && tag.Value
        is "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null");

    private static string Tag(NodeEvent node) => IsOrdinary(node.Tag) || IsRead(node.Tag) ? "" : node.Tag.Value;

    private static string Anchor(NodeEvent node) => node.Anchor.IsEmpty ? "" : node.Anchor.Value;

    private void Report(ParsingEvent at, string message) => _faults.Add(new YamlFault(Line(at.Start), message));

    private YamlFaultException Stop(ParsingEvent at, string message) => new(new YamlFault(Line(at.Start), message, IsBroken: true));

    private int Line(Mark mark) => _part.LinesBefore + Math.Max(1, (int)mark.Line);

    private int Offset(Mark mark) => _part.Offset + (int)mark.Index;

    /// <summary>The parser marks the bracket that closes a list or map by its own offset.</summary>
    private int BehindBracket(Mark mark) => Math.Min(_text.Length, Offset(mark) + 1);

    /// <summary>The parser's own words without what they quote from the file: that may be a secret.</summary>
    private static string Reason(YamlException broken)
    {
        var words = broken.Message.Split('\n')[0].Trim().TrimEnd('.');
        return words.IndexOfAny(['\'', '"', '`']) < 0 && words.Length is > 0 and < 160 ? words : "a bracket, quote, colon or indent is out of place";
    }
}
