using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview;

/// <summary>Writes previews for a pull request's comment.</summary>
internal static class MarkdownPreview
{
    public static void Write(TextWriter output, IReadOnlyCollection<StackPreview> previews)
    {
        output.Write($"## MCP Gateway preview\n\n**{PreviewWords.Total(previews)}**\n");
        foreach (var preview in previews)
            WriteOne(output, preview);
    }

    private static void WriteOne(TextWriter output, StackPreview preview)
    {
        output.Write($"\n### {preview.Stack}\n\n");
        if (preview.Settings is not { } settings)
        {
            WriteProblems(output, [.. preview.Problems, .. preview.Warnings]);
            return;
        }

        output.Write($"{PreviewWords.Heading(settings)}\n\n");
        foreach (var component in preview.Components)
            output.Write($"- **{component.Name}** ({PreviewWords.Plural(component.Resources.Count, "resource")}): {Escaped(string.Join("; ", component.Summary))}\n");
        foreach (var container in preview.Containers)
            WriteContainer(output, container);
        output.Write($"\nGuard: {PreviewWords.Guard(preview)}.\n");
        WriteList(output,
        [
            .. (preview.Guard?.Findings ?? []).Select(finding => $"refused: `{finding.Resource}`, `{finding.Path}`: {finding.Problem}"),
            .. preview.StoppedBecause is { } reason ? [$"stopped: {reason}"] : Array.Empty<string>(),
            .. preview.ToDo.Select(toDo => "to do: " + toDo),
        ]);
        WriteProblems(output, preview.Warnings);
    }

    private static void WriteContainer(TextWriter output, ContainerEnvironment container)
    {
        output.Write($"\n<details><summary>What the {PreviewWords.Container(container.Container)} sees: {PreviewWords.Plural(container.Seen.Count, "secret variable")}</summary>\n\n");
        output.Write("| variable | Kubernetes Secret | from | made by | chart default |\n| --- | --- | --- | --- | --- |\n");
        foreach (var variable in container.Seen)
        {
            output.Write($"| `{variable.Name}` | `{variable.Secret.Name}` | `{PreviewWords.From(variable.Fetched.Remote)}` "
                + $"| {PreviewWords.MadeBy(variable.Fetched)} | {PreviewWords.ChartDefault(variable)} |\n");
        }

        WriteList(output,
        [
            .. container.ChartDefaults.Select(name => $"not overridden: `{name}`"),
            .. container.Shadowed.Select(shadowed => $"hidden: `{shadowed.Name}`, {shadowed.Because}"),
        ]);
        output.Write("\n</details>\n");
    }

    private static void WriteProblems(TextWriter output, IReadOnlyList<SettingsProblem> problems) => WriteList(output,
        [.. problems.Select(problem => $"`{problem.Place}`: {Escaped(problem.Message)}{(problem.Fix is null ? "" : $"<br>`{problem.Fix.Replace("\n", "`<br>`", StringComparison.Ordinal)}`")}")]);

    private static void WriteList(TextWriter output, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
            output.Write('\n');
        foreach (var item in items)
            output.Write($"- {item}\n");
    }

    private static string Escaped(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal);
}
