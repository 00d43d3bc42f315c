using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace McpInfra.Migration.Yaml;

/// <summary>Writes plain data as YAML text that every reader takes alike.</summary>
internal static partial class YamlText
{
    /// <summary>What YAML 1.1 or 1.2 reads as something else than a text.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf" };

    private static readonly JsonText Quoted = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A scalar, an empty map or an empty list on one line.</summary>
    public static string Inline(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Text(text),
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(", ", map.Select(entry => $"{Text(entry.Key)}: {Inline(entry.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(Inline))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => Text(other.ToString()!),
    };

    /// <summary>A map as a block, its lines indented.</summary>
    public static string Block(IReadOnlyDictionary<string, object?> map, int indent = 0)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in map)
        {
            text.Append(' ', indent).Append(Text(key)).Append(':');
            AppendValue(text, value, indent);
        }

        return text.ToString();
    }

    private static void AppendValue(StringBuilder text, object? value, int indent)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> { Count: > 0 } map:
                text.Append('\n').Append(Block(map, indent + 2));
                break;
            case IReadOnlyList<object?> { Count: > 0 } list:
                text.Append('\n');
                foreach (var item in list)
                {
                    text.Append(' ', indent + 2).Append('-');
                    if (item is IReadOnlyDictionary<string, object?> { Count: > 0 } inner)
                        text.Append(' ').Append(Block(inner, indent + 4).AsSpan(indent + 4));
                    else
                        AppendValue(text, item, indent + 2);
                }

                break;
            default:
                text.Append(' ').Append(Inline(value)).Append('\n');
                break;
        }
    }

    private static string Text(string text) =>
        PlainText().IsMatch(text) && !Words.Contains(text) ? text : JsonSerializer.Serialize(text, Quoted.String);

    // A letter first, so that it is no number or date; no blank, so that nothing in it is taken for a comment or a key.
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*\z")]
    private static partial Regex PlainText();
}
