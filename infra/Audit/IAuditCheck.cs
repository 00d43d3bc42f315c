namespace McpInfra.Audit;

/// <summary>A small family of rules that look at the same things.</summary>
internal interface IAuditCheck
{
    IReadOnlyList<AuditRule> Rules { get; }

    IEnumerable<AuditFinding> Check(AuditSubject subject);
}
