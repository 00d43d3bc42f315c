namespace McpInfra.Settings.Declarations;

/// <summary>Whether a stack has to say a setting.</summary>
internal enum Need
{
    /// <summary>It has a default, or its absence means something.</summary>
    Optional,

    /// <summary>Where it has a meaning, unless another setting makes it needless.</summary>
    Usual,

    /// <summary>Wherever it has a meaning.</summary>
    Always,
}

/// <summary>
/// One thing that a stack can say, declared once, beside the record that it ends up in. Readers read by it; the
/// table of docs/settings.md and the editors' schema are made of it.
/// </summary>
/// <param name="key">Its key, in full where it is not of this project, such as <c>aws:region</c>.</param>
/// <param name="description">What it is, for the table, the editors, and the message where it is missing.</param>
internal abstract class Setting(string key, string description)
{
    public string Key { get; } = key;

    public string Description { get; } = description;

    /// <summary>What else there is to know, behind the description.</summary>
    public string Note { get; init; } = "";

    public Need Need { get; init; }

    /// <summary>The words of a choice beside it that give it a meaning; null where it always has one.</summary>
    public Condition? Only { get; init; }

    /// <summary>Whether the stack need not say it where it names the stack of its cluster, which then does.</summary>
    public bool ClusterMaySay { get; init; }

    /// <summary>The default in words, where it depends on other settings.</summary>
    public string? Default { get; init; }

    /// <summary>Its path where it is at the top of the configuration.</summary>
    public SettingsPath TopLevel => Key.Contains(':', StringComparison.Ordinal) ? new(Key) : SettingsPath.Of(Key);
}

/// <summary>Holds where a choice was made with one of these words.</summary>
/// <param name="choice">A function, since the choice of a backend is itself declared from what each backend declares.</param>
internal sealed class Condition(Func<ChoiceSetting> choice, IReadOnlyList<string> words)
{
    public ChoiceSetting Choice => choice();

    public IReadOnlyList<string> Words { get; } = words;
}
