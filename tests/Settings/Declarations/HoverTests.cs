using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpInfra.Cli.Init;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings.Declarations;

/// <summary>An editor finds the schema by a stack file's first lines, and says of a key what the tables of the pages say.</summary>
public sealed partial class HoverTests
{
    private static readonly Lazy<JsonObject> Definitions = new(() => JsonNode.Parse(File.ReadAllText(Repository.At("Pulumi.schema.json")))!["definitions"]!.AsObject());

    [Fact]
    public void Lines_ForEditors_NameTheFileThatIsThere()
    {
        var named = NewStack.SchemaLines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => SchemaLine().Match(line).Groups["path"].Value).ToList();

        Assert.Equal(2, named.Count);
        Assert.All(named, path => Assert.True(File.Exists(Repository.At(path)), path));
        Assert.Contains("```yaml\n" + NewStack.SchemaLines + "```", File.ReadAllText(Repository.At("docs", "settings.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs/settings.md", "settings")]
    [InlineData("docs/cluster.md", "cluster")]
    public void Hover_OfEverySetting_IsTheTextOfTheTable(string page, string table)
    {
        var text = File.ReadAllText(Repository.At(page));
        var part = text.Split($"<!-- {table} -->")[1].Split($"<!-- /{table} -->")[0];
        var rows = Row().Matches(part);
        Assert.NotEmpty(rows);
        foreach (Match row in rows)
        {
            var (path, standard, told) = (row.Groups["path"].Value, Plain(row.Groups["default"].Value), Plain(row.Groups["text"].Value));
            var hover = (Find(path) ?? Find("cluster-" + path)) is { } found ? (string?)found["description"] : null;

            Assert.True(hover is not null, $"{path} is not in the schema");
            Assert.True(hover == told || hover == $"{told} (default: {standard})", $"{path}: an editor says '{hover}', {page} '{told}'");
        }
    }

    /// <summary>Where the schema has a setting of a table.</summary>
    private static JsonObject? Find(string path)
    {
        var keys = path.Split('.');
        return keys.Skip(1).Aggregate((JsonObject?)Definitions.Value[keys[0]]?.AsObject(), (node, key) => node is null ? null : Below(node, key));
    }

    private static JsonObject? Below(JsonObject node, string key) =>
        node["properties"]?[key] as JsonObject
        ?? (node["items"] as JsonObject is { } item ? Below(item, key) : null)
        ?? (node["additionalProperties"] as JsonObject is { } entry
            ? (entry["anyOf"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(way => way["properties"] is not null) ?? entry : null);

    /// <summary>As an editor shows it, which knows no links: a page is the command that prints it, since a project has none.</summary>
    private static string Plain(string markdown) => LinkToPage().Replace(markdown, "mcp-infra docs ${page}").Replace("`", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"^# (yaml-language-server: \$schema=|\$schema: )(?<path>\S+)$")]
    private static partial Regex SchemaLine();

    [GeneratedRegex(@"^\| \**`(?<path>[^`]+)`\** \|(?<default>[^|]*)\| (?<text>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\[docs/(?<page>[\w-]+)\.md\]\((docs/)?\k<page>\.md\)")]
    private static partial Regex LinkToPage();
}
