using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>
/// The chart settings that are no secret, as the stack must say them so that the release stays as it is: what the files say,
/// and what the chart says where this program's own default is another.
/// </summary>
internal sealed class FreeValues
{
    private readonly MergedValues _values;
    private readonly HashSet<YamlNode> _secrets;

    public FreeValues(MergedValues values, IEnumerable<InlineSecret> found)
    {
        _values = values;
        _secrets = [.. found.Select(secret => secret.Removed), .. found.Select(secret => MergedValues.Resolve(secret.Removed)), .. new PodVariables(values).Brought];
        IsExposed = values.IsOn("mcpContextForge.ingress.enabled");
        var tree = Map(values.Root, "");
        foreach (var touched in OwnedPaths.TouchedBy(tree).ToList())
        {
            Remove(tree, touched.Keys);
            var path = string.Join('.', touched.Keys);
            if (touched.Value is not (null or "" or false) && (touched.IsAbove || touched.Owned.Carried == Carried.Lost))
                Notes.Add($"{values.PlaceOf(path)} is not carried over: {touched.Owned.Instead}.");
        }

        foreach (var setting in ChartTable.Rows.OfType<ChartSetting>())
        {
            if (values.At(setting.Path) is null && (setting.OwnDefault == OwnDefault.Always || (setting.OwnDefault == OwnDefault.WithIngress && IsExposed)))
                YamlData.Set(tree, setting.Path.Split('.'), setting.Default!);
        }

        Tree = Pruned(tree);
    }

    /// <summary>Whether the chart makes an Ingress for the gateway today.</summary>
    public bool IsExposed { get; }

    public IReadOnlyDictionary<string, object?> Tree { get; }

    public List<Words> Notes { get; } = [];

    /// <summary>The stack's own references, in the form of <c>mcp-infra:extraEnvVarsSecret</c>.</summary>
    public IReadOnlyList<object?> References => [.. _values.References.Where(item => !IsSecret(item)).Select(Plain)];

    private bool IsSecret(YamlNode node) => _secrets.Contains(node) || _secrets.Contains(MergedValues.Resolve(node));

    private Dictionary<string, object?> Map(IReadOnlyDictionary<string, object> map, string path)
    {
        var plain = new Dictionary<string, object?>();
        foreach (var (key, value) in map)
        {
            if (PlacePath.IsWithheld(key))
                continue;
            var at = path.Length == 0 ? key : $"{path}.{key}";
            if (value is not YamlNode node)
            {
                plain[key] = Map((IReadOnlyDictionary<string, object>)value, at);
            }
            else if (HasHoles(node, at))
            {
                // What is left of a list means something else, such as a flag that takes the next one for its value.
                Notes.Add($"{_values.PlaceOf(node, at)} is a list with a secret in it, so it is not in mcp-infra:values: put there what is left of it when that is dealt with.");
            }
            else if (!IsSecret(node))
            {
                // Pulumi drops a null, and the chart's own default would come back.
                if (Plain(node) is { } kept)
                    plain[key] = kept;
                else
                    Notes.Add($"{_values.PlaceOf(node, at)} is null; Pulumi sends no null, so the chart's own default comes back unless the stack sets another.");
            }
        }

        return plain;
    }

    private bool HasHoles(YamlNode node, string path) => MergedValues.Resolve(node) switch
    {
        SequenceNode list => (path != PodVariables.ExtraEnv && list.Items.Any(IsSecret)) || list.Items.Any(item => HasHoles(item, "")),
        MappingNode map => map.Entries.Any(entry => HasHoles(entry.Value, "")),
        _ => false,
    };

    private object? Plain(YamlNode node) => MergedValues.Resolve(node) switch
    {
        MappingNode map => map.Entries.Where(entry => !IsSecret(entry.Value) && !PlacePath.IsWithheld(entry.Key)).ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
        SequenceNode list => list.Items.Where(item => !IsSecret(item)).Select(Plain).ToList(),
        ScalarNode scalar => scalar.Meaning(YamlVersion.Helm),
        _ => null,
    };

    private static void Remove(Dictionary<string, object?> tree, IReadOnlyList<string> keys)
    {
        var map = tree;
        foreach (var key in keys.SkipLast(1))
        {
            if (map.GetValueOrDefault(key) is not Dictionary<string, object?> inner)
                return;
            map = inner;
        }

        map.Remove(keys[^1]);
    }

    private static Dictionary<string, object?> Pruned(Dictionary<string, object?> map)
    {
        var pruned = new Dictionary<string, object?>();
        foreach (var (key, value) in map)
        {
            if (value is not Dictionary<string, object?> inner)
                pruned[key] = value;
            else if (Pruned(inner) is { Count: > 0 } kept)
                pruned[key] = kept;
        }

        return pruned;
    }
}
