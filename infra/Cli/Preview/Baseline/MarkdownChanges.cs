using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Writes a comparison for a pull request's comment.</summary>
/// <remarks>A pipeline finds its own comment by the first line, to write it anew.</remarks>
internal static class MarkdownChanges
{
    /// <summary>GitHub takes 65,536 characters; the last lines need some of them.</summary>
    private const int Longest = 64_000;

    public static void Write(Printer printer, IReadOnlyList<EnvironmentChange> changes, string baseline) => printer.Markdown(
        Parts(changes, baseline), Longest,
        left => $"\n{left} more lines do not fit into a comment: run {Markdown.Code("preview --baseline")} to see them all.\n");

    private static IEnumerable<Markdown> Parts(IReadOnlyList<EnvironmentChange> changes, string baseline)
    {
        yield return $"<!-- mcp-infra preview -->\n## MCP Gateway: what this change does\n\n**{ChangeWords.Total(changes)}**, compared with {Markdown.Code(baseline)}.\n";
        foreach (var change in changes)
        {
            yield return $"\n**{change.Stack}** · {ChangeWords.State(change)}\n";
            var head = Markdown.Of($"\n| | change | of | what |\n| --- | --- | --- | --- |\n");
            foreach (var row in Rows(change))
            {
                yield return head + row;
                head = Markdown.Of($"");
            }
        }
    }

    private static IEnumerable<Markdown> Rows(EnvironmentChange change) =>
    [
        .. change.Warnings.Select(warning => Markdown.Row($"⚠", $"**warning**", $"", $"{warning}")),
        .. ChangeWords.Rows(change).Select(row => Markdown.Row($"{row.Kind}", $"{row.Change.What}", Markdown.Code(row.Change.Subject), $"{row.Change.Detail}")),
    ];
}
