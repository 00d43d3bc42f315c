using McpInfra.Audit;
using McpInfra.Printing;

namespace McpInfra.Cli.Audit;

/// <summary>The words that the formats of the audit share.</summary>
internal static class FindingWords
{
    public static Words Total(AuditReport report)
    {
        var counted = report.Counted.ToList();
        var parts = new List<Words>
        {
            Words.Plural(counted.Count(finding => finding.Level == AuditLevel.Error), "error"),
            Words.Plural(counted.Count(finding => finding.Level == AuditLevel.Warning), "warning"),
            $"{report.Findings.Count(finding => finding.AllowedBecause is not null)} allowed",
        };
        if (report.IsCompared)
            parts.Add($"{report.Known.Count()} known");
        if (report.Unread.Count > 0)
            parts.Add($"{report.Unread.Count} not read");
        return $"{Words.Plural(report.Stacks, "stack")}, {Words.Plural(report.Files, "file")} audited: {Words.Join(", ", parts)}";
    }
}
