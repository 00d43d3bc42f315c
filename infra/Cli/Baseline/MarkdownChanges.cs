using System.Text;

namespace McpInfra.Cli.Baseline;

/// <summary>Writes a comparison for a pull request's comment.</summary>
internal static class MarkdownChanges
{
    /// <summary>A pipeline finds its own comment by this, to write it anew.</summary>
    private const string Marker = "<!-- mcp-infra preview -->";

    /// <summary>GitHub takes 65,536 characters; the last lines need some of them.</summary>
    private const int Longest = 64_000;

    private const int LongestCell = 600;

    public static void Write(TextWriter output, IReadOnlyList<EnvironmentChange> changes, string baseline)
    {
        var text = new StringBuilder($"{Marker}\n## MCP Gateway: what this change does\n\n**{ChangeWords.Total(changes)}**, compared with {Code(baseline)}.\n");
        var left = 0;
        foreach (var change in changes)
        {
            var isFirst = true;
            Add($"\n**{Escaped(change.Stack)}** · {ChangeWords.State(change)}\n");
            foreach (var warning in change.Warnings)
                Row($"| ⚠ | **warning** | | {Escaped(warning)} |\n");
            foreach (var (kind, row) in ChangeWords.Rows(change))
                Row($"| {kind} | {Escaped(row.What)} | {Code(row.Subject)} | {Escaped(row.Detail)} |\n");

            void Row(string row)
            {
                Add((isFirst ? "\n| | change | of | what |\n| --- | --- | --- | --- |\n" : "") + row);
                isFirst = false;
            }
        }

        if (left > 0)
            text.Append($"\n{left} more lines do not fit into a comment: run {Code("preview --baseline")} to see them all.\n");
        output.Write(text.ToString());

        // Once something did not fit nothing is added, so that no table loses lines in its middle.
        void Add(string part)
        {
            if (left > 0 || text.Length + part.Length > Longest)
                left++;
            else
                text.Append(part);
        }
    }

    /// <summary>Text in a table: nothing in it ends the cell, links, mentions somebody or is HTML.</summary>
    private static string Escaped(string text)
    {
        var cut = text.Length <= LongestCell ? text : text[..LongestCell] + "...";
        return string.Concat(cut.ReplaceLineEndings(" ").Select(character => character switch
        {
            '<' => "&lt;",
            '>' => "&gt;",
            '@' => "&#64;",
            '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' => "\\" + character,
            _ => character.ToString(),
        }));
    }

    private static string Code(string text) =>
        $"`{text.Replace("`", "'", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")}`";
}
