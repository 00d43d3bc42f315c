using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>SealedSecret files of the project, which the Sealed Secrets controller decrypts.</summary>
    /// <param name="Documents">Every object of every file that the stack names; what is in them is judged elsewhere.</param>
    internal sealed record Sealed(IReadOnlyList<SealedDocument> Documents) : BackendSettings
    {
        private const string Name = "sealed";

        public static BackendChoice Choice { get; } = new(Name, [SettingsPath.Of(Name)], Apart: null, Read);

        /// <summary>Where the stack names its files.</summary>
        public static SettingsPath Files { get; } = SettingsPath.Of(Name).Key("files");

        public override string Word => Name;

        public override bool HasStore => false;

        public override bool Composes => false;

        public override bool WritesValues => false;

        public override IReadOnlyList<(string Mode, string[] Keys)> IdleInStore =>
        [
            ("backend: sealed, which has no store", ["kind", "name"]),
            ("backend: sealed: the files say what the values are", ["refreshInterval"]),
        ];

        public override IReadOnlyDictionary<string, NamedSecret> SecretsOfOthers => NoSecretsOfOthers;

        /// <summary>Its file, by the path inside the project; the SealedSecret's name where no file brings it.</summary>
        public override string Holder(string environment, string group, string secret) =>
            Documents.FirstOrDefault(document => document.Name == secret)?.File ?? "SealedSecret " + secret;

        private static Sealed Read(BackendSource source)
        {
            const string expected = "a list of files, such as [sealed/dev/*.yaml]";
            var (files, problems) = (source.Files, source.Problems);
            var group = source.Open(Name, "files");
            if (!group.Has("files") && !group.IsUnreadable)
                problems.Add(Files, "is required: the SealedSecret files of this stack, relative to the project.", problems.Command.Set(Files.Index(0), "sealed/dev/*.yaml"));
            var named = new List<string>();
            foreach (var (path, node) in SettingsGroup.Items(Files, group.Find("files"), expected, problems))
            {
                if (SettingsGroup.ReadText(path, node, BackendFormats.ProjectPath, problems) is not { } pattern)
                    continue;
                var found = files.Match(pattern);
                if (found.Count == 0)
                    problems.Add(path, $"names {Problems.Quote(path, pattern)}, and the project has no such file.");
                named.AddRange(found);
            }

            return new Sealed([.. named.Distinct(StringComparer.Ordinal).SelectMany(file => ReadFile(file, files, problems))]);
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
}

/// <summary>One YAML or JSON document of a SealedSecret file, as it was written.</summary>
/// <param name="File">Path inside the project.</param>
internal sealed record SealedDocument(string File, YamlNode Root)
{
    /// <summary>The text at <c>metadata.name</c>; null where there is none.</summary>
    public string? Name => ((Root as MappingNode)?.Find("metadata") as MappingNode)?.Find("name") is ScalarNode { Value: string name } ? name : null;
}
