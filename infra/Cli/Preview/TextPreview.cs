using McpInfra.Model;
using McpInfra.Settings;
using Spectre.Console;

namespace McpInfra.Cli.Preview;

/// <summary>Writes previews for a terminal. Styles and not markup, whose tables of emoji and colour names every start would have to build.</summary>
internal static class TextPreview
{
    private static readonly Style Plain = Style.Plain;
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Wary = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Pending = new(Color.Blue);

    public static void WriteTotal(IAnsiConsole console, IReadOnlyCollection<StackPreview> previews) =>
        WriteLine(console, (PreviewWords.Total(previews), Bold));

    /// <summary>One stack, and a blank line after it.</summary>
    public static void Write(IAnsiConsole console, StackPreview preview)
    {
        WriteOne(console, preview);
        console.WriteLine();
    }

    private static void WriteOne(IAnsiConsole console, StackPreview preview)
    {
        if (preview.Settings is not { } settings)
        {
            WriteLine(console, (preview.Stack, Bad), ($"  {PreviewWords.Plural(preview.Problems.Count, "problem")} in its configuration", Plain));
            WriteProblems(console, preview.Problems, isWarning: false);
            WriteProblems(console, preview.Warnings, isWarning: true);
            return;
        }

        WriteLine(console, (preview.Stack, Bold), ($"  {PreviewWords.Heading(settings)}", Plain));
        console.WriteLine();
        WriteComponents(console, preview.Components);
        foreach (var container in preview.Containers)
        {
            console.WriteLine();
            console.Write(new Padder(Variables(container), new Padding(2, 0, 0, 0)));
            Line(console, container.ChartDefaults.Count == 0 ? Quiet : Wary, "not overridden",
                container.ChartDefaults.Count == 0 ? "no credential of the chart" : string.Join(", ", container.ChartDefaults));
            foreach (var shadowed in container.Shadowed)
                Line(console, Wary, "hidden", $"{shadowed.Name}: {shadowed.Because}");
        }

        console.WriteLine();
        if (settings.Database is DatabaseSettings.Bundled)
            Line(console, Quiet, "migration Job", "none (bundled database: each pod migrates itself)");
        Line(console, preview.Guard is { Findings.Count: 0 } ? Good : Bad, "guard", PreviewWords.Guard(preview));
        foreach (var finding in preview.Guard?.Findings ?? [])
            Line(console, Bad, "refused", $"{finding.Resource}, {finding.Path}: {finding.Problem}. {finding.Fix}");
        if (preview.StoppedBecause is { } reason)
            Line(console, Bad, "stopped", reason);
        foreach (var toDo in preview.ToDo)
            Line(console, Pending, "to do", toDo);
        WriteProblems(console, preview.Warnings, isWarning: true);
    }

    private static void WriteComponents(IAnsiConsole console, IReadOnlyList<PreviewedComponent> components)
    {
        var width = components.Max(component => component.Name.Length);
        WriteLine(console, ("  " + components[0].Name, Bold), ("  " + string.Join(" · ", components[0].Summary), Plain));
        foreach (var component in components.Skip(1))
        {
            var isLast = component == components[^1];
            for (var line = 0; line < component.Summary.Count; line++)
            {
                var guide = line > 0 ? (isLast ? "   " : "│  ") : isLast ? "└─ " : "├─ ";
                var name = line == 0 ? component.Name : "";
                WriteLine(console, ("  " + guide, Quiet), ($"{name.PadRight(width)}  {component.Summary[line]}", Plain));
            }
        }
    }

    private static Table Variables(ContainerEnvironment container)
    {
        var table = new Table { Border = TableBorder.None };
        string[] titles = [$"what the {PreviewWords.Container(container.Container)} sees", "Kubernetes Secret", "from", "made by", "chart default"];
        foreach (var title in titles)
            table.AddColumn(new TableColumn(new Text(title, Quiet)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        foreach (var variable in container.Seen)
        {
            table.AddRow(
                new Text(variable.Name),
                new Text(variable.Secret.Name.ToString()),
                new Text(PreviewWords.From(variable.Fetched.Remote)),
                new Text(PreviewWords.MadeBy(variable.Fetched)),
                new Text(PreviewWords.ChartDefault(variable)));
        }

        return table;
    }

    private static void WriteProblems(IAnsiConsole console, IEnumerable<SettingsProblem> problems, bool isWarning)
    {
        var style = isWarning ? Wary : Bad;
        foreach (var problem in problems)
        {
            Line(console, style, problem.Place, $"{(isWarning ? "warning: " : "")}{problem.Message}");
            foreach (var line in problem.Fix?.Split('\n') ?? [])
                WriteLine(console, ("      " + line, Quiet));
        }
    }

    private static void Line(IAnsiConsole console, Style style, string label, string text) =>
        WriteLine(console, ("  " + label, style), ("  " + text, Plain));

    private static void WriteLine(IAnsiConsole console, params (string Text, Style Style)[] parts)
    {
        foreach (var (text, style) in parts)
            console.Write(new Text(text, style));
        console.WriteLine();
    }
}
