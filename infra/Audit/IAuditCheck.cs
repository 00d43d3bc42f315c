using McpInfra.Audit.Files;
using McpInfra.Plaintext;

namespace McpInfra.Audit;

/// <summary>
/// The check of a few rules that look at the same things. It sees each file once and keeps what it will have to say or to
/// compare: the file itself is gone afterwards, however many there are.
/// </summary>
internal interface IAuditCheck
{
    IReadOnlyList<AuditRule> Rules { get; }

    /// <summary>What is kept of a file; null where that is nothing. Asked from several threads, in no order.</summary>
    object? See(AuditedFile file, Judge judge);

    /// <param name="seen">What was kept, in the order of the files.</param>
    IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<object> seen);
}

/// <inheritdoc/>
/// <typeparam name="TSeen">What is kept of a file: no tree, and no part of one.</typeparam>
internal abstract class AuditCheck<TSeen> : IAuditCheck
{
    public abstract IReadOnlyList<AuditRule> Rules { get; }

    object? IAuditCheck.See(AuditedFile file, Judge judge) => See(file, judge).ToList() is { Count: > 0 } seen ? seen : null;

    IEnumerable<AuditFinding> IAuditCheck.Report(AuditSubject subject, IReadOnlyList<object> seen) => Report(subject, [.. seen.Cast<List<TSeen>>().SelectMany(file => file)]);

    protected abstract IEnumerable<TSeen> See(AuditedFile file, Judge judge);

    protected abstract IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<TSeen> seen);
}

/// <summary>A check that looks at stacks alone.</summary>
internal abstract class StackCheck : IAuditCheck
{
    public abstract IReadOnlyList<AuditRule> Rules { get; }

    object? IAuditCheck.See(AuditedFile file, Judge judge) => null;

    IEnumerable<AuditFinding> IAuditCheck.Report(AuditSubject subject, IReadOnlyList<object> seen) => Report(subject);

    protected abstract IEnumerable<AuditFinding> Report(AuditSubject subject);
}
