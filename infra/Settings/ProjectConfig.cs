using System.Globalization;
using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// What <c>config:</c> of the project's file gives to every stack, as Pulumi 3.259 merges it (mergeConfig in pkg/workspace/config.go): the stack's own
/// value wins, and an object of the stack is taken whole. A declared key is a path, so a dot in it leads into an object.
/// </summary>
internal sealed class ProjectConfig
{
    private readonly string _file;
    private readonly Dictionary<string, ProjectPlace> _given = [];

    private ProjectConfig(string file) => _file = file;

    /// <param name="stack">The stack's own entries, their keys in full.</param>
    /// <param name="normalize">Brings an entry of the project's file into the form that the engine gives it.</param>
    public static SettingsDocument Merge(IReadOnlyList<MappingEntry> stack, ProjectFile project, Func<MappingEntry, MappingEntry> normalize)
    {
        var config = new ProjectConfig(project.Name);
        var merged = stack.ToList();
        foreach (var declaration in Declarations(project))
        {
            if (declaration.Value is { } value && !SaysNothing(declaration, value) && declaration.TopLevel is { } key)
                config.Add(merged, declaration, key, value, normalize);
        }

        return new SettingsDocument(merged, new ProjectGiven(config._given));
    }

    /// <summary>What the project's file declares, in the order in which Pulumi goes through it.</summary>
    public static IEnumerable<ProjectDeclaration> Declarations(ProjectFile project) =>
        ((project.Root?.Find("config") as MappingNode)?.Entries ?? []).Select(entry => new ProjectDeclaration(entry)).OrderBy(declaration => declaration.Key, StringComparer.Ordinal);

    /// <summary>What a path leads to; null where nothing is there.</summary>
    public static YamlNode? Find(IReadOnlyList<MappingEntry> entries, string key, IEnumerable<object> inner) => inner.Aggregate(
        entries.FirstOrDefault(entry => entry.Key == key)?.Value,
        (node, part) => part switch
        {
            string name => (node as MappingNode)?.Find(name),
            _ => (node as SequenceNode)?.Items.ElementAtOrDefault((int)part),
        });

    /// <summary>A plain key with an empty default, which is how a key is declared that no stack must have.</summary>
    private static bool SaysNothing(ProjectDeclaration declaration, YamlNode value) =>
        value is ScalarNode { Value: "" } && SettingsReader.PlainKeys.Contains(declaration.Path.Text);

    private void Add(List<MappingEntry> entries, ProjectDeclaration declaration, string key, YamlNode value, Func<MappingEntry, MappingEntry> normalize)
    {
        var (at, inner) = (entries.FindIndex(entry => entry.Key == key), declaration.Inner);
        if (Find(entries, key, inner) is not null || (at >= 0 && entries[at].Value is EncryptedNode) || Within(at < 0 ? null : entries[at].Value, inner, value) is null)
            return;
        var entry = PlacePath.Key("config", declaration.Key);
        var place = declaration.ValueKey is { } member ? PlacePath.Key(entry, member) : entry;
        Collect(declaration.Path, place, declaration.Line, value, entry);
        if (inner.Count == 0)
            entries.Add(normalize(new MappingEntry(key, WithoutLines(value))));
        else if (at < 0)
            entries.Add(new MappingEntry(key, Within(null, inner, WithoutLines(Typed(value)))!));
        else
            entries[at] = new MappingEntry(entries[at].KeyNode, Within(entries[at].Value, inner, WithoutLines(Typed(value)))!);
    }

    /// <summary>A node with a value inside it. A path through what is no object replaces it, as Pulumi does; null where it leads past the end of a list.</summary>
    private static YamlNode? Within(YamlNode? node, IReadOnlyList<object> path, YamlNode value)
    {
        if (path.Count == 0)
            return value;
        if (path[0] is string key)
        {
            var entries = (node as MappingNode)?.Entries ?? [];
            var held = entries.FirstOrDefault(entry => entry.Key == key);
            if (Within(held?.Value, [.. path.Skip(1)], value) is not { } inner)
                return null;
            var changed = new MappingEntry(held?.KeyNode ?? new MappingEntry(key, inner).KeyNode, inner);
            return new MappingNode(held is null ? [.. entries, changed] : [.. entries.Select(entry => entry == held ? changed : entry)]) { Line = node?.Line };
        }

        var (index, items) = ((int)path[0], (node as SequenceNode)?.Items.ToList() ?? []);
        if (index > items.Count || Within(items.ElementAtOrDefault(index), [.. path.Skip(1)], value) is not { } item)
            return null;
        if (index == items.Count)
            items.Add(item);
        else
            items[index] = item;
        return new SequenceNode(items) { Line = node?.Line };
    }

    /// <summary>Inside an object a text that reads as a switch or a number is one (coerceObject).</summary>
    private static YamlNode Typed(YamlNode value) => value is ScalarNode { Value: string text } scalar
        ? text is "true" or "false" ? new ScalarNode(text, text == "true")
            : text is not ['0', _, ..] && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new ScalarNode(text, number)
            : scalar
        : value;

    private void Collect(SettingsPath path, string place, int? line, YamlNode node, string? declaration = null)
    {
        _given.TryAdd(path.Text, new ProjectPlace(_file, line, place, declaration));
        if (node is MappingNode map)
        {
            foreach (var inner in map.Entries)
                Collect(path.Key(inner.Key), PlacePath.Key(place, inner.Key), inner.Line, inner.Value);
        }
        else if (node is SequenceNode list)
        {
            for (var index = 0; index < list.Items.Count; index++)
                Collect(path.Index(index), PlacePath.Index(place, index), list.Items[index].Line, list.Items[index]);
        }
    }

    /// <summary>A line number is told of the stack's file, where this does not stand.</summary>
    private static YamlNode WithoutLines(YamlNode node) => node switch
    {
        MappingNode map => new MappingNode([.. map.Entries.Select(entry => new MappingEntry(entry.Key, WithoutLines(entry.Value)))]),
        SequenceNode list => new SequenceNode([.. list.Items.Select(WithoutLines)]),
        ScalarNode scalar => new ScalarNode(scalar.Written, scalar.Value) { Style = scalar.Style },
        _ => node,
    };
}
