using McpInfra.Audit;

namespace McpInfra.Cli.Findings;

/// <summary>The words that the formats of the audit share.</summary>
internal static class FindingWords
{
    public static string Level(AuditFinding finding) => Level(finding.Level);

    public static string Level(AuditLevel level) => level == AuditLevel.Error ? "error" : "warning";

    public static string Total(AuditReport report)
    {
        var counted = report.Counted.ToList();
        var parts = new List<string>
        {
            Plural(counted.Count(finding => finding.Level == AuditLevel.Error), "error"),
            Plural(counted.Count(finding => finding.Level == AuditLevel.Warning), "warning"),
            $"{report.Findings.Count - counted.Count} allowed",
        };
        if (report.Unread.Count > 0)
            parts.Add($"{report.Unread.Count} not read");
        return $"{Plural(report.Stacks, "stack")}, {Plural(report.Files, "file")} audited: {string.Join(", ", parts)}";
    }

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
