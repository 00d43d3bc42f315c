using McpInfra.Settings;
using McpInfra.Yaml;
using McpInfra.Yaml.Editing;

namespace McpInfra.Migration;

/// <summary>A stack file's text while settings are set in it one by one; comments and order stay.</summary>
internal sealed class StackText
{
    private const string Config = "config";

    private readonly string _name;
    private MappingNode? _config;

    public StackText(string name, string text)
    {
        _name = name;
        Text = text;
    }

    public string Text { get; private set; }

    /// <summary>The file, as the person reaches it.</summary>
    public string Name => _name;

    /// <summary>What stands at a path, such as <c>mcp-infra:secrets</c>, <c>JWT_SECRET_KEY</c>; null where nothing does.</summary>
    public YamlNode? Find(params IReadOnlyList<string> keys)
    {
        YamlNode? node = Root();
        foreach (var key in keys)
            node = node is MappingNode map ? map.Find(key) : null;
        return node is null ? null : MergedValues.Resolve(node);
    }

    public bool Has(params IReadOnlyList<string> keys) => Find(keys) is not null;

    public string? TextOf(params IReadOnlyList<string> keys) => (Find(keys) as ScalarNode)?.Written;

    public void Set(object? value, params IReadOnlyList<string> keys) => Set([(keys, value)]);

    /// <summary>Many at once: each edit reads the text anew.</summary>
    public void Set(IReadOnlyList<(IReadOnlyList<string> Keys, object? Value)> values)
    {
        if (values.Count > 0)
            Edit(() => YamlInsertion.Set(Text, values.Select(value => ((IReadOnlyList<string>)[Config, .. value.Keys], value.Value))));
    }

    public void Remove(params IReadOnlyList<string> keys) => Edit(() => YamlInsertion.Remove(Text, [Config, .. keys]));

    /// <summary>A key of this project in full, such as <c>mcp-infra:secrets</c>.</summary>
    public static string Key(string own) => $"{SettingsPath.Project}:{own}";

    private MappingNode? Root() => _config ??= Guarded(() => (YamlReader.ReadWhole(Text, YamlRules.Editing) as MappingNode)?.Find(Config) as MappingNode);

    private void Edit(Func<string> edit)
    {
        Text = Guarded(edit);
        _config = null;
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (YamlFaultException broken)
        {
            throw new MigrationException($"{_name}:{broken.Line}: {broken.Message}");
        }
    }
}
