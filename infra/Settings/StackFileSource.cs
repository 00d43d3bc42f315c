using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// A <c>Pulumi.&lt;stack&gt;.yaml</c> file as Pulumi keeps it. Encrypted values are accepted without being decrypted.
/// </summary>
/// <param name="file">Name of the file for messages, such as <c>Pulumi.dev.yaml</c>.</param>
/// <param name="read">Reads the file's text.</param>
/// <param name="files">The files that the stack may name; none unless given.</param>
internal sealed class StackFileSource(string stack, string file, Func<string> read, ProjectFiles? files = null) : ISettingsSource
{
    private const string ConfigKey = "config";
    private const string EnvironmentKey = "environment";

    /// <summary>What Pulumi itself keeps at the top of a stack file.</summary>
    private static readonly string[] TopLevelKeys =
        [ConfigKey, "secretsprovider", "encryptedkey", "encryptionsalt", EnvironmentKey];

    public StackFileSource(StackFile file)
        : this(file.Stack, Path.GetFileName(file.Path), () => File.ReadAllText(file.Path), new ProjectFiles(Path.GetDirectoryName(file.Path)))
    {
    }

    public string Stack { get; } = stack;

    /// <summary>A stack file's text; empty where it cannot be read, which <see cref="Read"/> reports.</summary>
    public static string TextOf(StackFile file) => new StackFileSource(file).ReadText(new Problems(file.Stack)) ?? "";

    public ProjectFiles Files { get; } = files ?? ProjectFiles.None;

    public bool IsDecrypted => false;

    public SettingsDocument Read(Problems problems)
    {
        var own = ReadText(problems) is { } text ? ReadConfig(ReadRoot(text, problems), problems) : [];

        // What is wrong with a file that cannot be read is not buried under what every stack gets.
        if (own.Count == 0 && problems.Errors.Count > 0)
            return new([]);
        return new(ReadProject(problems) is { } project ? [.. ProjectConfig.Merge(own, project).Select(entry => Normalize(entry, problems))] : own);
    }

    private YamlNode? ReadRoot(string text, Problems problems)
    {
        var (roots, faults) = YamlReader.Read(text, YamlRules.Stack);
        problems.AddFile(file, faults);
        return roots is [var root, ..] ? EncryptedNodes.Marked(root) : null;
    }

    private string? ReadText(Problems problems) => ReadText(file, read, problems);

    /// <summary>A file's text; null where it cannot be read, which is reported.</summary>
    private static string? ReadText(string file, Func<string> read, Problems problems)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.AddFile(file, null, unreadable is UnauthorizedAccessException ? "cannot be read: access is denied." : "cannot be read: the file or disk refuses it.");
            return null;
        }
    }

    private List<MappingEntry> ReadConfig(YamlNode? root, Problems problems)
    {
        // A broken file has been reported already; one that says nothing is a new stack, of which all that is missing is told.
        if (root is null or ScalarNode { Value: null })
            return [];

        if (root is not MappingNode map)
        {
            problems.AddFile(file, root.Line, $"must be a map with the key 'config', and is {root.Kind}.");
            return [];
        }

        ReportTopLevel(map, problems);
        new DocumentSecrets(problems).ReportFile(file, map.Entries.Where(entry => entry.Key != ConfigKey));
        var config = map.Find(ConfigKey);
        if (config is not (null or MappingNode or ScalarNode { Value: null }))
            problems.AddFile(file, config.Line, $"must have a map under 'config:', and has {config.Kind}.");
        var environment = map.Find(EnvironmentKey);
        problems.MayBeGivenElsewhere = EscEnvironment.IsOpen(environment);
        List<MappingEntry> own = [.. (config as MappingNode)?.Entries.Select(entry => Normalize(entry, problems)) ?? []];
        return EscEnvironment.Merge(own, environment, entry => Normalize(entry, problems));
    }

    /// <summary>Pulumi.yaml, which is everybody's to read too and has configuration for every stack; null where none is there.</summary>
    private MappingNode? ReadProject(Problems problems)
    {
        MappingNode? first = null;
        foreach (var project in StackFiles.ProjectFileNames.SelectMany(Files.Match))
        {
            if (ReadText(project, () => Files.Read(project), problems) is not { } text)
                continue;
            var (roots, faults) = YamlReader.Read(text, YamlRules.Manifests);
            problems.AddFile(project, faults);
            if (roots is not [MappingNode map, ..])
                continue;
            new DocumentSecrets(problems).ReportFile(project, map.Entries);
            first ??= map;
        }

        return first;
    }

    private void ReportTopLevel(MappingNode map, Problems problems)
    {
        foreach (var twice in map.Entries.GroupBy(entry => entry.Key).Where(entries => entries.Count() > 1))
            problems.AddFile(file, twice.Last().Line, $"has the top-level key '{twice.Key}' twice; remove one.");
        foreach (var entry in map.Entries.Where(entry => !TopLevelKeys.Contains(entry.Key)))
        {
            var inConfig = entry.Key.Contains(':', StringComparison.Ordinal) || SettingsReader.KnownKeys.Contains(SettingsPath.Of(entry.Key));
            var nearest = NearestName.Of(entry.Key, TopLevelKeys);
            var instead = inConfig ? Words.Own("; indent it under 'config:'.")
                : nearest is null ? Words.Of($"; it knows {Words.Join(", ", TopLevelKeys)}.")
                : Words.Of($"; did you mean '{nearest}'?");
            problems.AddFile(file, entry.Line, $"has a top-level key that Pulumi does not know{instead}");
        }
    }

    /// <summary>
    /// Keys in full, as the engine has them: one without a namespace is the project's own, and <c>NAME:config:KEY</c>
    /// is an old way to write <c>NAME:KEY</c>.
    /// </summary>
    private static MappingEntry Normalize(MappingEntry entry, Problems problems)
    {
        var key = entry.Key.Split(':') switch
        {
            [var own] => $"{SettingsPath.Project}:{own}",
            [var name, "config", var own] => $"{name}:{own}",
            _ => entry.Key,
        };

        // Pulumi reads a text that is JSON as what it says; only objects set with --path are maps in the file.
        return new MappingEntry(key, entry.Value is ScalarNode { Value: string text } ? JsonSetting.Read(new SettingsPath(key), text, problems, entry.Value.Line) ?? entry.Value : entry.Value, entry.Line);
    }
}
