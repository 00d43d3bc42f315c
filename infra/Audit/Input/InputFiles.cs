using McpInfra.Plaintext;
namespace McpInfra.Audit.Input;

/// <summary>The values files and manifests that were asked for, read.</summary>
/// <param name="Files">Names of the files that were read, from the project's directory.</param>
internal sealed record InputFiles(
    IReadOnlyList<AuditedTree> Trees, IReadOnlyList<string> Files, IReadOnlyList<UnreadInput> Unread, IReadOnlyList<(string File, IReadOnlyList<PlacedText> Comments)> Comments)
{
    /// <param name="directory">What relative paths are relative to.</param>
    /// <param name="root">What files are named from.</param>
    public static InputFiles Read(string directory, string root, IReadOnlyList<string> values, IReadOnlyList<string> manifests)
    {
        var reader = new InputReader(root);
        foreach (var path in values)
            reader.Read(path, directory, isValues: true);
        foreach (var path in manifests)
            reader.Read(path, directory, isValues: false);
        return reader.Result;
    }

    public static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
