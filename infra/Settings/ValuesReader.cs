using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Reads the free chart values as plain data.</summary>
internal static class ValuesReader
{
    public static IReadOnlyDictionary<string, object?> Read(SettingsPath path, YamlNode? node, Problems problems)
    {
        if (node is ScalarNode { Value: null })
            problems.Empty(path);
        else if (node is not (null or MappingNode or EncryptedNode))
            problems.WrongType(path, "a map of chart values", node, example: null);
        return node is MappingNode map ? ReadMap(path, map, problems) : new Dictionary<string, object?>();
    }

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
