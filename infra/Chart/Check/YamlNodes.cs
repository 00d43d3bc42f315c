using YamlDotNet.RepresentationModel;

namespace McpInfra.Chart.Check;

/// <summary>Reading of rendered objects, of which any part may be missing.</summary>
internal static class YamlNodes
{
    public static YamlNode? At(this YamlNode? node, params string[] path) => path.Aggregate(node, (current, key) =>
        current is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null);

    public static string? Text(this YamlNode? node, params string[] path) => (node.At(path) as YamlScalarNode)?.Value;

    public static bool IsTrue(this YamlNode? node, params string[] path) => node.Text(path) == "true";

    public static IEnumerable<YamlNode> Items(this YamlNode? node, params string[] path) => (node.At(path) as YamlSequenceNode)?.Children ?? [];

    public static IEnumerable<(string Key, YamlNode KeyNode, YamlNode Value)> Entries(this YamlNode? node, params string[] path) =>
        (node.At(path) as YamlMappingNode)?.Children.Select(entry => ((entry.Key as YamlScalarNode)?.Value ?? "", entry.Key, entry.Value)) ?? [];

    /// <summary>Every map at or below a node.</summary>
    public static IEnumerable<YamlMappingNode> Maps(this YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Values.SelectMany(Maps).Prepend(map),
        YamlSequenceNode list => list.Children.SelectMany(Maps),
        _ => [],
    };
}
