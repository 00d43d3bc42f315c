using McpInfra.Contract;
using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>
/// Which of several values of a variable the gateway's pods have: those of extraEnv win over the chart's ConfigMap, and that
/// over its Secret. An empty one wins too, and so does null where the chart has no value of its own to fall back to.
/// </summary>
internal sealed class PodVariables
{
    public const string ExtraEnv = "mcpContextForge.extraEnv";

    private readonly Dictionary<string, (string Path, YamlNode Node)> _extra = new(StringComparer.Ordinal);
    private readonly MergedValues _values;

    public PodVariables(MergedValues values)
    {
        _values = values;
        var items = (values.At(ExtraEnv) as SequenceNode)?.Items ?? [];
        for (var index = 0; index < items.Count; index++)
        {
            if (MergedValues.Resolve(items[index]) is MappingNode map && MergedValues.Find(map, "name") is ScalarNode name)
                _extra[name.Written] = (PlacePath.Index(ExtraEnv, index), map);
        }
    }

    /// <summary>Where the value of a variable stands that the pods have; null where the files say nothing of it.</summary>
    public (string Path, YamlNode Node)? Of(string name) =>
        _extra.TryGetValue(name, out var entry) ? entry
        : At(ChartTable.Settings + name) ?? At(ChartTable.Variables + name);

    /// <summary>Whether an entry of extraEnv has another Secret bring the variable.</summary>
    public static bool IsBrought(YamlNode node) => MergedValues.Resolve(node) is MappingNode map && MergedValues.Find(map, "valueFrom") is MappingNode;

    /// <summary>The entries that have another Secret bring a variable which the program brings itself: in its own values they would win over that.</summary>
    public IEnumerable<YamlNode> Brought => ChartCredentials.GatewayVariables.Select(name => _extra.GetValueOrDefault(name).Node).Where(node => node is not null && IsBrought(node));

    private (string, YamlNode)? At(string path) => _values.At(path) is YamlNode node ? (path, node) : null;
}
