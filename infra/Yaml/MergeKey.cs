using YamlDotNet.Core.Events;

namespace McpInfra.Yaml;

/// <summary>The key <c>&lt;&lt;</c>, which brings another map's entries into its own.</summary>
internal static class MergeKey
{
    public static bool Is(ParsingEvent key) => key is Scalar { Value: "<<", Style: YamlDotNet.Core.ScalarStyle.Plain, Tag.IsEmpty: true };

    /// <summary>What is brought in; null where it is something else than maps.</summary>
    public static IReadOnlyList<MappingNode>? Maps(YamlNode value) => value switch
    {
        MappingNode map => [map],
        SequenceNode list when list.Items.All(item => item is MappingNode) => [.. list.Items.Cast<MappingNode>()],
        _ => null,
    };

    /// <summary>A map's own keys win, and of several maps the earlier one (gopkg.in/yaml.v3, decode.go).</summary>
    public static void AddTo(List<MappingEntry> entries, IEnumerable<MappingNode> merged)
    {
        var keys = entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in merged.SelectMany(map => map.Entries))
        {
            if (keys.Add(entry.Key) || entry.KeyNode is not ScalarNode)
                entries.Add(new MappingEntry(entry.KeyNode, entry.Value, isMerged: true));
        }
    }
}
