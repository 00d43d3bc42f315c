using System.Globalization;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// Reads the settings that a group declares from one map. Whatever is wrong is reported and reads as absent, so that
/// reading goes on to the end.
/// </summary>
internal sealed class SettingsGroup
{
    private readonly GroupSetting _declared;
    private readonly MappingNode? _map;

    private SettingsGroup(GroupSetting declared, SettingsPath path, YamlNode? node, Problems problems)
    {
        _declared = declared;
        Path = path;
        _map = node as MappingNode;
        Problems = problems;
        IsUnreadable = node is not (null or MappingNode);
    }

    public SettingsPath Path { get; }

    public Problems Problems { get; }

    /// <summary>Whether the stack says anything here.</summary>
    public bool IsPresent => _map is not null || IsUnreadable;

    /// <summary>Whether something else than a map stands here; that has been reported, so nothing in it is missing.</summary>
    public bool IsUnreadable { get; }

    /// <summary>The whole configuration; what is unknown in it has been reported with the document.</summary>
    public static SettingsGroup OfStack(GroupSetting declared, SettingsDocument document, Problems problems) =>
        new(declared, new SettingsPath(""), new MappingNode(document.Entries), problems);

    /// <summary>Opens a map that may be absent; keys that the group does not declare are reported.</summary>
    public static SettingsGroup Open(GroupSetting declared, SettingsPath path, YamlNode? node, Problems problems)
    {
        string[] known = [.. declared.Members.Select(member => member.Key)];
        foreach (var key in (ReadNested<MappingNode>(path, node, "a map of " + string.Join(", ", known), problems)?.Entries ?? []).Select(entry => entry.Key).Except(known))
            problems.UnknownKey(path.Key(key), key, known);
        return new SettingsGroup(declared, path, node, problems);
    }

    public SettingsGroup Open(GroupSetting inner) => Open(inner, At(inner), Find(inner), Problems);

    /// <summary>Opens a map that has more settings in a stack of the other kind.</summary>
    /// <param name="elsewhere">The map there.</param>
    public SettingsGroup Open(GroupSetting inner, GroupSetting elsewhere)
    {
        var foreign = elsewhere.Members.Select(member => member.Key).Except(inner.Members.Select(member => member.Key)).ToHashSet();
        var map = Find(inner) as MappingNode;
        foreach (var entry in map?.Entries.Where(entry => foreign.Contains(entry.Key)) ?? [])
            Problems.NoMeaning(At(inner).Key(entry.Key), ClusterReader.Cluster.TopLevel.Text + ": it is of an environment");
        return Open(inner, At(inner), map is null ? Find(inner) : new MappingNode([.. map.Entries.Where(entry => !foreign.Contains(entry.Key))]), Problems);
    }

    public bool Has(Setting setting) => Find(setting) is not null;

    public SettingsPath At(Setting setting) => Path.Text.Length == 0 ? setting.TopLevel : Path.Key(setting.Key);

    public YamlNode? Find(Setting setting) => _map?.Find(Path.Text.Length == 0 ? setting.TopLevel.Text : setting.Key);

    /// <summary>A text, or its default.</summary>
    /// <param name="fallback">The default, where it depends on other settings.</param>
    public string Text(TextSetting setting, string? fallback = null) =>
        (fallback is null ? setting.Format : setting.Format with { Example = fallback }).Read(At(setting), Find(setting), Problems) ?? fallback ?? setting.Fallback ?? "";

    /// <summary>A text, or null when it is absent or wrong.</summary>
    public string? Optional(TextSetting setting) => setting.Format.Read(At(setting), Find(setting), Problems);

    /// <summary>A text that must be there; empty when it is absent or wrong.</summary>
    public string Required(TextSetting setting)
    {
        if (!Has(setting) && !IsUnreadable)
            Problems.Required(At(setting), setting.Description, setting.Format.Example, isText: true);
        return Optional(setting) ?? "";
    }

    /// <summary>A text that the stack says, or else its cluster; a known answer is held to the same format.</summary>
    /// <param name="cluster">Null where the stack names none.</param>
    public string Given(TextSetting setting, ClusterAnswers? cluster, ClusterOutput output)
    {
        if (Has(setting) || IsUnreadable || cluster is null)
            return Required(setting);
        if (cluster.IsSilent)
        {
            cluster.RefuseSilence(Problems);
            return "";
        }

        if (cluster.Text(output) is not { } answer)
        {
            Problems.Required(At(setting), $"{setting.Description}; {cluster.Link.Stack} has no output {cluster.Link.Outputs[output]}", setting.Format.Example, isText: true);
            return "";
        }

        if (!cluster.IsKnown || setting.Format.IsValid(answer))
            return answer;
        cluster.Refuse(output, setting.Format.Description, Problems);
        return "";
    }

    /// <summary>A duration in Go's own form.</summary>
    public string Duration(DurationSetting setting)
    {
        if (setting.Format.Read(At(setting), Find(setting), Problems) is not { } text)
            return setting.Fallback;
        if (GoDuration.Parse(text) >= TimeSpan.FromSeconds(1))
            return GoDuration.Canonical(text)!;
        Problems.OutOfRange(At(setting), text, setting.Allowed, setting.Fallback);
        return setting.Fallback;
    }

