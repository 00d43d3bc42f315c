using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// A Pulumi project as its own file describes it. The one place that knows which file that is and where those of its stacks are
/// (paths.go and project.go in Pulumi 3.259, sdk/go/common/workspace).
/// </summary>
/// <param name="directory">Where it is on disk; empty where it is not there.</param>
internal sealed class PulumiProject(ProjectFiles files, string directory = "")
{
    private const string Prefix = "Pulumi.";
    private const string Json = ".json";

    /// <summary>What this program is to Pulumi.</summary>
    public const string Runtime = "dotnet";

    /// <summary>Describes this project's stack files and is none, whatever a project file in JSON makes of its name.</summary>
    public const string Schema = "Pulumi.schema.json";

    /// <summary>In the order in which Pulumi looks for them.</summary>
    private static readonly string[] FileNames = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

    private static readonly string[] YamlExtensions = [".yaml", ".yml"];

    private readonly Lazy<IReadOnlyList<ProjectFile>> _own = new(() => [.. FileNames.SelectMany(files.Match).Select(name => ProjectFile.Read(name, files))]);

    public static PulumiProject None { get; } = new(ProjectFiles.None);

    public string Directory => directory;

    public ProjectFiles Files => files;

    /// <summary>The project's files as they are there; Pulumi reads the first alone, and whoever has the repository reads all.</summary>
    public IReadOnlyList<ProjectFile> Own => _own.Value;

    /// <summary>The file that Pulumi reads; null where there is none.</summary>
    public ProjectFile? File => Own is [var file, ..] ? file : null;

    /// <summary>What the project is called; null where its file does not say.</summary>
    public string? Name => TextOf("name");

    /// <summary>What its program is written in, where that is not what this one is: it is somebody else's, with settings of its own.</summary>
    public string? OtherRuntime => (TextOf("runtime") ?? TextOf("runtime", "name")) is { } runtime and not Runtime ? runtime : null;

    /// <summary>Whether the folder of stack files is named twice, which Pulumi refuses.</summary>
    public bool NamesFolderTwice => TextOf("config") is not null && File?.Root?.Find("stackConfigDir") is not null;

    /// <summary>The files of stacks, by path inside the project, in order.</summary>
    public IReadOnlyList<string> StackFiles => files.Match(StackFile("?*")) is var found && Folder.Length > 0 ? found : [.. found.Where(name => name != Schema)];

    /// <summary>Files that are named like a stack's and that Pulumi never reads: of another extension than the project's own file, or in another folder.</summary>
    public IEnumerable<string> StrayFiles => new[] { "", Folder }.Distinct()
        .SelectMany(folder => YamlExtensions.SelectMany(extension => files.Match(Path.Combine(folder, Prefix + "?*" + extension))))
        .Except(StackFiles);

    public IEnumerable<string> Stacks => StackFiles.Select(StackOf);

    /// <summary>Where the files of stacks are, from the project's directory; empty where they are beside the project's own.</summary>
    private string Folder => (TextOf("stackConfigDir") ?? TextOf("config"))?.Trim('/') ?? "";

    /// <summary>The project that a directory is in: it or the nearest one above it that has a project's file; null when it is in none.</summary>
    public static PulumiProject? Around(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            if (FileNames.Any(name => System.IO.File.Exists(Path.Combine(at.FullName, name))))
                return new PulumiProject(new ProjectFiles(at.FullName), at.FullName);
        }

        return null;
    }

    public static bool IsProjectFile(string name) => FileNames.Contains(name);

    /// <summary>The stack that a stack's file is of.</summary>
    public static string StackOf(string file) => Path.GetFileNameWithoutExtension(file)[Prefix.Length..];

    /// <summary>The file of a stack, whether it is there or not.</summary>
    public string StackFile(string stack) => Path.Combine(Folder, Prefix + stack + Path.GetExtension(File?.Name ?? "Pulumi.yaml")).Replace('\\', '/');

    /// <summary>A text of the project's or a stack's file, read in the form that the file's name says.</summary>
    public static YamlDocuments Parse(string name, string text, YamlRules rules) =>
        name.EndsWith(Json, StringComparison.Ordinal) ? JsonReader.Read(text) : YamlReader.Read(text, rules);

    private string? TextOf(params string[] path) =>
        path.Aggregate((YamlNode?)File?.Root, (node, key) => (node as MappingNode)?.Find(key)) is ScalarNode { Value: string { Length: > 0 } text } ? text : null;
}

/// <summary>A file of a project itself, such as <c>Pulumi.yaml</c>.</summary>
/// <param name="Root">What it says; null where it cannot be read, or is no map.</param>
/// <param name="Faults">What is wrong with it as YAML or JSON.</param>
internal sealed record ProjectFile(string Name, MappingNode? Root, IReadOnlyList<YamlFault> Faults)
{
    public static ProjectFile Read(string name, ProjectFiles files)
    {
        if (files.TryRead(name, out var fault) is not { } text)
            return new ProjectFile(name, null, [fault!]);
        var (roots, faults) = PulumiProject.Parse(name, text, YamlRules.Project);
        return new ProjectFile(name, roots is [MappingNode map, ..] ? map : null, faults);
    }
}
