using System.Text;
using System.Text.Json;

namespace McpInfra.Yaml;

/// <summary>The one reader of JSON, into the nodes of YAML with the line of each; it has no offsets.</summary>
internal ref struct JsonReader
{
    private readonly List<YamlFault> _faults = [];
    private readonly List<YamlComment> _comments = [];
    private readonly ReadOnlySpan<byte> _text;
    private readonly int? _fixedLine;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _counted;

    private JsonReader(ReadOnlySpan<byte> text, int? line, bool isStrict)
    {
        _text = text;
        _fixedLine = line;
        _reader = new Utf8JsonReader(text, new JsonReaderOptions
        {
            AllowTrailingCommas = !isStrict,
            AllowMultipleValues = !isStrict,
            CommentHandling = isStrict ? JsonCommentHandling.Disallow : JsonCommentHandling.Allow,
            MaxDepth = YamlRules.Depth,
        });
    }

    /// <summary>The values of a file, one or several; comments and a comma too many are passed over.</summary>
    public static YamlDocuments Read(string text) => string.IsNullOrWhiteSpace(text) ? new YamlDocuments([], []) : Read(text, line: null, isStrict: false);

    /// <summary>The object or list that a text is, as whoever sends it in JSON reads it; null where it is no JSON.</summary>
    /// <param name="line">The line that all of it stands on; null where there is no file.</param>
    public static (YamlNode? Value, IReadOnlyList<YamlFault> Faults) ReadValue(string text, int? line)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
            return (null, []);
        var (roots, faults) = Read(text, line ?? 0, isStrict: true);
        return faults.Any(fault => fault.IsBroken) ? (null, []) : (roots[0], faults);
    }

    private static YamlDocuments Read(string text, int? line, bool isStrict)
    {
        if (text.Length > YamlRules.Length)
            return new YamlDocuments([], [new YamlFault(line, "is too large to be read.", IsBroken: true)]);
        var json = new JsonReader(Encoding.UTF8.GetBytes(text.StartsWith('\uFEFF') ? text[1..] : text), line, isStrict);
        var roots = new List<YamlNode>();
        try
        {
            while (json.MoveNext())
                roots.Add(json.ReadValue());
        }
        catch (JsonException broken)
        {
            json._faults.Add(new YamlFault(line ?? (int?)broken.LineNumber + 1, json._reader.CurrentDepth >= YamlRules.Depth
                ? $"is nested too deeply to be read, in more than {YamlRules.Depth} levels."
                : "is not JSON: a bracket, quote, comma or colon is out of place.", IsBroken: true));
        }

        return new YamlDocuments(roots, json._faults) { Comments = json._comments };
    }

    private bool MoveNext()
    {
        while (_reader.Read())
        {
            if (_reader.TokenType != JsonTokenType.Comment)
                return true;
            _comments.Add(new YamlComment((int)_reader.TokenStartIndex, Line() ?? 1, Encoding.UTF8.GetString(_reader.ValueSpan)));
        }

        return false;
    }

    private YamlNode ReadValue()
    {
        var line = Line();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<MappingEntry>();
                while (MoveNext() && _reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = Text();
                    MoveNext();
                    entries.Add(new MappingEntry(key, ReadValue()));
                }

                return new MappingNode(entries) { Line = line, IsFlow = true };
            case JsonTokenType.StartArray:
                var items = new List<YamlNode>();
                while (MoveNext() && _reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue());
                return new SequenceNode(items) { Line = line, IsFlow = true };
            case JsonTokenType.String:
                return Text();
            case JsonTokenType.True or JsonTokenType.False:
                return Typed(_reader.GetBoolean(), line);
            case JsonTokenType.Number:
                return Typed(_reader.TryGetInt64(out var whole) ? whole : ScalarNode.Number(_reader.GetDouble()), line);
            default:
                return Typed(null, line);
        }
    }

    private ScalarNode Typed(object? value, int? line) =>
        new(value is null ? "" : Encoding.UTF8.GetString(_reader.ValueSpan), value) { Line = line, Style = ScalarStyle.Typed };

    /// <summary>A key or a text; empty where it holds an escape that stands for no character, which is reported.</summary>
    private ScalarNode Text()
    {
        var line = Line();
        try
        {
            return ScalarNode.OfText(_reader.GetString()!, line);
        }
        catch (InvalidOperationException)
        {
            _faults.Add(new YamlFault(line, "holds half a character, an escape such as \\ud800 without its other half, which cannot be read."));
            return ScalarNode.OfText(Encoding.UTF8.GetString(_reader.ValueSpan), line);
        }
    }

    /// <summary>Line of the token at hand; tokens come in order, so each byte is looked at once.</summary>
    private int? Line()
    {
        if (_fixedLine is { } all)
            return all == 0 ? null : all;
        var start = (int)_reader.TokenStartIndex;
        _line += _text[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }
}
