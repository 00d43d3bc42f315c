using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pulumi.Serialization;

/// <summary>Writes a wire value as the JSON text that protobuf's own formatter makes of it: sorted keys, spaces inside brackets.</summary>
internal static class ProtobufJson
{
    public static string Format(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("r", CultureInfo.InvariantCulture),
        string text => Quote(text),
        ImmutableArray<object?> items => Bracket('[', items.Select(Format), ']'),
        ImmutableDictionary<string, object?> fields => Bracket(
            '{', fields.OrderBy(field => field.Key, StringComparer.InvariantCulture).Select(field => $"{Quote(field.Key)}: {Format(field.Value)}"), '}'),
        _ => throw new InvalidOperationException($"{value.GetType().FullName} is not a wire value."),
    };

    private static string Bracket(char open, IEnumerable<string> parts, char close)
    {
        var inner = string.Join(", ", parts);
        return inner.Length == 0 ? $"{open} {close}" : $"{open} {inner} {close}";
    }

    private static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) || c is '<' or '>' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return result.Append('"').ToString();
    }
}
