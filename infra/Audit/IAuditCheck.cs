namespace McpInfra.Audit;

/// <summary>The check of a few rules that look at the same things.</summary>
internal interface IAuditCheck
{
    IReadOnlyList<AuditRule> Rules { get; }

    IEnumerable<AuditFinding> Check(AuditSubject subject);
}
