using System.Globalization;
using McpInfra.Audit;
using McpInfra.Printing;
using static McpInfra.Printing.Tone;

namespace McpInfra.Cli.Audit;

/// <summary>Writes an audit for a terminal: by file, then once for each rule what to do.</summary>
internal static class TextFindings
{
    public static void Write(Printer printer, AuditReport report) => Write(printer, report, [.. report.Findings.Except(report.Known)]);

    /// <summary>With those that a baseline knows.</summary>
    public static void WriteAll(Printer printer, AuditReport report) => Write(printer, report, report.Findings);

    private static void Write(Printer printer, AuditReport report, IReadOnlyList<AuditFinding> findings)
    {
        foreach (var unread in report.Unread)
            printer.Line(("not read  ", Bad), ($"{unread.Place} {unread.Message}", Plain));
        foreach (var note in report.Notes)
            printer.Line(("note      ", Quiet), (note, Plain));
        if (report.Unread.Count + report.Notes.Count > 0)
            printer.Line();
        foreach (var file in findings.GroupBy(finding => finding.File))
            WriteFile(printer, file.Key, [.. file]);
        WriteRules(printer, report);
        WriteTotal(printer, report);
    }

    public static void WriteTotal(Printer printer, AuditReport report) =>
        printer.Line((FindingWords.Total(report), report.Counted.Any() || report.Unread.Count > 0 ? Bold : Good));

    private static void WriteFile(Printer printer, string file, List<AuditFinding> findings)
    {
        printer.Line((file, Bold));
        var lineWidth = findings.Max(finding => Line(finding).Length);
        var path = lineWidth + 21;
        foreach (var finding in findings)
        {
            var (word, tone) = finding switch
            {
                { AllowedBecause: not null } => ("allowed", Quiet),
                { IsKnown: true } => ("known", Quiet),
                { Level: AuditLevel.Error } => ("error", Bad),
                _ => ("warning", Wary),
            };
            printer.Line(new Layout(Below: path),
                ("  " + Line(finding).PadLeft(lineWidth), Quiet), ("  " + word.PadRight("warning".Length), tone),
                ("  " + finding.Rule.Id, Quiet), ("  " + finding.Path, Plain), ("  " + finding.Message, Plain));
            IEnumerable<Words> below = finding.AllowedBecause is { } reason ? [$"because {reason}"] : finding.Fix.Equals(finding.Rule.Fix) ? [] : finding.Fix.SplitLines();
            foreach (var line in below)
                printer.Line((new string(' ', path) + line, Quiet));
        }

        printer.Line();
    }

    /// <summary>Advice that would otherwise stand under every finding.</summary>
    private static void WriteRules(Printer printer, AuditReport report)
    {
        var rules = report.Counted.Where(finding => finding.Fix.Equals(finding.Rule.Fix)).Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        if (rules.Count == 0)
            return;
        printer.Line(("what to do", Bold));
        var width = rules.Max(rule => rule.Name.Length);
        foreach (var rule in rules)
            printer.Line(("  " + rule.Id, Quiet), ("  " + rule.Name.PadRight(width), Plain), ("  " + rule.Fix, Plain));
        printer.Line();
    }

    private static string Line(AuditFinding finding) => finding.Line?.ToString(CultureInfo.InvariantCulture) ?? "";
}
