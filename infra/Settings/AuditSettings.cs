using System.Text.RegularExpressions;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>A finding of the audit that a stack says is meant.</summary>
/// <param name="At">Where the stack says so.</param>
/// <param name="File">The file that the finding is in, from the project's directory; null for the stack's own file.</param>
/// <param name="Path">The finding's path in that file.</param>
internal sealed record AllowedFinding(SettingsPath At, string Rule, string? File, string Path, string Reason);

/// <summary><c>mcp-infra:audit</c>.</summary>
internal static partial class AuditTopic
{
    public static GroupSetting Topic { get; } = new("audit", "findings of `audit` that are meant");

    private static readonly GroupSetting Entry = new("", "one finding that is meant");

    private static readonly TextSetting Rule = Entry.Add(new TextSetting("rule", "the rule that is not to be held here", new TextFormat("the id of an audit rule, such as MCP005", "MCP005", RuleId())) { Need = Need.Always });
    private static readonly TextSetting File = Entry.Add(new TextSetting("file", "the file that the finding is in; the stack's own unless set", TextFormats.Any("a file's path from the project's directory", "FILE")));
    private static readonly TextSetting Place = Entry.Add(new TextSetting("path", "the path that the audit prints for the finding", TextFormats.Any("a path in the file, as the audit prints it", "PATH")) { Need = Need.Always });
    private static readonly TextSetting Reason = Entry.Add(new TextSetting("reason", "why the finding is meant, for whoever reads this later", TextFormats.Any("a reason", "REASON")) { Need = Need.Always });

    private static readonly ListSetting Allow = Topic.Add(new ListSetting("allow", "findings of `audit` that are meant: list of `{rule, path, reason}`, with `file` for another file than the stack's", "a list of {rule, path, reason}", Entry));

    /// <summary>Entries that are whole; what is wrong with the others is reported.</summary>
    public static IReadOnlyList<AllowedFinding> Read(SettingsGroup settings)
    {
        var audit = settings.Open(Topic);
        var allowed = new List<AllowedFinding>();
        foreach (var (at, node) in audit.Items(Allow))
        {
            var entry = SettingsGroup.Open(Entry, at, node, audit.Problems);
            if (entry.IsUnreadable)
                continue;
            var found = new AllowedFinding(at, entry.Required(Rule), entry.Optional(File), entry.Required(Place), entry.Required(Reason));
            if (found.Rule.Length > 0 && found.Path.Length > 0 && found.Reason.Length > 0)
                allowed.Add(found);
        }

        return allowed;
    }

    [GeneratedRegex(@"^MCP[0-9]{3}\z")]
    private static partial Regex RuleId();
}
