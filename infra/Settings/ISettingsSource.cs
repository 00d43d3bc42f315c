using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Where a stack's configuration is read from.</summary>
internal interface ISettingsSource
{
    /// <summary>Name of the stack, such as <c>dev</c>.</summary>
    string Stack { get; }

    /// <summary>The project's files, for a stack that names some.</summary>
    ProjectFiles Files { get; }

    /// <summary>Whether encrypted values come as what they are, for a deployment; a file has their ciphertext alone.</summary>
    bool IsDecrypted { get; }

    /// <summary>Reads the configuration as it is written; what cannot be read is reported.</summary>
    SettingsDocument Read(Problems problems);
}

/// <summary>A stack's whole configuration as it is written, its keys in full, such as <c>mcp-infra:secrets</c>.</summary>
internal sealed class SettingsDocument(IReadOnlyList<MappingEntry> entries)
{
    private readonly MappingNode _map = new(entries);
    private Dictionary<string, int>? _lines;

    public IReadOnlyList<MappingEntry> Entries => _map.Entries;

    public YamlNode? Find(SettingsPath topLevel) => _map.Find(topLevel.Text);

    /// <summary>The line of a path, or of the nearest thing above it that is there; null without a file.</summary>
    public int? LineOf(string path)
    {
        _lines ??= CollectLines();
        for (var place = path; place.Length > 0; place = Parent(place))
        {
            if (_lines.TryGetValue(place, out var line))
                return line;
        }

        return null;
    }

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];

    private Dictionary<string, int> CollectLines()
    {
        var lines = new Dictionary<string, int>();
        foreach (var entry in Entries)
            Collect(new SettingsPath(entry.Key), entry.Line, entry.Value, lines);
        return lines;
    }

    private static void Collect(SettingsPath path, int? line, YamlNode node, Dictionary<string, int> lines)
    {
        if (line is { } number)
            lines.TryAdd(path.Text, number);
        if (node is MappingNode map)
        {
            foreach (var entry in map.Entries)
                Collect(path.Key(entry.Key), entry.Line, entry.Value, lines);
        }
        else if (node is SequenceNode list)
        {
            for (var index = 0; index < list.Items.Count; index++)
                Collect(path.Index(index), list.Items[index].Line, list.Items[index], lines);
        }
    }
}
