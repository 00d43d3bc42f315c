using McpInfra.Model;
using McpInfra.Settings;
using Spectre.Console;

namespace McpInfra.Cli.Preview;

/// <summary>Writes previews for a terminal.</summary>
internal static class TextPreview
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<StackPreview> previews)
    {
        foreach (var preview in previews)
        {
            WriteOne(console, preview);
            console.WriteLine();
        }

        console.MarkupLineInterpolated($"[bold]{PreviewWords.Total(previews)}[/]");
    }

    private static void WriteOne(IAnsiConsole console, StackPreview preview)
    {
        if (preview.Settings is not { } settings)
        {
            console.MarkupLineInterpolated($"[bold red]{preview.Stack}[/]  {PreviewWords.Plural(preview.Problems.Count, "problem")} in its configuration");
            WriteProblems(console, preview.Problems, isWarning: false);
            WriteProblems(console, preview.Warnings, isWarning: true);
            return;
        }

        console.MarkupLineInterpolated($"[bold cyan]{preview.Stack}[/]  {PreviewWords.Heading(settings)}");
        console.WriteLine();
        WriteComponents(console, preview.Components);
        foreach (var container in preview.Containers)
        {
            console.WriteLine();
            console.Write(new Padder(Variables(container), new Padding(2, 0, 0, 0)));
            Line(console, container.ChartDefaults.Count == 0 ? "grey" : "yellow", "not overridden",
                container.ChartDefaults.Count == 0 ? "no credential of the chart" : string.Join(", ", container.ChartDefaults));
            foreach (var shadowed in container.Shadowed)
                Line(console, "yellow", "hidden", $"{shadowed.Name}: {shadowed.Because}");
        }

        console.WriteLine();
        if (settings.Database is DatabaseSettings.Bundled)
            Line(console, "grey", "migration Job", "none (bundled database: each pod migrates itself)");
        Line(console, preview.Guard is { Findings.Count: 0 } ? "green" : "red", "guard", PreviewWords.Guard(preview));
        foreach (var finding in preview.Guard?.Findings ?? [])
            Line(console, "red", "refused", $"{finding.Resource}, {finding.Path}: {finding.Problem}. {finding.Fix}");
        if (preview.StoppedBecause is { } reason)
            Line(console, "red", "stopped", reason);
        foreach (var toDo in preview.ToDo)
            Line(console, "blue", "to do", toDo);
        WriteProblems(console, preview.Warnings, isWarning: true);
    }

    private static void WriteComponents(IAnsiConsole console, IReadOnlyList<PreviewedComponent> components)
    {
        var width = components.Max(component => component.Name.Length);
        console.MarkupLineInterpolated($"  [bold]{components[0].Name}[/]  {string.Join(" · ", components[0].Summary)}");
        foreach (var component in components.Skip(1))
        {
            var isLast = component == components[^1];
            for (var line = 0; line < component.Summary.Count; line++)
            {
                var guide = line > 0 ? (isLast ? "   " : "│  ") : isLast ? "└─ " : "├─ ";
                var name = line == 0 ? component.Name : "";
                console.MarkupLineInterpolated($"  [grey]{guide}[/]{name.PadRight(width)}  {component.Summary[line]}");
            }
        }
    }

    private static Table Variables(ContainerEnvironment container)
    {
        var table = new Table { Border = TableBorder.None };
        string[] titles = [$"what the {PreviewWords.Container(container.Container)} sees", "Kubernetes Secret", "from", "made by", "chart default"];
        foreach (var title in titles)
            table.AddColumn(new TableColumn(new Markup($"[grey]{title}[/]")) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        foreach (var variable in container.Seen)
        {
            table.AddRow(
                new Text(variable.Name),
                new Text(variable.Secret.Name.ToString()),
                new Text(PreviewWords.From(variable.Fetched.Remote)),
                new Text(PreviewWords.MadeBy(variable.Fetched.Source)),
                new Text(PreviewWords.ChartDefault(variable)));
        }

        return table;
    }

    private static void WriteProblems(IAnsiConsole console, IEnumerable<SettingsProblem> problems, bool isWarning)
    {
        var colour = isWarning ? "yellow" : "red";
        foreach (var problem in problems)
        {
            Line(console, colour, problem.Place, $"{(isWarning ? "warning: " : "")}{problem.Message}");
            foreach (var line in problem.Fix?.Split('\n') ?? [])
                console.MarkupLineInterpolated($"      [grey]{line}[/]");
        }
    }

    private static void Line(IAnsiConsole console, string colour, string label, string text) =>
        console.MarkupLine($"  [{colour}]{Markup.Escape(label)}[/]  {Markup.Escape(text)}");
}
