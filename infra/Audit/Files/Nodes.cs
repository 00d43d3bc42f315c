using System.Globalization;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Files;

/// <summary>Reading of trees by dotted path; no key that is looked for has a dot in it.</summary>
internal static class Nodes
{
    public static YamlNode? At(YamlNode? node, string path)
    {
        foreach (var key in path.Split('.'))
            node = (node as MappingNode)?.Find(key);
        return node;
    }

    public static string? Text(YamlNode? node, string path) => (At(node, path) as ScalarNode)?.Text;

    public static IReadOnlyList<MappingEntry> Entries(YamlNode? node) => (node as MappingNode)?.Entries ?? [];

    public static IReadOnlyList<YamlNode> Items(YamlNode? node) => (node as SequenceNode)?.Items ?? [];

    /// <summary>Line of the last key of a path that is there, or of the tree.</summary>
    public static int? LineAt(YamlNode node, string path)
    {
        var line = node.Line;
        YamlNode? current = node;
        foreach (var key in path.Split('.', '['))
        {
            if (key.EndsWith(']'))
            {
                current = Items(current).ElementAtOrDefault(int.Parse(key[..^1], CultureInfo.InvariantCulture));
                line = current?.Line ?? line;
                continue;
            }

            if ((current as MappingNode)?.Entry(key) is not { } entry)
                return line;
            line = entry.Line ?? line;
            current = entry.Value;
        }

        return line;
    }

    /// <summary>Every map in a tree with its path, the tree itself first.</summary>
    public static IEnumerable<(string Path, MappingNode Map)> Maps(YamlNode node, string path = "")
    {
        if (node is MappingNode map)
        {
            yield return (path, map);
            foreach (var inner in map.Entries.SelectMany(entry => Maps(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}")))
                yield return inner;
        }
        else if (node is SequenceNode list)
        {
            foreach (var inner in list.Items.SelectMany((item, index) => Maps(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"))))
                yield return inner;
        }
    }
}
