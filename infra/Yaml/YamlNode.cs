using System.Globalization;

namespace McpInfra.Yaml;

/// <summary>
/// A piece of a YAML or JSON text as it was written, or of plain data. Classes and not records: a record would print what
/// it holds.
/// </summary>
internal abstract class YamlNode
{
    /// <summary>Line of the text, from 1; null where there is no text.</summary>
    public int? Line { get; init; }

    /// <summary>The last line of what it says; 0 where there is no text.</summary>
    public int LastLine { get; init; }

    /// <summary>Offset of its first character in a YAML text, that of its tag or anchor where it has one.</summary>
    public int Start { get; init; }

    /// <summary>Offset behind its last character; trailing comments are not part of it.</summary>
    public int End { get; init; }

    /// <summary>A tag that is none of YAML's own; empty without one.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Name of its anchor; empty without one.</summary>
    public string Anchor { get; init; } = "";

    /// <summary>Whether an alias stands for it somewhere, so that it is written once and read twice.</summary>
    public bool IsShared { get; set; }

    /// <summary>How many nodes it is when every alias is written out.</summary>
    public virtual long Size => 1;

    /// <summary>What kind of thing it is, in words for a message.</summary>
    public abstract string Kind { get; }
}

/// <summary>One key of a map with its value.</summary>
/// <param name="isMerged">Whether a merge key brought it from another map.</param>
internal sealed class MappingEntry(YamlNode keyNode, YamlNode value, bool isMerged = false)
{
    /// <summary>What stands for a key that is no text.</summary>
    public const string NoText = "?";

    public MappingEntry(string key, YamlNode value, int? line = null)
        : this(ScalarNode.OfText(key, line), value)
    {
    }

    public string Key { get; } = keyNode is ScalarNode scalar ? scalar.Written : NoText;

    /// <summary>The key with its place and tag; a map or list where the key is one.</summary>
    public YamlNode KeyNode { get; } = keyNode;

    public YamlNode Value { get; } = value;

    public int? Line => KeyNode.Line;

    public bool IsMerged { get; } = isMerged;
}

/// <summary>
/// A map in the order it was written; a key that was written twice is here twice. What merge keys bring follows, each key
/// once and none that the map has itself.
/// </summary>
internal sealed class MappingNode(IReadOnlyList<MappingEntry> entries) : YamlNode
{
    /// <summary>A smaller map is looked through: an index of each map of a large repository is larger than the repository.</summary>
    private const int LeastIndexed = 16;

    private Dictionary<string, MappingEntry>? _index;

    public IReadOnlyList<MappingEntry> Entries { get; } = entries;

    /// <summary>Whether it is written in braces.</summary>
    public bool IsFlow { get; init; }

    public override long Size { get; } = 1 + entries.Sum(entry => entry.Value.Size);

    public override string Kind => "a map";

    /// <summary>The first entry of a key; null without one.</summary>
    public MappingEntry? Entry(string key)
    {
        if (Entries.Count < LeastIndexed)
        {
            for (var index = 0; index < Entries.Count; index++)
            {
                if (Entries[index].Key == key)
                    return Entries[index];
            }

            return null;
        }

        if (_index is null)
        {
            var index = new Dictionary<string, MappingEntry>(Entries.Count, StringComparer.Ordinal);
            foreach (var entry in Entries)
                index.TryAdd(entry.Key, entry);

            // Whole or not at all: stacks that are read beside each other have the project's file in common.
            _index = index;
        }

        return _index.GetValueOrDefault(key);
    }

    public YamlNode? Find(string key) => Entry(key)?.Value;
}

internal sealed class SequenceNode(IReadOnlyList<YamlNode> items) : YamlNode
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    /// <summary>Whether it is written in brackets.</summary>
    public bool IsFlow { get; init; }

    public override long Size { get; } = 1 + items.Sum(item => item.Size);

    public override string Kind => "a list";
}

/// <summary>Something that is written elsewhere and repeated here; only where a text is read to be edited.</summary>
internal sealed class AliasNode(YamlNode target) : YamlNode
{
    public YamlNode Target { get; } = target;

    public override long Size => Target.Size;

    public override string Kind => Target.Kind;
}

internal enum ScalarStyle
{
    /// <summary>Without quotes and without a tag, so that a reader may take it for a number or a switch.</summary>
    Plain,

    /// <summary>In quotes, or under a tag that says what it is.</summary>
    Quoted,

    /// <summary>A literal or folded block.</summary>
    Block,

    /// <summary>Of JSON or plain data, which say themselves what a value is.</summary>
    Typed,
}

/// <summary>A text, number, boolean or null.</summary>
/// <param name="written">What it says, quotes and folding resolved.</param>
/// <param name="value">What that means to Pulumi: a string, a bool, a long, a double or null.</param>
internal sealed class ScalarNode(string written, object? value) : YamlNode
{
    /// <summary>Beyond this a double no longer holds every whole number.</summary>
    private const double LargestExactInteger = 1L << 53;

    public object? Value { get; } = value;

    public string Written { get; } = written;

    public ScalarStyle Style { get; init; }

    /// <summary>Where each line of the file begins in what it says; null where its lines are those of the text, or it stands on one.</summary>
    public IReadOnlyList<int>? Rows { get; init; }

    /// <summary>Whether each line of the text is one of the file's, below the one that it begins on.</summary>
    public bool IsLiteral => Style == ScalarStyle.Block && Rows is null;

    /// <summary>The line of the file that a character of what it says stands on; null where there is no file.</summary>
    public int? LineAt(int index) => IsLiteral ? Line + 1 + Written.AsSpan(0, index).Count('\n') : Rows is null ? Line : Line + FoldedRows.At(Rows, index);

    public bool IsPlain => Style == ScalarStyle.Plain;

    /// <summary>The value as text, in the form in which Pulumi hands it to a program.</summary>
    public string Text => Value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)Value,
    };

    /// <summary>Whether YAML reads something else than what is written, as in <c>012</c>, which it takes for 10.</summary>
    public bool IsRewritten => IsPlain && Value is not (null or bool) && Text != Written;

    public override string Kind => Value switch
    {
        null => "empty",
        bool => "true or false",
        string => "text",
        _ => "a number",
    };

    /// <summary>What it means to a reader of that version.</summary>
    public object? Meaning(YamlVersion version) => IsPlain && version == YamlVersion.Helm ? YamlScalar.Meaning(Written, version) : Value;

    public static ScalarNode OfText(string text, int? line = null) => new(text, text) { Line = line, Style = ScalarStyle.Quoted };

    /// <summary>A number; a whole one is a long however it was written, as it is for Pulumi.</summary>
    public static object Number(double number) =>
        double.IsInteger(number) && Math.Abs(number) <= LargestExactInteger ? (object)(long)number : number;
}
