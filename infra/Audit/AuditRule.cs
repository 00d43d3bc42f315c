namespace McpInfra.Audit;

/// <summary>How much a finding matters; a pipeline chooses from which level on it fails.</summary>
internal enum AuditLevel
{
    Warning,
    Error,
}

/// <summary>A rule of the audit, under an id that never changes its meaning.</summary>
/// <param name="Id">Such as <c>MCP001</c>: what an allow rule and a pipeline name.</param>
/// <param name="Name">Words with dashes, for people.</param>
/// <param name="Summary">One sentence: what is wrong where this is found.</param>
/// <param name="Why">What comes of it.</param>
/// <param name="Fix">What to do.</param>
internal sealed record AuditRule(string Id, string Name, AuditLevel Level, string Summary, string Why, string Fix);
