using McpInfra.Printing;

namespace McpInfra.Settings.Declarations;

/// <summary>A map whose keys are settings.</summary>
/// <param name="members">Settings that it has in common with another.</param>
internal sealed class GroupSetting(string key, string description, params IEnumerable<Setting> members) : Setting(key, description)
{
    private readonly List<Setting> _members = [.. members];

    /// <summary>In the order in which messages list them.</summary>
    public IReadOnlyList<Setting> Members => _members;

    /// <summary>The page that documents its settings, in place of docs/settings.md.</summary>
    public Page? Page { get; init; }

    /// <summary>Whether its settings are documented with another group that has the same.</summary>
    public bool IsDescribedElsewhere { get; init; }

    /// <summary>Whether a stack says exactly one of its settings.</summary>
    public bool TakesOne { get; init; }

    /// <summary>Declares one of its settings; a field holds it, and the reading beside that names it.</summary>
    public T Add<T>(T setting)
        where T : Setting
    {
        _members.Add(setting);
        return setting;
    }
}

/// <summary>A list.</summary>
/// <param name="expected">What it is, for the message where it is something else.</param>
/// <param name="item">What each item is.</param>
internal sealed class ListSetting(string key, string description, string expected, Setting item) : Setting(key, description)
{
    public string Expected { get; } = expected;

    public Setting Item { get; } = item;
}

/// <summary>A map whose keys are names.</summary>
/// <param name="expected">What it is, for the message where it is something else.</param>
/// <param name="entries">What the value of a name may be, one or another.</param>
internal sealed class MapSetting(string key, string description, string expected, params Setting[] entries) : Setting(key, description)
{
    public string Expected { get; } = expected;

    public IReadOnlyList<Setting> Entries { get; } = entries;

    /// <summary>What a name must look like; null where a rule says so.</summary>
    public TextFormat? Names { get; init; }

    /// <summary>A name that a stack usually has to have, and why.</summary>
    public (string Name, string Why)? Usual { get; init; }
}

/// <summary>A value that Pulumi encrypts.</summary>
internal sealed class EncryptedSetting(string key, string description) : Setting(key, description);

/// <summary>Values of the chart's, of any form.</summary>
internal sealed class FreeSetting(string key, string description) : Setting(key, description);
