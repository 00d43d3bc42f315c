using McpInfra.Plaintext;
using McpInfra.Printing;

namespace McpInfra.Audit.Files;

/// <summary>The values files and manifests that were asked for, read.</summary>
/// <param name="Files">Names of the files that were read, from the project's directory.</param>
internal sealed record AuditedFiles(
    IReadOnlyList<AuditedTree> Trees, IReadOnlyList<string> Files, IReadOnlyList<UnreadFile> Unread, IReadOnlyList<(string File, IReadOnlyList<PlacedText> Comments)> Comments)
{
    /// <summary>What a person should know of how they were read; nothing that is wrong.</summary>
    public IReadOnlyList<Words> Notes { get; init; } = [];

    /// <param name="directory">What relative paths are relative to.</param>
    /// <param name="root">What files are named from.</param>
    /// <param name="exclude">Globs of what in directories is passed over.</param>
    public static AuditedFiles Read(string directory, string root, IReadOnlyList<string> values, IReadOnlyList<string> manifests, IReadOnlyList<string> exclude)
    {
        var reader = new FileReader(root, new Exclusions(exclude));
        foreach (var path in values)
            reader.Read(path, directory, isValues: true);
        foreach (var path in manifests)
            reader.Read(path, directory, isValues: false);
        return reader.Result;
    }

    public static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
