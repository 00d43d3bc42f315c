using System.Globalization;
using System.Text;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Tests.Settings.Declarations;

/// <summary>Makes the Markdown tables of what the settings declare: one row a key.</summary>
internal static class SettingsTable
{
    /// <summary>Every setting of a stack, but for those that have a page of their own.</summary>
    public static string OfStack()
    {
        var rows = Start();
        foreach (var setting in SettingsReader.Stack.Members.Append(ClusterReader.Cluster).OrderByDescending(member => member.Key.Contains(':', StringComparison.Ordinal)))
            Add(rows, setting, "", isAbove: true);
        return rows.ToString();
    }

    /// <summary>The settings of one map.</summary>
    public static string Of(GroupSetting topic)
    {
        var rows = Start();
        foreach (var member in topic.Members)
            Add(rows, member, topic.Key + ".", isAbove: true);
        return rows.ToString();
    }

    public static string Description(Setting setting) => setting.Description + setting.Note
        + (setting.Only is { } only ? $" (`{only.Choice.Key}: {only.Words[0]}`{string.Concat(only.Words.Skip(1).Select(word => $", `{word}`"))})" : "");

    /// <summary>Where the settings of a topic with a page of its own are.</summary>
    public static string Elsewhere(Setting setting) => setting is GroupSetting { Page: { } page } ? $"; see {page.Link}" : "";

    private static StringBuilder Start() => new("| key | default | what it is |\n| --- | --- | --- |\n");

    /// <param name="isAbove">Whether all above it must be there, so that it must be where it has no default.</param>
    private static void Add(StringBuilder rows, Setting setting, string above, bool isAbove)
    {
        var path = above + setting.Key;
        if (setting is GroupSetting { Page: not null })
            Row(rows, setting, path, isNeeded: false);
        else if (setting is GroupSetting { IsDescribedElsewhere: false } group)
            AddAll(rows, group, path, isAbove && setting.Need == Need.Always);
        else
            Row(rows, setting, path, isAbove && setting.Need != Need.Optional);
        if (setting is not MapSetting map)
            return;
        if (map.Usual is { } usual)
            rows.Append(CultureInfo.InvariantCulture, $"| **`{path}.{usual.Name}`** | | {usual.Why} |\n");
        foreach (var entry in map.Entries.OfType<GroupSetting>())
            AddAll(rows, entry, $"{path}.{entry.Key}", isAbove: false);
    }

    private static void AddAll(StringBuilder rows, GroupSetting group, string path, bool isAbove)
    {
        foreach (var member in group.Members)
            Add(rows, member, path + ".", isAbove);
    }

    private static void Row(StringBuilder rows, Setting setting, string path, bool isNeeded)
    {
        var bold = isNeeded ? "**" : "";
        var standard = isNeeded ? "" : DefaultOf(setting);
        rows.Append(CultureInfo.InvariantCulture, $"| {bold}`{path}`{bold} |{(standard.Length == 0 ? "" : " " + standard)} | {Description(setting)}{Elsewhere(setting)} |\n");
    }

    private static string DefaultOf(Setting setting) => setting.Default ?? setting switch
    {
        TextSetting { Fallback: { Length: > 0 } text } => $"`{text}`",
        DurationSetting duration => $"`{duration.Fallback}`",
        IntegerSetting integer => string.Create(CultureInfo.InvariantCulture, $"`{integer.Fallback}`"),
        FlagSetting { Fallback: { } flag } => flag ? "`true`" : "`false`",
        ChoiceSetting { FallbackWord: { } word } => $"`{word}`",
        GroupSetting => "",
        _ => setting.Need == Need.Optional ? "" : "required",
    };
}
