using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// A <c>Pulumi.&lt;stack&gt;.yaml</c> file as Pulumi keeps it. Encrypted values are accepted without being decrypted.
/// </summary>
/// <param name="file">Name of the file for messages, such as <c>Pulumi.dev.yaml</c>.</param>
/// <param name="read">Reads the file's text.</param>
/// <param name="project">The project that the stack is of; one without files unless given.</param>
internal sealed class StackFileSource(string stack, string file, Func<string> read, PulumiProject? project = null) : ISettingsSource
{
    private const string ConfigKey = "config";
    private const string EnvironmentKey = "environment";

    /// <summary>What Pulumi itself keeps at the top of a stack file.</summary>
    private static readonly string[] TopLevelKeys =
        [ConfigKey, "secretsprovider", "encryptedkey", "encryptionsalt", EnvironmentKey];

    public StackFileSource(StackFile file)
        : this(file.Stack, file.Name, () => File.ReadAllText(file.Path), file.Project)
    {
    }

    public string Stack { get; } = stack;

    /// <summary>A stack file's text; empty where it cannot be read, which <see cref="Read"/> reports.</summary>
    public static string TextOf(StackFile file) => new StackFileSource(file).ReadText(new Problems(file.Stack)) ?? "";

    public PulumiProject Project { get; } = project ?? PulumiProject.None;

    public bool IsDecrypted => false;

    public SettingsDocument Read(Problems problems)
    {
        var own = ReadText(problems) is { } text ? ReadConfig(ReadRoot(text, problems), problems) : [];

        // What is wrong with a file that cannot be read is not buried under what every stack gets.
        if (own.Count == 0 && problems.Errors.Count > 0)
            return new([]) { IsUnread = true };
        ReportProject(problems);
        if (Project.File is not { Root: not null } given)
            return new(own);
        var document = ProjectConfig.Merge(own, given, entry => Normalize(entry, problems));
        new DeclarationCheck(given, problems).Report(document);
        return document;
    }

    private YamlNode? ReadRoot(string text, Problems problems)
    {
        var (roots, faults) = PulumiProject.Parse(file, text, YamlRules.Stack);
        problems.AddFile(file, faults);
        return roots is [var root, ..] ? EncryptedNodes.Marked(root) : null;
    }

    private string? ReadText(Problems problems)
    {
        var text = ProjectFiles.TryRead(read, out var fault);
        problems.AddFile(file, fault is null ? [] : [fault]);
        return text;
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

    /// <summary>The project's file is everybody's to read too, and so is one that Pulumi passes over for another.</summary>
    private void ReportProject(Problems problems)
    {
        foreach (var own in Project.Own)
        {
            problems.AddFile(own.Name, own.Faults);
            new DocumentSecrets(problems).ReportFile(own.Name, own.Root?.Entries ?? []);
        }
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
