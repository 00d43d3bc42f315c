using McpInfra.Printing;

namespace McpInfra.Audit;

/// <summary>One thing the audit found. No text in it is a secret.</summary>
/// <param name="File">From the project's directory, with '/'.</param>
/// <param name="Line">From 1; null where there is none.</param>
/// <param name="Path">Place in the file, such as <c>mcp-infra:store.refreshInterval</c> or <c>Secret/mcp/gateway:data.TOKEN</c>.</param>
internal sealed record AuditFinding(AuditRule Rule, string File, int? Line, string Path, Words Message)
{
    public AuditLevel Level { get; init; } = Rule.Level;

    /// <summary>What to do here; the rule's own advice unless something closer is known.</summary>
    public Words Fix { get; init; } = Rule.Fix;

    /// <summary>The reason that a stack gives for it; null where the finding counts.</summary>
    public string? AllowedBecause { get; init; }

    /// <summary>Whether the baseline has it, so that it does not count.</summary>
    public bool IsKnown { get; init; }
}

/// <summary>Where a finding is: what is kept of a document that is gone when it is judged.</summary>
/// <inheritdoc cref="AuditFinding"/>
internal sealed record AuditPlace(string File, int? Line, string Path)
{
    public AuditFinding Finding(AuditRule rule, Words message) => new(rule, File, Line, Path, message);
}

/// <summary>A file that could not be read whole, so that something in it may not have been audited.</summary>
internal sealed record UnreadFile(string File, int? Line, Words Message)
{
    public Words Place => Line is { } line ? Words.Of($"{File}:{line}") : (Words)File;
}

/// <summary>What one run of the audit gave.</summary>
/// <param name="Findings">By file, line, path and rule; the allowed ones too.</param>
/// <param name="Files">How many files were read.</param>
internal sealed record AuditReport(IReadOnlyList<AuditFinding> Findings, IReadOnlyList<UnreadFile> Unread, int Stacks, int Files)
{
    /// <summary>What a person should know of the run; it counts for no exit code.</summary>
    public IReadOnlyList<Words> Notes { get; init; } = [];

    /// <summary>Names of the files that were looked at.</summary>
    public IReadOnlySet<string> Looked { get; init; } = new HashSet<string>();

    /// <summary>Whether a baseline says which findings are known.</summary>
    public bool IsCompared { get; init; }

    public IEnumerable<AuditFinding> Counted => Findings.Where(finding => finding is { AllowedBecause: null, IsKnown: false });

    /// <summary>What the baseline has and no stack allows.</summary>
    public IEnumerable<AuditFinding> Known => Findings.Where(finding => finding is { AllowedBecause: null, IsKnown: true });
}
