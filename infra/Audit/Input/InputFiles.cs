using System.Text;
using McpInfra.Settings;

namespace McpInfra.Audit.Input;

/// <summary>The values files and manifests that were asked for, read.</summary>
/// <param name="Files">Names of the files that were read, from the project's directory.</param>
internal sealed record InputFiles(
    IReadOnlyList<AuditedTree> Trees, IReadOnlyList<string> Files, IReadOnlyList<UnreadInput> Unread, IReadOnlyList<(string File, IReadOnlyList<TreeLeaf> Comments)> Comments)
{
    /// <summary>Larger than any manifest; one that is larger is told and not passed over in silence.</summary>
    private const long LargestFile = 32 * 1024 * 1024;

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <param name="directory">What relative paths are relative to.</param>
    /// <param name="root">What files are named from.</param>
    public static InputFiles Read(string directory, string root, IReadOnlyList<string> values, IReadOnlyList<string> manifests)
    {
        var trees = new List<AuditedTree>();
        var files = new List<string>();
        var unread = new List<UnreadInput>();
        var comments = new List<(string, IReadOnlyList<TreeLeaf>)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, isValues) in values.Select(path => (path, true)).Concat(manifests.Select(path => (path, false))))
        {
            var full = Path.GetFullPath(path, directory);
            var isDirectory = !isValues && Directory.Exists(full);
            if (!isDirectory && !File.Exists(full))
                unread.Add(new UnreadInput(Printable.Text(path), null, Directory.Exists(full) ? "is a directory; a values file is wanted." : "is not there."));
            foreach (var file in (isDirectory ? In(full) : File.Exists(full) ? [full] : []).Where(seen.Add))
                ReadFile(file, Relative(root, file), isValues, trees, files, unread, comments);
        }

        return new InputFiles(trees, files, unread, comments);
    }

    public static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    /// <summary>YAML and JSON files below a directory, in order; links that lead out of it are not followed, nor is Git's own folder.</summary>
    private static IEnumerable<string> In(string directory)
    {
        var real = Path.TrimEndingDirectorySeparator(new DirectoryInfo(directory).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? directory) + Path.DirectorySeparatorChar;
        return new DirectoryInfo(directory)
            .EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None })
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .SelectMany(entry => entry switch
            {
                _ when entry.LinkTarget is not null && !IsInside(entry, real) => [],
                DirectoryInfo { LinkTarget: null } inner => inner.Name is ".git" ? [] : In(inner.FullName),
                FileInfo file when Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) => [file.FullName],
                _ => [],
            });
    }

    private static bool IsInside(FileSystemInfo link, string real) =>
        link.ResolveLinkTarget(returnFinalTarget: true) is { } target && target.FullName.StartsWith(real, StringComparison.Ordinal);

    private static void ReadFile(
        string path, string file, bool isValues, List<AuditedTree> trees, List<string> files, List<UnreadInput> unread, List<(string, IReadOnlyList<TreeLeaf>)> comments)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                unread.Add(new UnreadInput(file, null, $"is larger than {LargestFile / 1024 / 1024} MB and was not read."));
                return;
            }

            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan(0, Math.Min(bytes.Length, 8192)).Contains((byte)0))
                return;
            var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
            var (documents, broken) = DocumentReader.Read(text, path.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
            files.Add(file);
            comments.Add((file, CommentReader.Read(text)));
            unread.AddRange(broken.Select(problem => new UnreadInput(file, problem.Line, problem.Message)));
            trees.AddRange(TreesOf(file, isValues, documents));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            unread.Add(new UnreadInput(file, null, "cannot be read: " + (unreadable is UnauthorizedAccessException ? "access is denied." : "the file or disk refuses it.")));
        }
    }

    private static IEnumerable<AuditedTree> TreesOf(string file, bool isValues, IReadOnlyList<SettingsNode> documents)
    {
        for (var index = 0; index < documents.Count; index++)
        {
            foreach (var node in Listed(documents[index]))
            {
                var found = !isValues && node is MappingNode map && Nodes.Text(map, "apiVersion") is not null && Nodes.Text(map, "kind") is not null
                    ? new ManifestObject(file, map)
                    : null;
                yield return new AuditedTree(file, found is not null ? found.Title + ":" : index == 0 ? "" : $"document {index + 1}:", node, isValues, found);
            }
        }
    }

    /// <summary>The objects of a List, each for itself.</summary>
    private static IEnumerable<SettingsNode> Listed(SettingsNode document) =>
        (Nodes.Text(document, "kind") ?? "").EndsWith("List", StringComparison.Ordinal) && Nodes.At(document, "items") is SequenceNode items
            ? items.Items.SelectMany(Listed)
            : [document];
}
