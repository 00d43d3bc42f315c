using System.Globalization;

namespace McpInfra.Yaml;

/// <summary>Plain data, which is dictionaries by text, lists and scalars, as nodes and back.</summary>
internal static class YamlData
{
    public static YamlNode OfData(object? data) => data switch
    {
        IReadOnlyDictionary<string, object?> map => new MappingNode([.. map.Select(entry => new MappingEntry(entry.Key, OfData(entry.Value)))]),
        IReadOnlyList<object?> list => new SequenceNode([.. list.Select(OfData)]),
        string text => ScalarNode.OfText(text),
        null => new ScalarNode("", null) { Style = ScalarStyle.Typed },
        bool flag => new ScalarNode(flag ? "true" : "false", flag) { Style = ScalarStyle.Typed },
        double number => Number(ScalarNode.Number(number)),
        sbyte or byte or short or ushort or int or uint or long => Number(Convert.ToInt64(data, CultureInfo.InvariantCulture)),
        _ => ScalarNode.OfText(Convert.ToString(data, CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>Of a key that stands twice the last value, as Go reads it; null for what is no data.</summary>
    public static object? ToData(YamlNode? node, YamlVersion version = YamlVersion.Pulumi)
    {
        switch (node)
        {
            case MappingNode map:
                var data = new Dictionary<string, object?>(map.Entries.Count);
                foreach (var entry in map.Entries)
                    data[entry.Key] = ToData(entry.Value, version);
                return data;
            case SequenceNode list:
                return list.Items.Select(item => ToData(item, version)).ToList();
            case AliasNode alias:
                return ToData(alias.Target, version);
            default:
                return (node as ScalarNode)?.Meaning(version);
        }
    }

    /// <summary>Puts a value below keys, each above the last a map.</summary>
    public static void Set(Dictionary<string, object?> tree, IReadOnlyList<string> keys, object? value)
    {
        var map = tree;
        foreach (var key in keys.SkipLast(1))
        {
            if (map.GetValueOrDefault(key) is not Dictionary<string, object?> inner)
                map[key] = inner = [];
            map = inner;
        }

        map[keys[^1]] = value;
    }

    private static ScalarNode Number(object number) => new(Convert.ToString(number, CultureInfo.InvariantCulture)!, number) { Style = ScalarStyle.Typed };
}