    public int Integer(IntegerSetting setting)
    {
        var example = setting.Fallback.ToString(CultureInfo.InvariantCulture);
        if (Scalar(setting, "a whole number", example) is not { } scalar)
            return setting.Fallback;
        if (!int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            Problems.Malformed(At(setting), scalar.Text, "a whole number, " + setting.AllowedInWords, example);
        else if (!setting.Allowed.Any(range => number >= range.Least && number <= range.Most))
            Problems.OutOfRange(At(setting), scalar.Text, setting.AllowedInWords, example);
        else
            return number;
        return setting.Fallback;
    }

    /// <param name="fallback">The default, where it depends on other settings.</param>
    public bool Flag(FlagSetting setting, bool fallback = false)
    {
        var absent = setting.Fallback ?? fallback;
        var example = absent ? "true" : "false";
        if (Scalar(setting, "true or false", example) is not { } scalar)
            return absent;
        if (bool.TryParse(scalar.Text, out var flag))
            return flag;
        Problems.Malformed(At(setting), scalar.Text, "true or false", example);
        return absent;
    }

    /// <summary>One of a few words, or its default when it is absent or wrong.</summary>
    public T Choice<T>(ChoiceSetting<T> setting)
        where T : struct => Chosen(setting) ?? setting.Fallback ?? default;

    /// <summary>One of a few words; null when it is wrong, or absent and without a default.</summary>
    public T? ChoiceIfRight<T>(ChoiceSetting<T> setting)
        where T : struct => Has(setting) ? Chosen(setting) : setting.Fallback;

    /// <summary>One of a few words, or null when it is absent or wrong.</summary>
    /// <param name="offered">What a message offers, where that is less than what there is.</param>
    public T? Chosen<T>(ChoiceSetting<T> setting, IReadOnlyList<string>? offered = null)
        where T : struct
    {
        var words = offered ?? setting.Words;
        if (Scalar(setting, "one of " + string.Join(", ", words), words[0]) is not { } scalar)
            return null;
        if (words.Contains(scalar.Text))
            return setting.Choices.First(choice => choice.Word == scalar.Text).Value;
        Problems.NotOneOf(At(setting), scalar.Text, words, words[0]);
        return null;
    }

    /// <summary>The items of a list that may be absent.</summary>
    public IEnumerable<(SettingsPath At, YamlNode Node)> Items(ListSetting setting) =>
        ReadNested<SequenceNode>(At(setting), Find(setting), setting.Expected, Problems)?.Items.Select((item, index) => (At(setting).Index(index), item)) ?? [];

    /// <summary>The entries of a map that may be absent; duplicates are reported elsewhere.</summary>
    public IEnumerable<(SettingsPath At, string Name, YamlNode Node)> Entries(MapSetting setting) =>
        ReadNested<MappingNode>(At(setting), Find(setting), setting.Expected, Problems)?.Entries.DistinctBy(entry => entry.Key).Select(entry => (At(setting).Key(entry.Key), entry.Key, entry.Value)) ?? [];

    /// <summary>Reports the settings that are there although the mode at hand gives them no meaning.</summary>
    public void NoMeaning(string mode, params IEnumerable<Setting> settings)
    {
        foreach (var setting in settings.Where(Has))
            Problems.NoMeaning(At(setting), mode);
    }

    /// <summary>Reports the settings that are there although the word that was chosen gives them no meaning.</summary>
    public void NoMeaning<T>(ChoiceSetting<T> choice, T chosen)
        where T : struct
    {
        var word = choice.WordOf(chosen);
        NoMeaning(
            $"{(Path == _declared.TopLevel ? $"{_declared.Key}." : "")}{choice.Key}: {word}",
            _declared.Members.Where(member => member.Only is { } only && only.Choice == choice && !only.Words.Contains(word)));
    }

    /// <summary>A map or a list, or null when it is absent or wrong.</summary>
    public static T? ReadNested<T>(SettingsPath path, YamlNode? node, string expected, Problems problems)
        where T : YamlNode
    {
        if (node is ScalarNode { Value: null })
            problems.Empty(path);
        else if (node is not (null or T or EncryptedNode))
            problems.WrongType(path, expected, node, example: null);
        return node as T;
    }

    private ScalarNode? Scalar(Setting setting, string expected, string example) => ReadScalar(At(setting), Find(setting), expected, example, Problems);

    public static ScalarNode? ReadScalar(SettingsPath path, YamlNode? node, string expected, string example, Problems problems, bool isText = false)
    {
        switch (node)
        {
            case ScalarNode { Value: null }:
                problems.Empty(path);
                return null;
            case ScalarNode scalar:
                return scalar;
            case MappingNode or SequenceNode:
                problems.WrongType(path, expected, node, example, isText);
                return null;
            default: // absent, or encrypted: the latter is reported for the whole document at once
                return null;
        }
    }
}
