using System.Globalization;
using McpInfra.Audit;
using Spectre.Console;

namespace McpInfra.Cli.Findings;

/// <summary>Writes an audit for a terminal: by file, then once for each rule what to do.</summary>
internal static class TextFindings
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Wary = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);

    public static void Write(IAnsiConsole console, AuditReport report)
    {
        foreach (var input in report.Unread)
            WriteLine(console, ("not read  ", Bad), ($"{input.Place} {input.Message}", Style.Plain));
        if (report.Unread.Count > 0)
            console.WriteLine();
        foreach (var file in report.Findings.GroupBy(finding => finding.File))
            WriteFile(console, file.Key, [.. file]);
        WriteRules(console, report);
        WriteTotal(console, report);
    }

    public static void WriteTotal(IAnsiConsole console, AuditReport report) =>
        WriteLine(console, (FindingWords.Total(report), report.Counted.Any() || report.Unread.Count > 0 ? Bold : Good));

    private static void WriteFile(IAnsiConsole console, string file, List<AuditFinding> findings)
    {
        WriteLine(console, (file, Bold));
        var lineWidth = findings.Max(finding => Line(finding).Length);
        foreach (var finding in findings)
        {
            var (word, style) = finding switch
            {
                { AllowedBecause: not null } => ("allowed", Quiet),
                { Level: AuditLevel.Error } => ("error", Bad),
                _ => ("warning", Wary),
            };
            WriteLine(console,
                ("  " + Line(finding).PadLeft(lineWidth), Quiet), ("  " + word.PadRight("warning".Length), style),
                ("  " + finding.Rule.Id, Quiet), ("  " + finding.Path, Style.Plain), ("  " + finding.Message, Style.Plain));
            var below = finding.AllowedBecause is { } reason ? ["because " + reason] : finding.Fix == finding.Rule.Fix ? [] : finding.Fix.Split('\n');
            foreach (var line in below)
                WriteLine(console, (new string(' ', lineWidth + 21) + line, Quiet));
        }

        console.WriteLine();
    }

    /// <summary>Advice that would otherwise stand under every finding.</summary>
    private static void WriteRules(IAnsiConsole console, AuditReport report)
    {
        var rules = report.Counted.Where(finding => finding.Fix == finding.Rule.Fix).Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        if (rules.Count == 0)
            return;
        WriteLine(console, ("what to do", Bold));
        var width = rules.Max(rule => rule.Name.Length);
        foreach (var rule in rules)
            WriteLine(console, ("  " + rule.Id, Quiet), ("  " + rule.Name.PadRight(width), Style.Plain), ("  " + rule.Fix, Style.Plain));
        console.WriteLine();
    }

    private static string Line(AuditFinding finding) => finding.Line?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void WriteLine(IAnsiConsole console, params (string Text, Style Style)[] parts)
    {
        foreach (var (text, style) in parts)
            console.Write(new Text(text, style));
        console.WriteLine();
    }
}
