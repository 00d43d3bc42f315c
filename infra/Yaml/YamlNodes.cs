namespace McpInfra.Yaml;

/// <summary>Reading of objects of which any part may be missing.</summary>
internal static class YamlNodes
{
    public static YamlNode? At(this YamlNode? node, params string[] path) => path.Aggregate(node, (current, key) => (current as MappingNode)?.Find(key));

    public static string? Text(this YamlNode? node, params string[] path) => (node.At(path) as ScalarNode)?.Written;

    public static bool IsTrue(this YamlNode? node, params string[] path) => node.Text(path) == "true";

    public static IEnumerable<YamlNode> Items(this YamlNode? node, params string[] path) => (node.At(path) as SequenceNode)?.Items ?? [];

    public static IEnumerable<MappingEntry> Entries(this YamlNode? node, params string[] path) => (node.At(path) as MappingNode)?.Entries ?? [];

    /// <summary>Every map at or below a node.</summary>
    public static IEnumerable<MappingNode> Maps(this YamlNode node) => node switch
    {
        MappingNode map => map.Entries.SelectMany(entry => entry.Value.Maps()).Prepend(map),
        SequenceNode list => list.Items.SelectMany(Maps),
        _ => [],
    };
}
