using McpInfra.Contract;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>
/// Several values files as Helm merges them: a later one wins, maps are joined, lists are replaced, null deletes. Leaves are
/// the nodes of the files, so that it can be asked whether one of them is in force.
/// </summary>
internal sealed class MergedValues
{
    private readonly Dictionary<string, object> _root = [];
    private readonly HashSet<YamlNode> _inForce = [];
    private readonly IReadOnlyList<ValuesFile> _files;

    public MergedValues(IReadOnlyList<ValuesFile> files)
    {
        _files = files;
        foreach (var file in files)
            Merge(_root, file.Values);
        Collect(_root);
    }

    /// <summary>Names of Secrets that this program has written into the files itself.</summary>
    public IReadOnlySet<string> Ours { get; init; } = new HashSet<string>();

    /// <summary>What the release itself lists for the gateway's environment.</summary>
    public IReadOnlyList<YamlNode> References => At("mcpContextForge.extraEnvFrom") is SequenceNode list
        ? [.. list.Items.Where(item => Resolve(item) is not MappingNode map || map.Entries.All(entry => (entry.Value as MappingNode)?.Find("name") is not ScalarNode name || !Ours.Contains(name.Text)))]
        : [];

    /// <summary>The maps of the merge: a dictionary, or a node of a file for what is no map.</summary>
    public IReadOnlyDictionary<string, object> Root => _root;

    /// <summary>Whether a later file has left this node as it is.</summary>
    public bool IsInForce(YamlNode node) => _inForce.Contains(node);

    /// <summary>What stands at a dotted path: a dictionary, a node, or null where the files say nothing.</summary>
    public object? At(string path)
    {
        object? current = _root;
        foreach (var key in path.Split('.'))
        {
            // Null in the place of a map is null for all that would be in it.
            if (current is ScalarNode { Value: null } deleted)
                return deleted;
            if (current is not Dictionary<string, object> map || !map.TryGetValue(key, out current))
                return null;
        }

        return current;
    }

    /// <summary>A switch, or what the chart says where the files say nothing.</summary>
    public bool IsOn(string path) => At(path) switch
    {
        null => ChartDefaults.IsOn(path),
        ScalarNode { IsPlain: true } scalar => scalar.Meaning(YamlVersion.Helm) is true,
        ScalarNode scalar => scalar.Written.Length > 0,
        _ => true,
    };

    /// <summary>A text, or what the chart says where the files say nothing; empty where they say null.</summary>
    public string Text(string path, string? chartDefault = null) => At(path) switch
    {
        null => chartDefault ?? ChartDefaults.Text(path),
        ScalarNode scalar => scalar.Meaning(YamlVersion.Helm) is bool flag ? (flag ? "true" : "false") : scalar.Text,
        _ => "",
    };

    public static YamlNode Resolve(YamlNode node) => node is AliasNode alias ? Resolve(alias.Target) : node;

    /// <summary>The map below keys of one that is no part of the values; null where there is none.</summary>
    public static MappingNode? Map(MappingNode root, params IEnumerable<string> keys) =>
        keys.Aggregate<string, MappingNode?>(root, (map, key) => map?.Find(key) is { } node ? Resolve(node) as MappingNode : null);

    /// <summary>What a key of a map brings, its own before that of a merge key.</summary>
    public static YamlNode? Find(MappingNode map, string key) => map.Find(key) is { } own ? Resolve(own)
        : map.Entries.Where(entry => entry.Key == "<<").SelectMany(entry => Inherited(entry.Value).Reverse()).Select(inherited => Find(inherited, key)).FirstOrDefault(found => found is not null);

    /// <summary>Where a node stands, as its reader knows it: <c>mcpContextForge.config.A on line 3 of values.yaml</c>.</summary>
    public string PlaceOf(YamlNode node, string path)
    {
        var file = FileOf(node) ?? _files[0];
        return $"{file.Place.PathOf(path)} on line {node.Line} of {file.Name}";
    }

    /// <summary>The file that a node stands in.</summary>
    public ValuesFile? FileOf(YamlNode node) => _files.FirstOrDefault(file => Holds(file.Root, node));

    /// <summary>Where a path of the chart stands in the file that is in force for it; the path alone where none says anything.</summary>
    public string PlaceOf(string path) => At(path) switch
    {
        YamlNode node => PlaceOf(node, path),
        Dictionary<string, object> map when First(map) is { } node && FileOf(node) is { } file => $"{file.Place.PathOf(path)} of {file.Name}",
        _ => _files[0].Place.PathOf(path),
    };

    private static YamlNode? First(Dictionary<string, object> map) => map.Values.Select(value => value as YamlNode ?? First((Dictionary<string, object>)value)).FirstOrDefault(node => node is not null);

    private static bool Holds(YamlNode holder, YamlNode node) => holder == node || holder switch
    {
        MappingNode map => map.Entries.Any(entry => Holds(entry.Value, node)),
        SequenceNode list => list.Items.Any(item => Holds(item, node)),
        _ => false,
    };

    private static void Merge(Dictionary<string, object> below, MappingNode above)
    {
        // What a merge key brings is weaker than the keys beside it.
        foreach (var inherited in above.Entries.Where(entry => entry.Key == "<<").SelectMany(entry => Inherited(entry.Value)))
            Merge(below, inherited);
        foreach (var entry in above.Entries.Where(entry => entry.Key != "<<"))
        {
            if (Resolve(entry.Value) is not MappingNode map)
            {
                below[entry.Key] = Resolve(entry.Value);
                continue;
            }

            if (below.GetValueOrDefault(entry.Key) is not Dictionary<string, object> inner)
                below[entry.Key] = inner = [];
            Merge(inner, map);
        }
    }

    private static IEnumerable<MappingNode> Inherited(YamlNode node) => Resolve(node) switch
    {
        MappingNode map => [map],
        SequenceNode list => list.Items.Select(Resolve).OfType<MappingNode>().Reverse(),
        _ => [],
    };

    private void Collect(object node)
    {
        switch (node)
        {
            case Dictionary<string, object> map:
                foreach (var value in map.Values)
                    Collect(value);
                break;
            case MappingNode map:
                foreach (var entry in map.Entries)
                    Collect(entry.Value);
                break;
            case SequenceNode list:
                foreach (var item in list.Items)
                    Collect(item);
                break;
            case AliasNode alias:
                Collect(alias.Target);
                break;
        }

        if (node is YamlNode marked)
            _inForce.Add(marked);
    }
}
