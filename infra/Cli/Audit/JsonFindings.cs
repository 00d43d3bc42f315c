using McpInfra.Audit;
using McpInfra.Printing;

namespace McpInfra.Cli.Audit;

/// <summary>Writes an audit for a program; the shape is described in docs/audit.md and versioned as that of preview.</summary>
internal static class JsonFindings
{
    private const int Version = 1;

    public static void Write(Printer printer, AuditReport report) => printer.Json(
        new
        {
            Version,
            Findings = report.Findings.Select(finding => new
            {
                Rule = finding.Rule.Id,
                finding.Rule.Name,
                finding.Level,
                finding.File,
                finding.Line,
                finding.Path,
                finding.Message,
                finding.Fix,
                finding.AllowedBecause,
                IsKnown = report.IsCompared ? finding.IsKnown : (bool?)null,
            }),
            NotRead = report.Unread,
            report.Notes,
            Totals = new
            {
                report.Stacks,
                report.Files,
                Errors = report.Counted.Count(finding => finding.Level == AuditLevel.Error),
                Warnings = report.Counted.Count(finding => finding.Level == AuditLevel.Warning),
                Allowed = report.Findings.Count(finding => finding.AllowedBecause is not null),
                Known = report.IsCompared ? report.Known.Count() : (int?)null,
            },
        });
}
