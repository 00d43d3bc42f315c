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

        Assert.All(checks, check => check.Verify(asked => asked.See(It.Is<AuditedFile>(file => file.File == "k8s/a.yaml" && file.Trees.Count == 1), It.IsAny<Judge>()), Times.Once));
        Assert.All(checks, check => check.Verify(asked => asked.Report(It.Is<AuditSubject>(subject => subject.Stacks.Single().Name == "dev"), It.IsAny<IReadOnlyList<object>>()), Times.Once));
    }

    /// <summary>Files are seen beside each other, and what is kept of them is handed over in their order.</summary>
    [Fact]
    public void Run_WhatACheckKeepsOfEachFile_IsItsOwnAndInTheOrderOfFiles()
    {
        for (var number = 0; number < 200; number++)
            _project.WithFile($"k8s/{number:000}.yaml", "a: 1\n");
        var (keeping, other) = (Check(), Check());
        keeping.Setup(asked => asked.See(It.IsAny<AuditedFile>(), It.IsAny<Judge>())).Returns((AuditedFile file, Judge _) => file.File == "k8s/a.yaml" ? null : file.File);
        IReadOnlyList<object>? kept = null;
        keeping.Setup(asked => asked.Report(It.IsAny<AuditSubject>(), It.IsAny<IReadOnlyList<object>>())).Callback((AuditSubject _, IReadOnlyList<object> seen) => kept = seen).Returns([]);

        Run(other, keeping);

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"k8s/{number:000}.yaml"), kept);
        other.Verify(asked => asked.Report(It.IsAny<AuditSubject>(), It.Is<IReadOnlyList<object>>(seen => seen.Count == 0)), Times.Once);
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
        check.Setup(asked => asked.See(It.IsAny<AuditedFile>(), It.IsAny<Judge>())).Returns((object?)null);
        check.Setup(asked => asked.Report(It.IsAny<AuditSubject>(), It.IsAny<IReadOnlyList<object>>())).Returns(findings);
        return check;
    }

    private AuditReport Run(params Mock<IAuditCheck>[] checks)
    {
        var root = _project.PathOf("");
        var stacks = StackFiles.Find(root, []);
        return Auditor.Run([.. checks.Select(check => check.Object)], stacks, stacks, new AuditedPaths(root, [], ["k8s"], []), root, new HeldSecrets());
    }
}
