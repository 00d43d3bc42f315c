using System.Globalization;
using System.Text;

namespace McpInfra.Plaintext;

/// <summary>Backslash escapes of JSON, YAML and shells.</summary>
internal static class Escapes
{
    /// <summary>The text without them; what is none stays.</summary>
    public static string Undone(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\' || index + 1 == text.Length)
            {
                plain.Append(text[index]);
                continue;
            }

            if (IsOctal(text, index + 1))
            {
                plain.Append((char)Convert.ToInt32(text.Substring(index + 1, 3), 8));
                index += 3;
                continue;
            }

            var digits = text[index + 1] switch { 'u' => 4, 'x' => 2, 'U' => 8, _ => 0 };
            if (digits > 0 && index + 1 + digits < text.Length
                && int.TryParse(text.AsSpan(index + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= 0x10ffff)
            {
                // Half of a pair stands by itself in JSON.
                plain.Append(code <= 0xffff ? ((char)code).ToString() : char.ConvertFromUtf32(code));
                index += 1 + digits;
                continue;
            }

            plain.Append(text[++index] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
        }

        return plain.ToString();
    }

    private static bool IsOctal(string text, int at) =>
        at + 2 < text.Length && text[at] is '0' or '1' && text[at + 1] is >= '0' and <= '7' && text[at + 2] is >= '0' and <= '7';
}
