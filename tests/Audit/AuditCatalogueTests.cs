using System.Text.RegularExpressions;
using McpInfra.Audit;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit;

public sealed class AuditCatalogueTests
{
    [Fact]
    public void Rules_Ids_AreThereOnce()
    {
        Assert.All(AuditCatalogue.Rules, rule => Assert.Matches("^MCP[0-9]{3}$", rule.Id));
        Assert.Equal(AuditCatalogue.Rules.Count, AuditCatalogue.Rules.Select(rule => rule.Id).Distinct().Count());
        Assert.Equal(AuditCatalogue.Rules.Count, AuditCatalogue.Rules.Select(rule => rule.Name).Distinct().Count());
    }

    [Fact]
    public void Docs_TableOfRules_IsTheCatalogue()
    {
        var rows = Regex.Matches(File.ReadAllText(Repository.At("docs", "audit.md")), @"^\| `MCP[0-9]{3}` .*$", RegexOptions.Multiline).Select(match => match.Value);

        Assert.Equal(AuditCatalogue.Rules.Select(rule =>
            $"| `{rule.Id}` | {rule.Name} | {rule.Level.ToString().ToLowerInvariant()} | {rule.Summary} {rule.Why} | {rule.Fix} |"), rows);
    }
}
