using System.Text.RegularExpressions;
using McpInfra.Plaintext;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace McpInfra.Settings;

/// <summary>
/// Reads YAML into a tree that keeps lines and duplicate keys, aliases resolved as Pulumi does. What a stack file cannot
/// need (merge keys, tags of its own, further documents) is reported with its line.
/// </summary>
internal sealed partial class YamlTree
{
    /// <summary>Deeper than any configuration, and far from the end of the stack.</summary>
    private const int DeepestLevel = 64;

    /// <summary>How many nodes aliases may repeat: more than any configuration, and too few for a file that explodes.</summary>
    private const int MostRepeated = 1_000;

    private readonly Dictionary<AnchorName, SettingsNode> _anchors = [];
    private readonly IParser _parser;
    private readonly string _file;
    private readonly Problems _problems;
    private int _repeated;

    private YamlTree(IParser parser, string file, Problems problems) => (_parser, _file, _problems) = (parser, file, problems);

    /// <summary>The first document of a text; null when there is none or it is broken, which is reported.</summary>
    public static SettingsNode? Read(string text, string file, Problems problems) =>
        Read(text, file, problems, tree => tree.ReadFirstDocument());

    /// <summary>Every document of a text that is not empty; none when it is broken, which is reported.</summary>
    public static IReadOnlyList<SettingsNode> ReadAll(string text, string file, Problems problems) =>
        Read(text, file, problems, tree => tree.ReadDocuments().Where(root => root is not ScalarNode { Value: null }).ToList()) ?? [];

    private static T? Read<T>(string text, string file, Problems problems, Func<YamlTree, T?> read)
        where T : class
    {
        using var reader = new StringReader(text);
        var tree = new YamlTree(new Parser(new Scanner(reader, skipComments: true)), file, problems);
        try
        {
            return read(tree);
        }
        catch (YamlException broken)
        {
            var line = IndentedWithTab(text) is { } tabbed && broken.Message.Contains("tab", StringComparison.Ordinal) ? tabbed : Line(broken.Start);
            problems.AddFile(file, line, $"is not YAML: {Reason(broken)}.");
            return null;
        }
        catch (Exception unfinished) when (unfinished is InvalidOperationException or EndOfStreamException)
        {
            // What the parser throws when a bracket is never closed, or a map ends behind a key.
            problems.AddFile(file, tree._parser.Current is { } last ? Line(last.End) : null, "is not YAML: a bracket or a map is left open.");
            return null;
        }
    }

    /// <summary>The first line that is indented with a tab, which the parser reports at the start of its block.</summary>
    public static int? IndentedWithTab(string text)
    {
        var number = Array.FindIndex(text.Split('\n'), line => line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t'));
        return number < 0 ? null : number + 1;
    }

    private SettingsNode? ReadFirstDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            return null;
        var root = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart next)
            Report(next, "holds a second YAML document; a stack file is one.");
        return root;
    }

    private IEnumerable<SettingsNode> ReadDocuments()
    {
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            _anchors.Clear();
            yield return ReadNode(depth: 0);
            _parser.Consume<DocumentEnd>();
        }
    }

    private SettingsNode ReadNode(int depth)
    {
        var line = _parser.Current is { } current ? Line(current.Start) : null;
        if (depth > DeepestLevel)
        {
            Report(_parser.Current!, "is nested too deeply to be a configuration.");
            _parser.SkipThisAndNestedEvents();
            return new ScalarNode("", null) { Line = line };
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Resolve(alias) ?? new ScalarNode("", null) { Line = line };
        }

        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        if (_parser.Current is NodeEvent node && !HasOrdinaryTag(node))
            Report(node, "uses a YAML tag; only plain values mean something here.");
        var read = _parser.TryConsume<Scalar>(out var scalar) ? ReadScalar(scalar, line)
            : _parser.Current is SequenceStart ? ReadSequence(depth, line)
            : ReadMapping(depth, line);

        // Known from here on, so that no anchor holds itself; a later one of the same name takes its place.
        if (!anchor.IsEmpty)
            _anchors[anchor] = read;
        return read;
    }

    /// <summary>What an alias stands for; null when it stands for nothing or for too much, which is reported.</summary>
    private SettingsNode? Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node))
        {
            Report(alias, "uses a YAML alias of which no anchor stands before it.");
            return null;
        }

        if (_repeated > MostRepeated)
            return null;
        _repeated += Size(node);
        if (_repeated <= MostRepeated)
            return node;
        Report(alias, "repeats more with YAML aliases than a configuration can need; write the values out.");
        return null;
    }

    private static int Size(SettingsNode node) => 1 + node switch
    {
        MappingNode map => map.Entries.Sum(entry => Size(entry.Value)),
        SequenceNode list => list.Items.Sum(Size),
        _ => 0,
    };

    private static ScalarNode ReadScalar(Scalar scalar, int? line) =>
        scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty ? YamlScalar.Resolve(scalar.Value, line) : ScalarNode.OfText(scalar.Value, line);

    private SequenceNode ReadSequence(int depth, int? line)
    {
        _parser.Consume<SequenceStart>();
        var items = new List<SettingsNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new SequenceNode(items) { Line = line };
    }

    private SettingsNode ReadMapping(int depth, int? line)
    {
        _parser.Consume<MappingStart>();
        var entries = new List<MappingEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (_parser.Current is not Scalar)
            {
                Report(_parser.Current!, "has a key that is not a text.");
                _parser.SkipThisAndNestedEvents();
                _parser.SkipThisAndNestedEvents();
                continue;
            }

            var key = _parser.Consume<Scalar>();
            if (!key.Anchor.IsEmpty)
                Report(key, "has a key with a YAML anchor; write the key out where it is wanted.");
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                Report(key, "uses a YAML merge key; write the keys out, as pulumi config set would.");
                _parser.SkipThisAndNestedEvents();
                continue;
            }

            entries.Add(new MappingEntry(key.Value, ReadNode(depth + 1), Line(key.Start)));
        }

        // Pulumi's own mark for an encrypted value. The text is ciphertext and is left alone.
        return entries is [{ Key: "secure", Value: ScalarNode { Value: not null } ciphertext }]
            ? new EncryptedNode(SecretText.Placeholder(), Ciphertext().IsMatch(ciphertext.Written)) { Line = line }
            : new MappingNode(entries) { Line = line };
    }

    // A version, a nonce of twelve bytes and the text for a passphrase or a key of a cloud. Pulumi Cloud's is base64 with
    // a header, nonce and tag of 32 bytes at least.
    [GeneratedRegex(@"^(v[0-9]+:[A-Za-z0-9+/]{16}:[A-Za-z0-9+/]{16,}={0,2}|(?=.{44})([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?)\z")]
    private static partial Regex Ciphertext();

    private static bool HasOrdinaryTag(NodeEvent node) =>
        node.Tag.IsEmpty || node.Tag.IsNonSpecific || node.Tag.Value == "tag:yaml.org,2002:str";

    private void Report(ParsingEvent at, string message) => _problems.AddFile(_file, Line(at.Start), message);

    private static int? Line(Mark mark) => mark.Line > 0 ? (int)mark.Line : null;

    /// <summary>The parser's own words without what they quote from the file: that may be a secret.</summary>
    public static string Reason(YamlException broken)
    {
        var words = broken.Message.Split('\n')[0].Trim().TrimEnd('.');
        return words.IndexOfAny(['\'', '"', '`']) < 0 && words.Length is > 0 and < 160 ? words : "a bracket, quote, colon or indent is out of place";
    }
}
