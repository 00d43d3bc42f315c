using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// What <c>config:</c> of <c>Pulumi.yaml</c> gives to every stack, as Pulumi 3.259 merges it (mergeConfig in pkg/workspace/config.go): the stack's own
/// value wins, and an object of the stack is taken whole. A key of the project's own is a path, so a dot in it leads into an object.
/// </summary>
internal static class ProjectConfig
{
    /// <param name="stack">The stack's own entries, their keys in full.</param>
    /// <param name="project">What the project file says at its top.</param>
    public static List<MappingEntry> Merge(IReadOnlyList<MappingEntry> stack, MappingNode project)
    {
        var merged = stack.ToList();
        foreach (var entry in (project.Find("config") as MappingNode)?.Entries ?? [])
        {
            var key = entry.Key.Contains(':', StringComparison.Ordinal) ? entry.Key : SettingsPath.Of(entry.Key).Text;
            var isOwn = key.StartsWith(SettingsPath.Project + ":", StringComparison.Ordinal);
            if (ValueOf(entry.Value, isOwn) is { } value && !(isOwn && value is ScalarNode { Value: null or "" }))
                Add(merged, isOwn ? key.Split('.') : [key], value);
        }

        return merged;
    }

    /// <summary>What a declaration gives: its value, its default, or itself where it is written short.</summary>
    private static YamlNode? ValueOf(YamlNode declared, bool isOwn) => declared is MappingNode map
        ? map.Find("value") ?? (isOwn ? map.Find("default") : null)
        : declared;

    private static void Add(List<MappingEntry> entries, ReadOnlySpan<string> path, YamlNode value)
    {
        var key = path[0];
        var at = entries.FindIndex(entry => entry.Key == key);
        if (path.Length == 1)
        {
            if (at < 0)
                entries.Add(new MappingEntry(key, WithoutLines(value)));
            return;
        }

        // A path through what is no object replaces it, as Pulumi does.
        var held = at < 0 ? null : entries[at].Value as MappingNode;
        List<MappingEntry> inner = [.. held?.Entries ?? []];
        Add(inner, path[1..], value);
        var changed = new MappingNode(inner) { Line = held?.Line };
        if (at < 0)
            entries.Add(new MappingEntry(key, changed));
        else
            entries[at] = new MappingEntry(entries[at].KeyNode, changed);
    }

    /// <summary>A line number is told of the stack's file, where this does not stand.</summary>
    private static YamlNode WithoutLines(YamlNode node) => node switch
    {
        MappingNode map => new MappingNode([.. map.Entries.Select(entry => new MappingEntry(entry.Key, WithoutLines(entry.Value)))]),
        SequenceNode list => new SequenceNode([.. list.Items.Select(WithoutLines)]),
        ScalarNode scalar => new ScalarNode(scalar.Written, scalar.Value),
        _ => node,
    };
}
