using McpInfra.Settings.Declarations;
using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>SealedSecret files of the project, which the Sealed Secrets controller decrypts.</summary>
    /// <param name="Documents">Every object of every file that the stack names; what is in them is judged elsewhere.</param>
    internal sealed record Sealed(IReadOnlyList<SealedDocument> Documents) : BackendSettings
    {
        public const string Name = "sealed";

        public static BackendChoice Choice { get; } = new(Name, [SealedTopic.Topic], Apart: null, SealedTopic.Read);

        public override string Word => Name;

        public override bool HasStore => false;

        public override bool Composes => false;

        public override bool NamesSecrets => false;

        public override bool WritesValues => false;

        public override IReadOnlyList<(string Mode, Setting[] Settings)> IdleInStore =>
        [
            ("backend: sealed, which has no store", [StoreTopic.Kind, StoreTopic.Name]),
            ("backend: sealed: the files say what the values are", [StoreTopic.RefreshInterval]),
        ];

        public override IReadOnlyDictionary<string, NamedSecret> SecretsOfOthers => NoSecretsOfOthers;

        /// <summary>Its file, by the path inside the project; the SealedSecret's name where no file brings it.</summary>
        public override string Holder(string environment, string group, string secret) =>
            Documents.FirstOrDefault(document => document.Name == secret)?.File ?? "SealedSecret " + secret;
    }
}

/// <summary>One YAML or JSON document of a SealedSecret file, as it was written.</summary>
/// <param name="File">Path inside the project.</param>
internal sealed record SealedDocument(string File, YamlNode Root)
{
    /// <summary>The text at <c>metadata.name</c>; null where there is none.</summary>
    public string? Name => ((Root as MappingNode)?.Find("metadata") as MappingNode)?.Find("name") is ScalarNode { Value: string name } ? name : null;
}

/// <summary><c>mcp-infra:sealed</c> and the files that it names; what is in them is judged elsewhere.</summary>
internal static class SealedTopic
{
    public static GroupSetting Topic { get; } = BackendChoice.Topic(BackendSettings.Sealed.Name, "SealedSecret files of the project");

    private static readonly TextSetting File = new("", "a file of the project", BackendFormats.ProjectPath);

    private static readonly ListSetting List = Topic.Add(new ListSetting("files", "list of SealedSecret files of the project, `*` and `?` in the last part of a path alone", "a list of files, such as [sealed/dev/*.yaml]", File) { Need = Need.Always });

    /// <summary>Where the stack names its files.</summary>
    public static SettingsPath Files => Topic.TopLevel.Key(List.Key);

    public static BackendSettings.Sealed Read(BackendSource source)
    {
        var (group, files, problems) = (source.Settings.Open(Topic), source.Files, source.Settings.Problems);
        if (!group.Has(List) && !group.IsUnreadable)
            problems.Add(Files, "is required: the SealedSecret files of this stack, relative to the project.", problems.Command.Set(Files.Index(0), File.Format.Example));
        var named = new List<string>();
        foreach (var (path, node) in group.Items(List))
        {
            if (File.Format.Read(path, node, problems) is not { } pattern)
                continue;
            var found = files.Match(pattern);
            if (found.Count == 0)
                problems.Add(path, $"names {Problems.Quote(path, pattern)}, and the project has no such file.", kind: ProblemKind.Unsealed);
            named.AddRange(found);
        }

        return new BackendSettings.Sealed([.. named.Distinct(StringComparer.Ordinal).SelectMany(file => ReadFile(file, files, problems))]);
    }

    private static IEnumerable<SealedDocument> ReadFile(string file, ProjectFiles files, Problems problems)
    {
        string text;
        try
        {
            text = files.Read(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.AddFile(file, null, "cannot be read: " + (unreadable is UnauthorizedAccessException ? "access is denied." : "the file or disk refuses it."));
            return [];
        }

        var (roots, faults) = YamlReader.Read(text, YamlRules.Objects);
        problems.AddFile(file, faults);
        return roots.Select(root => new SealedDocument(file, root));
    }
}
