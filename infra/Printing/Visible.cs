using System.Globalization;
using System.Text;

namespace McpInfra.Printing;

/// <summary>Characters that act on whatever shows them, or that nobody sees, as what they are: <c>\n</c>, <c>\u001b</c>, <c>\u202e</c>.</summary>
internal static class Visible
{
    /// <summary>Letters that are drawn as nothing, although Unicode calls them letters.</summary>
    private const string Fillers = "\u115f\u1160\u3164\uffa0";

    /// <summary>A text without any such character, on one line.</summary>
    public static string Of(string text)
    {
        if (!Acts(text))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index += 1)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                var rune = new Rune(text[index], text[++index]);
                _ = Acts(Rune.GetUnicodeCategory(rune)) ? shown.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}") : shown.Append(rune.ToString());
            }
            else if (Acts(text[index]))
            {
                shown.Append(Escape(text[index]));
            }
            else
            {
                shown.Append(text[index]);
            }
        }

        return shown.ToString();
    }

    /// <summary>Whether a text has such a character.</summary>
    public static bool Acts(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is >= ' ' and <= '~')
                continue;
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                if (Acts(CharUnicodeInfo.GetUnicodeCategory(text, index++)))
                    return true;
            }
            else if (Acts(text[index]))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Acts(char character) => Acts(char.GetUnicodeCategory(character)) || Fillers.Contains(character, StringComparison.Ordinal);

    private static bool Acts(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private static string Escape(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => $"\\u{(int)character:x4}",
    };
}
