using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

/// <summary>Reads <c>mcp-infra:sealed</c> and the files that it names; what is in them is judged elsewhere.</summary>
internal static class SealedReader
{
    public static SettingsPath Files { get; } = SettingsPath.Of("sealed").Key("files");

    public static BackendSettings.Sealed Read(OpenGroup open, ProjectFiles files, Problems problems)
    {
        const string expected = "a list of files, such as [sealed/dev/*.yaml]";
        var group = open("sealed", "files");
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

        return new BackendSettings.Sealed { Documents = [.. named.Distinct(StringComparer.Ordinal).SelectMany(file => ReadFile(file, files, problems))] };
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
