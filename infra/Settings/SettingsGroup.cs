using System.Globalization;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// Reads the keys of one map. Whatever is wrong is reported and reads as absent, so that reading goes on to the end.
/// </summary>
internal sealed class SettingsGroup
{
    private readonly MappingNode? _map;
    private readonly Problems _problems;

    private SettingsGroup(SettingsPath path, YamlNode? node, Problems problems)
    {
        Path = path;
        _map = node as MappingNode;
        _problems = problems;
        IsUnreadable = node is not (null or MappingNode);
    }

    public SettingsPath Path { get; }

    /// <summary>Whether the stack says anything here.</summary>
    public bool IsPresent => _map is not null || IsUnreadable;

    /// <summary>Whether something else than a map stands here; that has been reported, so nothing in it is missing.</summary>
    public bool IsUnreadable { get; }

    /// <summary>Opens a map that may be absent; keys that are not known are reported.</summary>
    public static SettingsGroup Open(SettingsPath path, YamlNode? node, Problems problems, params string[] known)
    {
        var group = new SettingsGroup(path, node, problems);
        if (node is ScalarNode { Value: null })
            problems.Empty(path);
        else if (node is not (null or MappingNode or EncryptedNode))
            problems.WrongType(path, "a map of " + string.Join(", ", known), node, example: null);
        foreach (var key in group.Keys.Where(key => !known.Contains(key)).Distinct())
            problems.UnknownKey(path.Key(key), key, known);
        return group;
    }

    public SettingsGroup Group(string key, params string[] known) => Open(Path.Key(key), Find(key), _problems, known);

    public bool Has(string key) => Find(key) is not null;

    public YamlNode? Find(string key) => _map?.Find(key);

    /// <summary>A text, or null when it is absent or wrong.</summary>
    public string? Text(string key, TextFormat format) => ReadText(Path.Key(key), Find(key), format, _problems);

    public string Text(string key, TextFormat format, string fallback) => Text(key, format) ?? fallback;

    /// <summary>A text that must be there; empty when it is absent or wrong.</summary>
    public string RequiredText(string key, TextFormat format, string what)
    {
        if (!Has(key) && !IsUnreadable)
            _problems.Required(Path.Key(key), what, format.Example, isText: true);
        return Text(key, format) ?? "";
    }

    public int Integer(string key, int fallback, int least, int most)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
        return Integer(key, fallback, number => number >= least && number <= most, allowed);
    }

    public int Integer(string key, int fallback, Func<int, bool> isAllowed, string allowed)
    {
        var path = Path.Key(key);
        var example = fallback.ToString(CultureInfo.InvariantCulture);
        if (ReadScalar(path, Find(key), "a whole number", example, _problems) is not { } scalar)
            return fallback;
        if (!int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            _problems.Malformed(path, scalar.Text, "a whole number, " + allowed, example);
        else if (!isAllowed(number))
            _problems.OutOfRange(path, scalar.Text, allowed, example);
        else
            return number;
        return fallback;
    }

    public bool Flag(string key, bool fallback)
    {
        var path = Path.Key(key);
        var example = fallback ? "true" : "false";
        if (ReadScalar(path, Find(key), "true or false", example, _problems) is not { } scalar)
            return fallback;
        if (bool.TryParse(scalar.Text, out var flag))
            return flag;
        _problems.Malformed(path, scalar.Text, "true or false", example);
        return fallback;
    }

    /// <summary>One of a few words, or null when it is absent or wrong.</summary>
    public T? Choice<T>(string key, params (string Word, T Value)[] choices)
        where T : struct => ReadChoice(Path.Key(key), Find(key), _problems, choices);

    /// <summary>The entries of a map whose keys are names and not settings; duplicates are reported elsewhere.</summary>
    public static IEnumerable<MappingEntry> Members(SettingsPath path, YamlNode? node, string expected, Problems problems)
    {
        if (node is ScalarNode { Value: null })
            problems.Empty(path);
        else if (node is not (null or MappingNode or EncryptedNode))
            problems.WrongType(path, expected, node, example: null);
        return (node as MappingNode)?.Entries.DistinctBy(entry => entry.Key) ?? [];
    }

    /// <summary>The items of a list that may be absent.</summary>
    public static IEnumerable<(SettingsPath Path, YamlNode Node)> Items(
        SettingsPath path, YamlNode? node, string expected, Problems problems)
    {
        if (node is ScalarNode { Value: null })
            problems.Empty(path);
        else if (node is not (null or SequenceNode or EncryptedNode))
            problems.WrongType(path, expected, node, example: null);
        return (node as SequenceNode)?.Items.Select((item, index) => (path.Index(index), item)) ?? [];
    }

    /// <summary>Reports the keys that are there although the mode at hand gives them no meaning.</summary>
    public void NoMeaning(string mode, params string[] keys)
    {
        foreach (var key in keys.Where(Has))
            _problems.NoMeaning(Path.Key(key), mode);
    }

    public static string? ReadText(SettingsPath path, YamlNode? node, TextFormat format, Problems problems)
    {
        if (ReadScalar(path, node, "text", format.Example, problems, isText: true) is not { } scalar)
            return null;
        if (scalar.IsRewritten && format.IsValid(scalar.Written))
            problems.NeedsQuotes(path, scalar);
        else if (string.IsNullOrWhiteSpace(scalar.Text))
            problems.Empty(path);
        else if (scalar.IsRewritten || !format.IsValid(scalar.Text))
            problems.Malformed(path, scalar.Written, format.Description, format.Example, isText: true);
        else
            return scalar.Text;
        return null;
    }

    /// <summary>One of a few words, or null when it is absent or wrong.</summary>
    public static T? ReadChoice<T>(SettingsPath path, YamlNode? node, Problems problems, (string Word, T Value)[] choices)
        where T : struct
    {
        string[] words = [.. choices.Select(choice => choice.Word)];
        if (ReadScalar(path, node, "one of " + string.Join(", ", words), words[0], problems) is not { } scalar)
            return null;
        foreach (var (word, value) in choices)
        {
            if (word == scalar.Text)
                return value;
        }

        problems.NotOneOf(path, scalar.Text, words, words[0]);
        return null;
    }

    private IEnumerable<string> Keys => _map?.Entries.Select(entry => entry.Key) ?? [];

    private static ScalarNode? ReadScalar(
        SettingsPath path, YamlNode? node, string expected, string example, Problems problems, bool isText = false)
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
