using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

/// <summary>What a backend's settings are read from.</summary>
/// <param name="Find">Finds a top-level key.</param>
internal sealed record BackendSource(
    Func<SettingsPath, YamlNode?> Find, OpenGroup Open, string Environment, ProjectFiles Files, Problems Problems);

/// <summary>A word of <c>mcp-infra:backend</c>.</summary>
/// <param name="Keys">Top-level keys that say something with this backend alone.</param>
/// <param name="Apart">What must differ between two environments; null where their namespaces are all.</param>
internal sealed record BackendChoice(string Word, IReadOnlyList<SettingsPath> Keys, KeptApart? Apart, Func<BackendSource, BackendSettings> Read);

/// <summary>In words for a person, with the settings that make them differ.</summary>
/// <param name="Holder">What holds the values.</param>
/// <param name="Reader">Who reads them.</param>
internal sealed record KeptApart(string Holder, string HolderKey, string Reader, string ReaderKey);

/// <summary>Reads which backend a stack has, and its map; the maps of the others have no meaning then.</summary>
internal static class BackendReader
{
    public static SettingsPath Backend { get; } = SettingsPath.Of("backend");

    /// <summary>Every backend; the first is that of a stack which names none.</summary>
    public static IReadOnlyList<BackendChoice> All { get; } =
    [
        BackendSettings.Aws.Choice,
        BackendSettings.Vault.Choice,
        BackendSettings.Azure.Choice,
        BackendSettings.Gcpsm.Choice,
        BackendSettings.Sealed.Choice,
        BackendSettings.Existing.Choice,
    ];

    public static BackendSettings Read(BackendSource source)
    {
        var (find, problems) = (source.Find, source.Problems);
        var isSaid = find(Backend) is not null;
        var chosen = isSaid ? ReadChoice(find(Backend), problems) : All[0];
        foreach (var (other, path) in All.Where(other => other != chosen)
            .SelectMany(other => other.Keys.Where(path => find(path) is not null).Select(path => (other, path))))
        {
            if (!isSaid)
                problems.Add(path, "has no meaning without mcp-infra:backend, which says what holds the secrets.", problems.Command.Set(Backend, other.Word));
            else if (chosen is not null)
                problems.NoMeaning(path, "backend: " + chosen.Word);
        }

        return (chosen ?? All[0]).Read(source);
    }

    private static BackendChoice? ReadChoice(YamlNode? node, Problems problems) =>
        SettingsGroup.ReadChoice<int>(Backend, node, problems, [.. All.Select((choice, index) => (choice.Word, index))]) is { } index ? All[index] : null;
}
