using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace McpInfra.Yaml;

/// <summary>
/// The one writer of YAML: block style, and quotes wherever any reader of YAML 1.1 or 1.2 could take a text for something
/// else, so that <c>"012"</c>, <c>"yes"</c> and <c>"1.0"</c> stay the texts that they are.
/// </summary>
internal sealed partial class YamlWriter
{
    /// <summary>Longer keys are no simple keys to YAML, which ends those after 1024 characters.</summary>
    private const int LongestKey = 1000;

    /// <summary>What people look for first in a Kubernetes object; the rest follows by name.</summary>
    private static readonly string[] FirstKeys = ["apiVersion", "kind", "metadata", "spec"];

    /// <summary>Words that YAML 1.1 reads as switches, numbers or nothing.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What stands in double quotes as an escape alone: what YAML cannot hold, what a reader takes for a line's end, and what
    /// acts on whatever shows the file or is seen by nobody, such as direction marks and fillers. Halves of a character are looked at together.
    /// </summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        ['"', '\\', '\u00A0', '\u115F', '\u1160', '\u3164', '\uFFA0', '\uFFFE', '\uFFFF', .. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(character => char.IsSurrogate(character) || Acts(char.GetUnicodeCategory(character)))]);

    private readonly StringBuilder _text = new();
    private readonly bool _isSorted;

    private YamlWriter(bool isSorted) => _isSorted = isSorted;

    /// <summary>One document with its keys in a fixed order, ending with one newline.</summary>
    public static string Write(IReadOnlyDictionary<string, object?> document)
    {
        if (document.Count == 0)
            return "{}\n";
        var writer = new YamlWriter(isSorted: true);
        writer.Map(Sorted(document, isRoot: true), indent: 0, isBegun: false);
        return writer._text.ToString();
    }

    /// <summary>The entries of a map as lines of a block, in their order.</summary>
    public static string Block(IReadOnlyDictionary<string, object?> map, int indent = 0)
    {
        var writer = new YamlWriter(isSorted: false);
        writer.Map(map, indent, isBegun: false);
        return writer._text.ToString();
    }

    /// <summary>A value on one line, for a place between brackets too.</summary>
    public static string Inline(object? value) => value switch
    {
        string text => InlineText().IsMatch(text) && !Words.Contains(text) ? text : DoubleQuoted(text),
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(", ", map.Select(entry => $"{Inline(entry.Key)}: {Inline(entry.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(Inline))}]",
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no value of YAML."),
    };

    /// <param name="isBegun">Whether the first entry stands behind the dash of a list.</param>
    private void Map(IEnumerable<KeyValuePair<string, object?>> map, int indent, bool isBegun)
    {
        foreach (var (key, value) in map)
        {
            if (!isBegun)
                _text.Append(' ', indent);
            isBegun = false;
            var written = Text(key);
            if (written.Length > LongestKey)
                _text.Append("? ").Append(written).Append('\n').Append(' ', indent).Append(':');
            else
                _text.Append(written).Append(':');
            Value(value, indent);
        }
    }

    private void List(IReadOnlyList<object?> list, int indent, bool isBegun)
    {
        foreach (var item in list)
        {
            if (!isBegun)
                _text.Append(' ', indent);
            isBegun = false;
            _text.Append('-');
            if (item is IReadOnlyDictionary<string, object?> { Count: > 0 } map)
            {
                _text.Append(' ');
                Map(Ordered(map), indent + 2, isBegun: true);
            }
            else if (item is IReadOnlyList<object?> { Count: > 0 } inner)
            {
                _text.Append(' ');
                List(inner, indent + 2, isBegun: true);
            }
            else
            {
                Value(item, indent);
            }
        }
    }

    /// <param name="indent">That of the key or dash before it.</param>
    private void Value(object? value, int indent)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> { Count: > 0 } map:
                _text.Append('\n');
                Map(Ordered(map), indent + 2, isBegun: false);
                break;
            case IReadOnlyList<object?> { Count: > 0 } list:
                _text.Append('\n');
                List(list, indent + 2, isBegun: false);
                break;
            case string text when Lines().IsMatch(text):
                _text.Append(" |\n");
                foreach (var line in text.AsSpan(0, text.Length - 1).EnumerateLines())
                    _text.Append(' ', line.IsEmpty ? 0 : indent + 2).Append(line).Append('\n');
                break;
            default:
                _text.Append(' ').Append(value is string one ? Text(one) : Inline(value)).Append('\n');
                break;
        }
    }

    private IEnumerable<KeyValuePair<string, object?>> Ordered(IReadOnlyDictionary<string, object?> map) => _isSorted ? Sorted(map, isRoot: false) : map;

    private static IEnumerable<KeyValuePair<string, object?>> Sorted(IReadOnlyDictionary<string, object?> map, bool isRoot) => map
        .OrderBy(entry => isRoot && Array.IndexOf(FirstKeys, entry.Key) is >= 0 and var index ? index : FirstKeys.Length)
        .ThenBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>Plain where it can be nothing else; the quotes that need no escape, otherwise those that can have one.</summary>
    private static string Text(string text) =>
        BlockText().IsMatch(text) && !Words.Contains(text) ? text
        : SingleQuotes().IsMatch(text) ? $"'{text}'"
        : DoubleQuoted(text);

    private static string DoubleQuoted(string text)
    {
        // JSON would escape what is beyond 16 bits as two halves, which Go's readers refuse.
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        var clean = YamlParts.Clean(text, keepsControls: true);
        for (var rest = clean.AsSpan(); ;)
        {
            var plain = rest.IndexOfAny(Escaped);
            if (plain < 0)
                return quoted.Append(rest).Append('"').ToString();
            quoted.Append(rest[..plain]);
            rest = rest[plain..];
            if (char.IsHighSurrogate(rest[0]) && Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done)
            {
                _ = Acts(Rune.GetUnicodeCategory(rune)) ? quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}") : quoted.Append(rest[..length]);
                rest = rest[length..];
                continue;
            }

            quoted.Append(rest[0] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => "\\0",
                var other and <= '\xFF' => $"\\x{(int)other:X2}",
                var other => $"\\u{(int)other:X4}",
            });
            rest = rest[1..];
        }
    }

    private static bool Acts(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // Begins with a letter, or with what no number begins with; holds nothing that YAML gives a meaning to. A colon or a
    // space only between other characters, and a colon never before a space. YamlDotNet takes ' *' in a key for an alias.
    [GeneratedRegex(@"^(\./)?[A-Za-z/](:?[A-Za-z0-9_./@+=!$()*?%;<>,'|~^-]| (?=[A-Za-z0-9_./@+=$()?%;<>,'|~^-]))*\z")]
    private static partial Regex BlockText();

    // The same for a place between brackets: no comma, and no blank, so that nothing in it is taken for a comment or a key.
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*\z")]
    private static partial Regex InlineText();

    // Ordinary characters with a quote or a backslash among them, which other quotes would have to escape.
    [GeneratedRegex(@"^(?=[^""\\]*[""\\])[ !""#$%&(-~]+\z")]
    private static partial Regex SingleQuotes();

    // Several lines of ordinary characters, none with a space at its end, the first not indented, one line end at the end.
    [GeneratedRegex(@"^[!-~]([ -~]*[!-~])?\n(([ -~]*[!-~])?\n)*(?<=[!-~]\n)\z")]
    private static partial Regex Lines();
}
