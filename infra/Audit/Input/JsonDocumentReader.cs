using System.Text;
using System.Text.Json;
using McpInfra.Settings;

namespace McpInfra.Audit.Input;

/// <summary>Reads JSON values, one or several in a file, with the line of each; comments and a comma too many are passed over.</summary>
internal ref struct JsonDocumentReader
{
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _counted;

    private JsonDocumentReader(ReadOnlySpan<byte> text)
    {
        _text = text;
        _reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 200, AllowMultipleValues = true });
    }

    public static (IReadOnlyList<SettingsNode> Documents, IReadOnlyList<(int? Line, string Message)> Broken) Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ([], []);
        var json = new JsonDocumentReader(Encoding.UTF8.GetBytes(text));
        var documents = new List<SettingsNode>();
        try
        {
            while (json._reader.Read())
                documents.Add(json.ReadValue());
            return (documents, []);
        }
        catch (JsonException broken)
        {
            return (documents, [((int?)broken.LineNumber + 1, "is not JSON: a bracket, quote, comma or colon is out of place.")]);
        }
    }

    private SettingsNode ReadValue()
    {
        var line = Line();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<MappingEntry>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
                {
                    var (key, keyLine) = (_reader.GetString()!, Line());
                    _reader.Read();
                    entries.Add(new MappingEntry(key, ReadValue(), keyLine));
                }

                return new MappingNode(entries) { Line = line };
            case JsonTokenType.StartArray:
                var items = new List<SettingsNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue());
                return new SequenceNode(items) { Line = line };
            case JsonTokenType.String:
                return ScalarNode.OfText(_reader.GetString()!, line);
            case JsonTokenType.True or JsonTokenType.False:
                return new ScalarNode(_reader.GetBoolean() ? "true" : "false", _reader.GetBoolean()) { Line = line };
            case JsonTokenType.Number:
                var written = Encoding.UTF8.GetString(_reader.ValueSpan);
                return new ScalarNode(written, written) { Line = line };
            default:
                return new ScalarNode("", null) { Line = line };
        }
    }

    /// <summary>Line of the token at hand; tokens come in order, so each byte is looked at once.</summary>
    private int Line()
    {
        var start = (int)_reader.TokenStartIndex;
        _line += _text[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }
}
