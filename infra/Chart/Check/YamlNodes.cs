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

    /// <summary>The last line of what a node says; the parser ends a map or a list where it begins, and a block text behind itself.</summary>
    public static int LastLine(this YamlNode node) => node switch
    {
        YamlMappingNode { Children.Count: > 0 } map => map.Children.Max(entry => Math.Max(entry.Key.LastLine(), entry.Value.LastLine())),
        YamlSequenceNode { Children.Count: > 0 } list => list.Children.Max(LastLine),
        _ when node.End.Line > node.Start.Line && node.End.Column <= 1 => (int)node.End.Line - 1,
        _ => (int)node.End.Line,
    };
}
