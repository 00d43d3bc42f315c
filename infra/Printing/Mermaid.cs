using System.Globalization;
using System.Text;

namespace McpInfra.Printing;

/// <summary>
/// Labels of a Mermaid diagram. Whatever is more than a letter, a digit or a plain sign is written as its number, which the
/// browser makes a character of when the diagram is drawn: until then no text is syntax, Markdown or markup.
/// </summary>
internal static class Mermaid
{
    /// <summary>A longer name is wider than a diagram that somebody reads.</summary>
    private const int LongestForeign = 64;

    /// <summary>A label in its quotes; its own line feeds begin a new line.</summary>
    public static Words Label(Words words) => Words.Own("\"") + Words.OfParts(words.Parts.Select(part => part.Kind == PartKind.Own
        ? part with { Text = string.Join("<br/>", part.Text.Split('\n').Select(line => Text([.. line.EnumerateRunes()], isOwn: true))) }
        : part with { Kind = PartKind.MermaidText, Longest = Math.Min(part.Longest, LongestForeign) })) + Words.Own("\"");

    /// <summary>A text in which no character means anything.</summary>
    public static string Text(string text) => Text([.. text.EnumerateRunes()], isOwn: false);

    /// <param name="isOwn">Whether it is the program's own, whose blanks stand between its words and somebody else's.</param>
    private static string Text(IReadOnlyList<Rune> runes, bool isOwn)
    {
        var label = new StringBuilder(runes.Count);
        foreach (var (index, rune) in runes.Index())
        {
            var isPlain = rune.Value switch
            {
                '/' or ',' => true,
                ' ' => isOwn || IsWord(index - 1) || IsWord(index + 1),

                // Elsewhere they may begin a list, a line or what is emphasized.
                '-' or '.' or '_' => IsWord(index - 1) && IsWord(index + 1),
                _ => Rune.IsLetterOrDigit(rune),
            };
            _ = isPlain ? label.Append(rune.ToString()) : label.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return label.ToString();

        bool IsWord(int index) => index >= 0 && index < runes.Count && Rune.IsLetterOrDigit(runes[index]);
    }
}
