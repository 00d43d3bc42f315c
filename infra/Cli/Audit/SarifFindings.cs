using McpInfra.Audit;
using McpInfra.Printing;

namespace McpInfra.Cli.Audit;

/// <summary>
/// Writes an audit as SARIF 2.1.0 (OASIS), which code hosts show beside the lines it is about. Two runs over the same
/// files give the same text.
/// </summary>
internal static class SarifFindings
{
    private const string Root = "%SRCROOT%";

    public static void Write(Printer printer, AuditReport report) => printer.Json(
        new Dictionary<string, object>
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new[] { Run(report) },
        });

    private static object Run(AuditReport report) => new
    {
        Tool = new
        {
            Driver = new
            {
                Name = "mcp-infra audit",
                Version = typeof(SarifFindings).Assembly.GetName().Version!.ToString(3),
                InformationUri = "https://github.com/IBM/mcp-context-forge",
                Rules = AuditCatalogue.Rules.Select(Rule),
            },
        },
        AutomationDetails = new { Id = "mcp-infra/audit/" },
        ColumnKind = "utf16CodeUnits",
        OriginalUriBaseIds = new Dictionary<string, object> { [Root] = new { Description = new { Text = "The directory of the Pulumi project." } } },
        Invocations = new[]
        {
            new
            {
                ExecutionSuccessful = report.Unread.Count == 0,
                ToolExecutionNotifications = report.Unread.Select(object (unread) => new
                {
                    Level = "error",
                    Message = new { Text = Words.Of($"{unread.Place} {unread.Message}") },
                    Locations = new[] { new { PhysicalLocation = Physical(unread.File, unread.Line) } },
                }).Concat(report.Notes.Select(object (note) => new { Level = "note", Message = new { Text = note } })),
            },
        },
        Results = Results(report),
    };

    private static object Rule(AuditRule rule) => new
    {
        rule.Id,
        Name = string.Concat(rule.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
        ShortDescription = new { Text = rule.Summary },
        FullDescription = new { Text = $"{rule.Summary} {rule.Why}" },
        Help = new
        {
            Text = $"{rule.Why} {rule.Fix}",
            Markdown = $"**{rule.Summary}**\n\n{rule.Why}\n\n**What to do:** {rule.Fix}\n\nA finding that is meant is allowed in the stack file, with its reason: "
                + $"`mcp-infra:audit: {{allow: [{{rule: {rule.Id}, path: ..., reason: ...}}]}}`.",
        },
        DefaultConfiguration = new { rule.Level },
        Properties = new { Tags = (string[])["security"] },
    };

    private static IEnumerable<object> Results(AuditReport report)
    {
        var index = AuditCatalogue.Rules.Select((rule, number) => (rule.Id, number)).ToDictionary(entry => entry.Id, entry => entry.number);
        foreach (var (finding, fingerprint) in AuditBaseline.Fingerprints(report.Findings))
        {
            yield return new
            {
                RuleId = finding.Rule.Id,
                RuleIndex = index[finding.Rule.Id],
                finding.Level,
                Message = new { Text = Words.Of($"{finding.Path} {finding.Message} {finding.Fix}") },
                Locations = new[]
                {
                    new
                    {
                        PhysicalLocation = Physical(finding.File, finding.Line),
                        LogicalLocations = new[] { new { FullyQualifiedName = finding.Path } },
                    },
                },
                PartialFingerprints = new Dictionary<string, Words>
                {
                    ["ruleAndPath/v1"] = Words.Digest(Convert.FromHexString(fingerprint)),
                },
                BaselineState = !report.IsCompared ? null : finding.IsKnown ? "unchanged" : "new",
                Suppressions = finding.AllowedBecause is { } reason
                    ? new[] { new { Kind = "external", Status = "accepted", Justification = reason } }
                    : [],
            };
        }
    }

    private static object Physical(string file, int? line) => new
    {
        ArtifactLocation = new { Uri = string.Join('/', file.Split('/').Select(Uri.EscapeDataString)), UriBaseId = Root },
        Region = line is { } number ? new { StartLine = number } : null,
    };
}
