using System.Globalization;
using System.Text.RegularExpressions;

namespace McpInfra.Yaml;

/// <summary>The two readers to whom an unquoted text means something else.</summary>
internal enum YamlVersion
{
    /// <summary>YAML 1.2's core as Pulumi's gopkg.in/yaml.v3 takes it: a stack file must mean here what it means in <c>pulumi up</c>.</summary>
    Pulumi,

    /// <summary>YAML 1.1 as Helm's gopkg.in/yaml.v2 takes it (its resolve.go): yes, no, on and off are switches, and a date stays text.</summary>
    Helm,
}

/// <summary>What an unquoted YAML text means. Neither reader knows numbers to the base of sixty.</summary>
internal static partial class YamlScalar
{
    public static object? Meaning(string text, YamlVersion version) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" when version == YamlVersion.Helm => true,
        "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" when version == YamlVersion.Helm => false,
        _ when !(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.') => text,
        _ when Timestamp().IsMatch(text) => version == YamlVersion.Pulumi ? Moment(text) : text,
        _ => Number(text),
    };

    /// <summary>Whether it is infinite or no number, which is text to nobody but this program (resolve.go in gopkg.in/yaml.v3).</summary>
    public static bool IsNotFinite(string text) => text
        is ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN";

    private static object Number(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(plain) is { } integer)
            return integer;
        return Float().IsMatch(plain)
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? ScalarNode.Number(number)
                : text;
    }

    private static long? Integer(string plain)
    {
        var (negative, digits) = plain switch
        {
            ['-', .. var rest] => (true, rest),
            ['+', .. var rest] => (false, rest),
            _ => (false, plain),
        };
        var (radix, start) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        if (digits.Length == start)
            return null;
        var total = 0L;
        foreach (var character in digits.AsSpan(start))
        {
            var digit = char.IsAsciiDigit(character) ? character - '0' : char.IsAsciiHexDigit(character) ? 10 + char.ToLowerInvariant(character) - 'a' : radix;
            if (digit >= radix || total > (long.MaxValue - digit) / radix)
                return null;
            total = (total * radix) + digit;
        }

        return negative ? -total : total;
    }

    /// <summary>A date becomes the text that Go prints for a time, which is never what was written.</summary>
    private static string Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " +0000 UTC"
            : text;

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|\s+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}\S*)?\z")]
    private static partial Regex Timestamp();
}
