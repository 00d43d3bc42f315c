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
        foreach (var change in changes.Where(change => !IsQuiet(change)))
        {
            yield return $"\n**{change.Stack}** · {ChangeWords.State(change)}\n";

            foreach (var part in Table(change.Warnings.Select(warning => Markdown.Row($"⚠", $"**warning**", $"", $"{warning}")).Concat(change.State == ChangeState.New ? [] : Rows(change))))
                yield return part;
            if (change.State == ChangeState.New)
            {
                // Everything is new: one block, for whoever wants to read it.
                var rows = Table(Rows(change)).ToList();
                rows[0] = Markdown.Of($"\n<details><summary>{Summary(change)}</summary>\n") + rows[0];
                rows[^1] += Markdown.Of($"\n</details>\n");
                foreach (var part in rows)
                    yield return part;
            }

            foreach (var (toDo, index) in change.ToDo.Select((toDo, index) => (toDo.SplitLines().ToList(), index)))
                yield return $"{(index == 0 ? Markdown.Of($"\n") : Markdown.Of($""))}- to do: {toDo[0]}{Markdown.Join("", toDo.Skip(1).Select(line => Markdown.Of($"<br>{Markdown.Code(line)}")))}\n";
        }

        if (changes.Where(IsQuiet).ToList() is { Count: > 0 } same)
            yield return $"\n**No change** · {Words.Join(", ", same.Select(change => (Words)change.Stack))}\n";
    }

    /// <summary>Whether there is nothing to read of it but its name.</summary>
    private static bool IsQuiet(EnvironmentChange change) => change is { State: ChangeState.Same, Warnings.Count: 0, ToDo.Count: 0 };

    private static Words Summary(EnvironmentChange change) =>
        $"{Words.Join(", ", change.Resources.Select(resource => resource.Subject))}, {Words.Plural(change.Secrets.Count, "secret")}, {Words.Plural(change.Iam.Count, "change")} of IAM";

    /// <summary>The head with the first row, so that no table is cut off between them.</summary>
    private static IEnumerable<Markdown> Table(IEnumerable<Markdown> rows)
    {
        var head = Markdown.Of($"\n| | change | of | what |\n| --- | --- | --- | --- |\n");
        foreach (var row in rows)
        {
            yield return head + row;
            head = Markdown.Of($"");
        }
    }

    private static IEnumerable<Markdown> Rows(EnvironmentChange change) =>
    [
        .. ChangeWords.Rows(change).Select(row => Markdown.Row($"{row.Kind}", $"{row.Change.What}", Markdown.Code(row.Change.Subject), $"{row.Change.Detail}")),
    ];
}
