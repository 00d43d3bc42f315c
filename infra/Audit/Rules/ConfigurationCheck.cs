using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>What the program itself refuses or warns of in a stack file, as findings of the audit.</summary>
internal sealed class ConfigurationCheck : StackCheck
{
    public static AuditRule Unusable { get; } = new("MCP101", "stack-configuration", AuditLevel.Error,
        "A stack's configuration cannot be used.",
        "preview and pulumi up refuse it. The other rules look at what of the stack can be read.",
        "Run the line that the finding prints.");

    public static AuditRule Doubtful { get; } = new("MCP102", "stack-warning", AuditLevel.Warning,
        "A stack's configuration has something that a person should know.",
        "It stops nothing, and preview and pulumi up print it too.",
        "Read it; change the setting or allow it with a reason.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [Unusable, Doubtful];

    protected override IEnumerable<AuditFinding> Report(AuditSubject subject) => subject.Asked.SelectMany(stack =>
        stack.Problems.Select(problem => Finding(stack, RuleOf(problem, Unusable), problem, AuditLevel.Error))
            .Concat(stack.Warnings.Select(problem => Finding(stack, RuleOf(problem, Doubtful), problem, AuditLevel.Warning))));

    private static AuditRule RuleOf(SettingsProblem problem, AuditRule otherwise) => problem.Kind switch
    {
        ProblemKind.Plaintext => problem.Message.ToString().Contains("by its name", StringComparison.Ordinal) ? PlaintextCheck.ByName : PlaintextCheck.Format,
        ProblemKind.Shadowed => ShadowCheck.Shadowed,
        ProblemKind.Optional => ReferenceCheck.Optional,
        _ => otherwise,
    };

    private static AuditFinding Finding(AuditedStack stack, AuditRule rule, SettingsProblem problem, AuditLevel level)
    {
        var (file, line) = stack.PlaceOf(problem);
        var finding = new AuditFinding(rule, file, line, problem.Path, problem.Message) { Level = level };
        return problem.Fix is { } fix ? finding with { Fix = fix } : finding;
    }
}
