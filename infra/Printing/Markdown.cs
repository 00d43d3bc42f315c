using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>
/// Markdown for a comment, written as an interpolated string: what is literal is Markdown, and a hole is text in which
/// nothing is. What no escape keeps from being more than text on a code host (mentions, addresses, numbers of issues) is
/// shown as code.
/// </summary>
[InterpolatedStringHandler]
internal sealed partial class Markdown
{
    private const int LongestForeign = 600;

    private readonly List<(Words Words, Form Form)> _parts = [];

    public Markdown(int literalLength, int formattedCount)
    {
    }

    private Markdown(IEnumerable<(Words, Form)> parts) => _parts.AddRange(parts);

    private enum Form
    {
        Own,
        Text,
        Code,
        TextOfCell,
        CodeOfCell,
        Block,
    }

    /// <summary>Names an interpolated string as Markdown.</summary>
    public static Markdown Of(Markdown text) => text;

    /// <summary>A code span.</summary>
    public static Markdown Code(Words words) => new([(words, Form.Code)]);

    /// <summary>Lines between fences longer than any in them.</summary>
    public static Markdown Block([ConstantExpected] string language, IReadOnlyList<Words> lines) =>
        new([(Words.OfPart(language, PartKind.Own) + Words.Own("\n") + Words.Lines(lines), Form.Block)]);

    public static Markdown Join([ConstantExpected] string separator, IEnumerable<Markdown> items) =>
        new(items.SelectMany((item, index) => index == 0 ? item._parts : item._parts.Prepend((Words.Own(separator), Form.Own))));

    /// <summary>One row of a table.</summary>
    public static Markdown Row(params Markdown[] cells)
    {
        var row = new Markdown([]);
        row.AppendLiteral("|");
        foreach (var cell in cells)
        {
            row.AppendLiteral(cell._parts.Count == 0 ? " |" : " ");
            if (cell._parts.Count == 0)
                continue;
            row._parts.AddRange(cell._parts.Select(part => (part.Words, part.Form switch { Form.Text => Form.TextOfCell, Form.Code => Form.CodeOfCell, var form => form })));
            row.AppendLiteral(" |");
        }

        row.AppendLiteral("\n");
        return row;
    }

    public static Markdown operator +(Markdown left, Markdown right) => new([.. left._parts, .. right._parts]);

    public void AppendLiteral(string own) => _parts.Add((Words.OfPart(own, PartKind.Own), Form.Own));

    public void AppendFormatted(string? foreign) => _parts.Add((foreign ?? "", Form.Text));

    public void AppendFormatted(Words? words) => _parts.Add((words ?? Words.None, Form.Text));

    public void AppendFormatted(Markdown? text) => _parts.AddRange(text?._parts ?? []);

    public void AppendFormatted(int number) => _parts.Add((Words.Of($"{number}"), Form.Own));

    public string Shown(Audience audience) => string.Concat(_parts.Select(part => part.Form switch
    {
        Form.Own => part.Words.Shown(audience),
        Form.Code => CodeSpan(part.Words.Shown(audience), isInCell: false),
        Form.CodeOfCell => CodeSpan(part.Words.Shown(audience), isInCell: true),
        Form.Block => CodeBlock(part.Words.Shown(audience)),
        var form => string.Concat(part.Words.Parts.Select(piece => piece.Kind is PartKind.Own or PartKind.Page
            ? Plain(piece.Shown(audience), isOwn: true)
            : Foreign((piece with { Longest = Math.Min(piece.Longest, LongestForeign) }).Shown(audience), form == Form.TextOfCell))),
    }));

    private static string Foreign(string text, bool isInCell) => IsMore().IsMatch(text) ? CodeSpan(text, isInCell) : Plain(text, isOwn: false);

    /// <summary>Text in which no character means anything; the program's own words mean their back quotes.</summary>
    private static string Plain(string text, bool isOwn)
    {
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            _ = text[index] switch
            {
                '\n' => plain.Append("<br>"),
                '<' => plain.Append("&lt;"),
                '&' when !isOwn => plain.Append("&amp;"),
                '_' when isOwn || IsInside(text, index) => plain.Append('_'),
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' when !isOwn => plain.Append('\\').Append(text[index]),
                var character => plain.Append(character),
            };
        }

        return plain.ToString();
    }

    /// <summary>Whether an underscore stands between letters, where it means nothing.</summary>
    private static bool IsInside(string text, int index) =>
        index > 0 && index < text.Length - 1 && char.IsLetterOrDigit(text[index - 1]) && char.IsLetterOrDigit(text[index + 1]);

    /// <summary>More back quotes around it than in it. A table is cut into cells first, where a bar beside a backslash cannot be written in them.</summary>
    private static string CodeSpan(string text, bool isInCell)
    {
        if (text.Length == 0)
            return "";
        var line = text.Replace('\n', ' ');
        if (isInCell && line.Contains('|', StringComparison.Ordinal) && line.Contains('\\', StringComparison.Ordinal))
            return $"<code>{string.Concat(line.Select(character => char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) && character != ' ' ? $"&#{(int)character};" : character.ToString()))}</code>";
        var fence = new string('`', 1 + LongestRun(line));
        var padding = fence.Length > 1 || line.StartsWith(' ') ? " " : "";

        // A backslash before the fence would be none in a cell.
        return fence + padding + (isInCell ? line.Replace("|", "\\|", StringComparison.Ordinal) : line) + (isInCell && line.EndsWith('\\') && padding.Length == 0 ? " " : padding) + fence;
    }

    private static string CodeBlock(string text)
    {
        var fence = new string('`', Math.Max(3, 1 + LongestRun(text)));
        return $"{fence}{text}\n{fence}\n";
    }

    private static int LongestRun(string text) => BackQuotes().Matches(text).Select(match => match.Length).DefaultIfEmpty(0).Max();

    /// <summary>Mentions, mail and web addresses, numbers of issues, and characters that a heading or a list of its own would begin with.</summary>
    [GeneratedRegex(@"@|#|(https?|ftp)://|(mailto|xmpp):|www\.|`|\bGH-[0-9]|!\[", RegexOptions.IgnoreCase)]
    private static partial Regex IsMore();

    [GeneratedRegex("`+")]
    private static partial Regex BackQuotes();
}
