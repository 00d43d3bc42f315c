using McpInfra.Plaintext;
using System.Text;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Input;

/// <summary>Reads values files and manifests one after the other; what cannot be read is told and the rest is read.</summary>
/// <param name="root">What files are named from.</param>
internal sealed class InputReader(string root)
{
    /// <summary>Larger than any manifest; one that is larger is told and not passed over in silence.</summary>
    private const long LargestFile = 32 * 1024 * 1024;

    private readonly List<AuditedTree> _trees = [];
    private readonly List<string> _files = [];
    private readonly List<UnreadInput> _unread = [];
    private readonly List<(string, IReadOnlyList<PlacedText>)> _comments = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public InputFiles Result => new(_trees, _files, _unread, _comments);

    /// <param name="directory">What the path is relative to.</param>
    public void Read(string path, string directory, bool isValues)
    {
        var full = Path.GetFullPath(path, directory);
        if (File.Exists(full))
            ReadOnce(full, isValues, isNamed: true);
        else if (!Directory.Exists(full))
            _unread.Add(new UnreadInput(path, null, "is not there."));
        else if (isValues)
            _unread.Add(new UnreadInput(path, null, "is a directory; a values file is wanted."));
        else
            ReadDirectory(full);
    }

    private void ReadDirectory(string directory)
    {
        foreach (var file in InputDirectory.Files(directory, Refused))
            ReadOnce(file, isValues: false, isNamed: false);
    }

    /// <param name="isNamed">Whether it was asked for by its own name, and is no file that was come upon.</param>
    private void ReadOnce(string path, bool isValues, bool isNamed)
    {
        if (!_seen.Add(path))
            return;
        try
        {
            ReadFile(path, InputFiles.Relative(root, path), isValues, isNamed);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Refused(path, unreadable);
        }
    }

    private void ReadFile(string path, string file, bool isValues, bool isNamed)
    {
        if (new FileInfo(path).Length > LargestFile)
        {
            _unread.Add(new UnreadInput(file, null, $"is larger than {LargestFile / 1024 / 1024} MB and was not read."));
            return;
        }

        // A pipe that is named is read, as in --values <(helm get values mcp); one that lies in a folder would be waited for.
        var text = !isNamed && InputDirectory.IsSilent(path) ? "" : Text(File.ReadAllBytes(path));
        var isJson = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var documents = isJson ? JsonReader.Read(text) : YamlReader.Read(text, YamlRules.Manifests);
        _files.Add(file);
        var comments = CommentReader.Comments(isJson ? documents.Comments : YamlComments.Of(text));
        _comments.Add((file, documents.Faults.Any(fault => fault.IsBroken) ? [.. comments, .. CommentReader.Lines(text)] : comments));
        _unread.AddRange(documents.Faults.Select(fault => new UnreadInput(file, fault.Line, fault.Message)));
        _trees.AddRange(TreesOf(file, isValues, documents.Roots));
    }

    private void Refused(string path, Exception unreadable) => _unread.Add(new UnreadInput(InputFiles.Relative(root, path), null,
        "cannot be read: " + (unreadable is UnauthorizedAccessException ? "access is denied." : "the file or disk refuses it.")));

    /// <summary>UTF-8, or what a mark at its start says: PowerShell's '&gt;' writes UTF-16.</summary>
    private static string Text(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static IEnumerable<AuditedTree> TreesOf(string file, bool isValues, IReadOnlyList<YamlNode> documents)
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

    /// <summary>The objects of a List, each for itself; those of a SecretList need not say that they are Secrets.</summary>
    private static IEnumerable<YamlNode> Listed(YamlNode document)
    {
        const string list = "List";
        if (Nodes.Text(document, "kind") is not { } kind || !kind.EndsWith(list, StringComparison.Ordinal) || Nodes.At(document, "items") is not SequenceNode items)
            return [document];
        return items.Items.Select(item => kind == list || item is not MappingNode map || map.Find("kind") is not null ? item : new MappingNode(
        [
            new MappingEntry("apiVersion", ScalarNode.OfText(Nodes.Text(document, "apiVersion") ?? "v1")), new MappingEntry("kind", ScalarNode.OfText(kind[..^list.Length])), .. map.Entries,
        ]) { Line = item.Line }).SelectMany(Listed);
    }
}
