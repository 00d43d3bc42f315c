using McpInfra.Yaml;

namespace McpInfra.Model;

/// <summary>Reading and merging of nested chart values: dictionaries by string, lists, and scalars.</summary>
internal static class ValueTree
{
    public static Dictionary<string, object?> Map(params (string Key, object? Value)[] entries) =>
        entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>A value alone at a dotted path.</summary>
    public static IReadOnlyDictionary<string, object?> MapAt(string path, object? value)
    {
        var map = Map();
        YamlData.Set(map, path.Split('.'), value);
        return map;
    }

    /// <summary>The value at a dotted path, or null where there is none.</summary>
    public static object? At(IReadOnlyDictionary<string, object?> tree, string path)
    {
        object? current = tree;
        foreach (var key in path.Split('.'))
        {
            if (current is not IReadOnlyDictionary<string, object?> map || !map.TryGetValue(key, out current))
                return null;
        }

        return current;
    }

    /// <summary>Whether something stands at a dotted path, a null included.</summary>
    public static bool Has(IReadOnlyDictionary<string, object?> tree, string path)
    {
        var split = path.LastIndexOf('.');
        var parent = split < 0 ? tree : At(tree, path[..split]);
        return parent is IReadOnlyDictionary<string, object?> map && map.ContainsKey(path[(split + 1)..]);
    }

    public static bool IsTrue(IReadOnlyDictionary<string, object?> tree, string path) => At(tree, path) is true;

    /// <summary>Whether something is written at a path that a template would take for set: not false, nought or empty.</summary>
    public static bool IsSet(IReadOnlyDictionary<string, object?> tree, string path) =>
        At(tree, path) is { } value
        && value is not (false or "" or 0 or 0L or 0d or IReadOnlyDictionary<string, object?> { Count: 0 } or IReadOnlyList<object?> { Count: 0 });

    /// <summary>Helm's merge: maps are joined key by key, anything else is replaced.</summary>
    public static IReadOnlyDictionary<string, object?> Merge(
        IReadOnlyDictionary<string, object?> below, IReadOnlyDictionary<string, object?> above)
    {
        var merged = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in below)
            merged[key] = value;
        foreach (var (key, value) in above)
        {
            merged[key] = value is IReadOnlyDictionary<string, object?> upper
                && merged.TryGetValue(key, out var lower) && lower is IReadOnlyDictionary<string, object?> lowerMap
                    ? Merge(lowerMap, upper)
                    : value;
        }

        return merged;
    }

    /// <summary>Every leaf with its dotted path; list items count from 0, as in <c>a.b[0].c</c>.</summary>
    public static IEnumerable<(string Path, object? Value)> Leaves(object? tree, string path = "") => tree switch
    {
        IReadOnlyDictionary<string, object?> map when map.Count > 0 =>
            map.SelectMany(entry => Leaves(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}")),
        IReadOnlyList<object?> list when list.Count > 0 =>
            list.SelectMany((item, index) => Leaves(item, $"{path}[{index}]")),
        _ => [(path, tree)],
    };
}
