using McpInfra.Settings.Declarations;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary><c>mcp-infra:values</c>: the free chart values as plain data.</summary>
internal static class ValuesTopic
{
    public static FreeSetting Values { get; } = new("values", "other chart settings; what the program owns is refused there");

    public static IReadOnlyDictionary<string, object?> Read(SettingsGroup settings) =>
        SettingsGroup.ReadNested<MappingNode>(Values.TopLevel, settings.Find(Values), "a map of chart values", settings.Problems) is { } map
            ? ReadMap(Values.TopLevel, map, settings.Problems)
            : new Dictionary<string, object?>();

    private static Dictionary<string, object?> ReadMap(SettingsPath path, MappingNode map, Problems problems)
    {
        var values = new Dictionary<string, object?>();
        foreach (var entry in map.Entries)
            values[entry.Key] = ReadValue(path.Key(entry.Key), entry.Value, problems);
        return values;
    }

    private static object? ReadValue(SettingsPath path, YamlNode node, Problems problems)
    {
        switch (node)
        {
            case MappingNode map:
                return ReadMap(path, map, problems);
            case SequenceNode list:
                return list.Items.Select((item, index) => ReadValue(path.Index(index), item, problems)).ToList();
            case ScalarNode { Value: null }:
                // Pulumi's .NET SDK drops nulls, so the chart's own default would stay.
                problems.Warn(path, "is null, which Pulumi does not send: the chart's own default stays. Write \"\" or false to switch it off.");
                return null;
            case ScalarNode { IsRewritten: true, Value: string } scalar:
                problems.NeedsQuotes(path, scalar);
                return scalar.Text;
            case ScalarNode scalar:
                return scalar.Value;
            default: // encrypted: reported for the whole document
                return null;
        }
    }
}
