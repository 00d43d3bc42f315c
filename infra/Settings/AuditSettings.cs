using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>A finding of the audit that a stack says is meant.</summary>
/// <param name="At">Where the stack says so.</param>
/// <param name="File">The file that the finding is in, from the project's directory; null for the stack's own file.</param>
/// <param name="Path">The finding's path in that file.</param>
internal sealed record AllowedFinding(SettingsPath At, string Rule, string? File, string Path, string Reason);

/// <summary>Reads <c>mcp-infra:audit</c>.</summary>
internal static class AuditReader
{
    public static SettingsPath Key { get; } = SettingsPath.Of("audit");

    private static readonly TextFormat Rule = new(
        "the id of an audit rule, such as MCP005", "MCP005", text => text.Length == 6 && text.StartsWith("MCP", StringComparison.Ordinal) && text[3..].All(char.IsAsciiDigit));

    /// <summary>Entries that are whole; what is wrong with the others is reported.</summary>
    public static IReadOnlyList<AllowedFinding> Read(YamlNode? node, Problems problems)
    {
        var audit = SettingsGroup.Open(Key, node, problems, "allow");
        var allowed = new List<AllowedFinding>();
        foreach (var (path, item) in SettingsGroup.Items(Key.Key("allow"), audit.Find("allow"), "a list of {rule, path, reason}", problems))
        {
            var entry = SettingsGroup.Open(path, item, problems, "rule", "file", "path", "reason");
            if (entry.IsUnreadable)
                continue;
            var rule = entry.RequiredText("rule", Rule, "the rule that is not to be held here");
            var file = entry.Text("file", TextFormats.Any("a file's path from the project's directory", "FILE"));
            var place = entry.RequiredText("path", TextFormats.Any("a path in the file, as the audit prints it", "PATH"), "the path that the audit prints for the finding");
            var reason = entry.RequiredText("reason", TextFormats.Any("a reason", "REASON"), "why the finding is meant, for whoever reads this later");
            if (rule.Length > 0 && place.Length > 0 && reason.Length > 0)
                allowed.Add(new AllowedFinding(path, rule, file, place, reason));
        }

        return allowed;
    }
}
