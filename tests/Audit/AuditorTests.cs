using McpInfra.Audit;
using McpInfra.Audit.Files;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;
using Moq;

namespace McpInfra.Tests.Audit;

/// <summary>What the audit makes of its checks' findings, whatever they look for.</summary>
public sealed class AuditorTests : IDisposable
{
    private static readonly AuditRule Rule = new("MCP900", "a-rule", AuditLevel.Error, "Something is wrong.", "Something comes of it.", "Mend it.");

    private readonly TemporaryProject _project = new TemporaryProject()
        .With("dev", StackYaml.Baseline.With("mcp-infra:audit", "{allow: [{rule: MCP900, file: k8s/a.yaml, path: 'a', reason: known}, {rule: MCP900, file: k8s/a.yaml, path: z, reason: mended}]}").Text)
        .WithFile("k8s/a.yaml", "a: 1\nb: 2\n");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Run_EveryCheck_IsAskedOnceAndOfEverything()
    {
        var checks = (Mock<IAuditCheck>[])[Check(), Check()];

        Run(checks);

        Assert.All(checks, check => check.Verify(asked => asked.Check(It.Is<AuditSubject>(subject =>
            subject.Stacks.Single().Name == "dev" && subject.Trees.Single().File == "k8s/a.yaml")), Times.Once));
    }

    [Fact]
    public void Run_FindingsOfSeveralChecks_AreTheirsOnceAndInOrderOfPlace()
    {
        var report = Run(Check(Found("b", 2), Found("a", 1)), Check(Found("b", 2)));

        Assert.Equal([("a", "known"), ("b", null)], report.Findings.Where(finding => finding.Rule == Rule).Select(finding => (finding.Path, finding.AllowedBecause)));
        Assert.Equal("b", Assert.Single(report.Counted, finding => finding.Rule == Rule).Path);
    }

    [Fact]
    public void Run_AllowRuleOfNoFinding_IsOneItself()
    {
        var report = Run(Check(Found("a", 1)));

        Assert.Equal("mcp-infra:audit.allow[1]", Assert.Single(report.Findings, finding => finding.Rule == AuditCatalogue.UnusedAllow).Path);
    }

    private static AuditFinding Found(string path, int line) => new(Rule, "k8s/a.yaml", line, path, "is wrong.");

    /// <summary>Strict: a check is asked for its findings and for nothing else.</summary>
    private static Mock<IAuditCheck> Check(params AuditFinding[] findings)
    {
        var check = new Mock<IAuditCheck>(MockBehavior.Strict);
        check.Setup(asked => asked.Check(It.IsAny<AuditSubject>())).Returns(findings);
        return check;
    }

    private AuditReport Run(params Mock<IAuditCheck>[] checks)
    {
        var root = _project.PathOf("");
        var stacks = StackFiles.Find(root, []);
        return Auditor.Run([.. checks.Select(check => check.Object)], stacks, stacks, AuditedFiles.Read(root, root, [], ["k8s"], []), root, new HeldSecrets());
    }
}
