using McpInfra.Printing;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Backends;

/// <summary>What a backend's settings are read from.</summary>
/// <param name="Cluster">What the environment's cluster says of itself; null where the stack names none.</param>
internal sealed record BackendSource(SettingsGroup Settings, string Environment, ProjectFiles Files, ClusterAnswers? Cluster = null);

/// <summary>A word of <c>mcp-infra:backend</c>.</summary>
/// <param name="Settings">What a stack says with this backend alone.</param>
/// <param name="Apart">What must differ between two environments; null where their namespaces are all.</param>
internal sealed record BackendChoice(string Word, IReadOnlyList<Setting> Settings, KeptApart? Apart, Func<BackendSource, BackendSettings> Read)
{
    /// <summary>That the stack has this backend.</summary>
    public static Condition Only(string word) => new(() => BackendReader.Backend, [word]);

    /// <summary>Declares the map of a backend.</summary>
    public static GroupSetting Topic(string word, string description, Need need = Need.Always) => new(word, description) { Need = need, Only = Only(word), Page = Page.Backends };
}

/// <summary>What two environments of a backend must have each for itself, in words for a person, with the settings that keep it apart.</summary>
/// <param name="Holder">What holds the values.</param>
/// <param name="Reader">Who reads them.</param>
internal sealed record KeptApart(string Holder, string HolderKey, string Reader, string ReaderKey);

/// <summary>Reads which backend a stack has, and its map; the maps of the others have no meaning then.</summary>
internal static class BackendReader
{
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

    public static ChoiceSetting<int> Backend { get; } = new("backend",
        $"what holds the secrets: `{All[0].Word}`, or one of those that {Page.Backends.Link} describes: {string.Join(", ", All.Skip(1).Select(choice => $"`{choice.Word}`"))}", 0,
        [.. All.Select((choice, index) => (choice.Word, index))]);

    public static BackendSettings Read(BackendSource source)
    {
        var settings = source.Settings;
        var isSaid = settings.Has(Backend);
        var chosen = settings.ChoiceIfRight(Backend) is { } index ? All[index] : null;
        foreach (var (other, setting) in All.Where(other => other != chosen)
            .SelectMany(other => other.Settings.Where(settings.Has).Select(setting => (other, setting))))
        {
            if (!isSaid)
                settings.Problems.Add(setting.TopLevel, "has no meaning without mcp-infra:backend, which says what holds the secrets.", settings.Problems.Command.Set(Backend.TopLevel, other.Word));
            else if (chosen is not null)
                settings.NoMeaning("backend: " + chosen.Word, setting);
        }

        return (chosen ?? All[0]).Read(source);
    }
}
