using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Where a stack's configuration is read from.</summary>
internal interface ISettingsSource
{
    /// <summary>Name of the stack, such as <c>dev</c>.</summary>
    string Stack { get; }

    /// <summary>The project of the stack, with its files.</summary>
    PulumiProject Project { get; }

    /// <summary>Whether encrypted values come as what they are, for a deployment; a file has their ciphertext alone.</summary>
    bool IsDecrypted { get; }

    /// <summary>Reads the configuration as it is written; what cannot be read is reported.</summary>
    SettingsDocument Read(Problems problems);
}

/// <summary>A stack's whole configuration as it is written, its keys in full, such as <c>mcp-infra:secrets</c>.</summary>
/// <param name="given">What of it stands in the project's file; nothing unless given.</param>
internal sealed class SettingsDocument(IReadOnlyList<MappingEntry> entries, ProjectGiven? given = null)
{
    private readonly MappingNode _map = new(entries);
    private Dictionary<string, int>? _lines;

    public IReadOnlyList<MappingEntry> Entries => _map.Entries;

    /// <summary>Whether nothing of it could be read, which has been reported; a list of all that is missing would bury the reason.</summary>
    public bool IsUnread { get; init; }

    public ProjectGiven Given { get; } = given ?? ProjectGiven.None;

    public YamlNode? Find(SettingsPath topLevel) => _map.Find(topLevel.Text);

    /// <summary>The file and the line of a path, or of the nearest thing above it that is there.</summary>
    /// <returns>No file where it is the stack's own; no line where there is no file.</returns>
    public (string? File, int? Line) PlaceOf(string path) =>
        Given.PlaceOf(new SettingsPath(path)) is { } place ? (place.File, place.Line) : (null, LineOf(path));

    /// <summary>A problem with its place, where it has none of its own.</summary>
    public SettingsProblem Placed(SettingsProblem problem) =>
        problem.Line is null && PlaceOf(problem.Path) is var (file, line) ? problem with { File = file, Line = line } : problem;

    private int? LineOf(string path)
    {
        _lines ??= CollectLines();
        for (var place = path; place.Length > 0; place = SettingsPath.Above(place))
        {
            if (_lines.TryGetValue(place, out var line))
                return line;
        }

        return null;
    }

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
