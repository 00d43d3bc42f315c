using McpInfra.Backends;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview;

/// <summary>Writes previews for a pull request's comment.</summary>
internal static class MarkdownPreview
{
    public static void Write(Printer printer, IReadOnlyCollection<StackPreview> previews)
    {
        printer.Markdown($"## MCP Gateway preview\n\n**{PreviewWords.Total(previews)}**\n");
        foreach (var preview in previews)
            WriteOne(printer, preview);
    }

    private static void WriteOne(Printer printer, StackPreview preview)
    {
        printer.Markdown($"\n### {preview.Stack}\n\n");
        if (!preview.IsUsable)
        {
            WriteProblems(printer, [.. preview.Problems, .. preview.Warnings]);
            return;
        }

        printer.Markdown($"{PreviewWords.Heading(preview)}\n\n");
        if (preview.Loaded is { } stack)
            printer.Markdown($"{SecretPicture.Of(stack)}\n");
        foreach (var component in preview.Components)
            printer.Markdown($"- **{component.Name}** ({Words.Plural(component.Resources.Count, "resource")}): {Words.Join("; ", component.Summary)}\n");
        foreach (var container in preview.Containers)
            WriteContainer(printer, container, preview.Backend!);
        printer.Markdown($"\nGuard: {PreviewWords.Guard(preview)}.\n");
        WriteList(printer,
        [
            .. (preview.Guard?.Findings ?? []).Select(finding => Markdown.Of($"refused: {Markdown.Code(finding.Resource)}, {Markdown.Code(finding.Path)}: {finding.Problem}")),
            .. preview.StoppedBecause is { } reason ? [Markdown.Of($"stopped: {reason}")] : Array.Empty<Markdown>(),
            .. preview.ToDo.Select(toDo => toDo.SplitLines().ToList()).Select(toDo => Markdown.Of($"to do: {toDo[0]}{Lines(toDo.Skip(1))}")),
        ]);
        WriteProblems(printer, preview.Warnings);
    }

    private static void WriteContainer(Printer printer, ContainerEnvironment container, Backend backend)
    {
        printer.Markdown($"\n<details><summary>What the {PreviewWords.Container(container.Container)} sees: {Words.Plural(container.Seen.Count, "secret variable")}</summary>\n\n");
        printer.Markdown($"| variable | Kubernetes Secret | from | made by | chart default |\n| --- | --- | --- | --- | --- |\n");
        foreach (var variable in container.Seen)
        {
            printer.Markdown(Markdown.Row(
                Markdown.Code(variable.Name), Markdown.Code(variable.Secret.Name.ToString()), Markdown.Code(PreviewWords.From(variable.Fetched.Remote)),
                $"{PreviewWords.MadeBy(variable.Fetched, backend)}", $"{PreviewWords.ChartDefault(variable)}"));
        }

        WriteList(printer,
        [
            .. container.ChartDefaults.Select(name => Markdown.Of($"not overridden: {Markdown.Code(name)}")),
            .. container.Shadowed.Select(shadowed => Markdown.Of($"hidden: {Markdown.Code(shadowed.Name)}, {shadowed.Because}")),
        ]);
        printer.Markdown($"\n</details>\n");
    }

    private static void WriteProblems(Printer printer, IReadOnlyList<SettingsProblem> problems) =>
        WriteList(printer, [.. problems.Select(problem => Markdown.Of($"{Markdown.Code(problem.Place)}: {problem.Message}{Lines(problem.Fix?.SplitLines() ?? [])}"))]);

    /// <summary>Lines to paste, below the words that say what for.</summary>
    private static Markdown Lines(IEnumerable<Words> lines) => Markdown.Join("", lines.Select(line => Markdown.Of($"<br>{Markdown.Code(line)}")));

    private static void WriteList(Printer printer, IReadOnlyList<Markdown> items)
    {
        if (items.Count > 0)
            printer.Markdown($"\n");
        foreach (var item in items)
            printer.Markdown($"- {item}\n");
    }
}
