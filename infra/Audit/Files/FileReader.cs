using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Files;

/// <summary>Reads one file: its documents, and what of it is none.</summary>
/// <param name="root">What files are named from.</param>
internal sealed class FileReader(string root)
{
    /// <summary>Larger than any manifest; a file that is larger is listed as not read.</summary>
    private const long LargestFile = 32 * 1024 * 1024;

    /// <param name="isNamed">Whether it was asked for by its own name, and is no file that was come upon.</param>
    public FileReading Read(DirectoryFile found, bool isValues, bool isNamed)
    {
        var nothing = new FileReading(AuditedFiles.Relative(root, found.Path), found.Chart);
        try
        {
            // A pipe that is named is read, as in --values <(helm get values mcp); one that lies in a folder might be waited for in vain.
            return Refusal(FileKinds.Of(found.Path), isNamed) is { } refusal ? nothing.Not(refusal)
                : Bytes(found.Path) is { } bytes ? ReadText(nothing, found, bytes, isValues, isNamed)
                : nothing.Not($"is larger than {LargestFile / 1024 / 1024} MB, the most that is read of one file, and was not read.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return nothing.Not(Refusal(unreadable));
        }
    }

    private static FileReading ReadText(FileReading nothing, DirectoryFile found, byte[] bytes, bool isValues, bool isNamed)
    {
        var (text, badLine) = FileText.Of(bytes);
        var isJson = found.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var isMeantAsText = AuditedDirectory.IsTerraform(found.Path) || (found.Chart is not null && (text.Contains("{{", StringComparison.Ordinal) || !AuditedDirectory.IsData(found.Path)));
        var documents = isMeantAsText ? new YamlDocuments([], []) : isJson ? JsonReader.Read(text) : YamlReader.Read(text, YamlRules.Manifests);
        var broken = documents.Faults.FirstOrDefault(fault => fault.IsBroken);
        var isTemplate = isMeantAsText || (broken is not null && !isNamed && (found.Chart is not null || TemplateText.Is(text, broken.Line)));
        return nothing with
        {
            IsTemplate = isTemplate,
            Content = new AuditedFile(nothing.File, [.. TreesOf(nothing.File, isValues, documents.Roots)],
                isMeantAsText ? CommentReader.Lines(text) : CommentReader.Rest(text, documents))
            {
                IsTemplate = isTemplate,
                Defaults = found.Defaults,
            },
            Unread =
            [
                .. badLine is { } bad ? [new UnreadFile(nothing.File, bad, "holds bytes that are no characters; the rest of it was read. Save it as UTF-8.")] : Array.Empty<UnreadFile>(),
                .. documents.Faults.Where(fault => !(isTemplate && fault.IsBroken)).Select(fault => new UnreadFile(nothing.File, fault.Line, fault.Message)),
            ],
        };
    }

    private static Words? Refusal(FileKind kind, bool isNamed) => kind switch
    {
        FileKind.Pipe when !isNamed => Words.Own("is a pipe and was not read, since nobody may ever write to it; one that is named itself is read."),
        FileKind.Socket => Words.Own("is a socket and was not read."),
        FileKind.Device => Words.Own("is a device and was not read, since it may have no end."),
        _ => null,
    };

    /// <summary>What a file holds, whatever length it says that it has; null where that is too much.</summary>
    private static byte[]? Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var count = file.Read(buffer); count > 0; count = file.Read(buffer))
        {
            if (read.Length + count > LargestFile)
                return null;
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    public static Words Refusal(Exception unreadable) =>
        "cannot be read: " + (unreadable is UnauthorizedAccessException ? "access is denied." : "the file or disk refuses it.");

    private static IEnumerable<AuditedTree> TreesOf(string file, bool isValues, IReadOnlyList<YamlNode> documents)
    {
        for (var index = 0; index < documents.Count; index++)
        {
            foreach (var node in Listed(documents[index]))
            {
                var found = !isValues && node is MappingNode map && Nodes.Text(map, "apiVersion") is not null && Nodes.Text(map, "kind") is not null
                    ? new ManifestObject(file, map)
                    : null;
                yield return new AuditedTree(file, found is not null ? found.Title + ":" : index == 0 ? "" : $"document {index + 1}:", node, found);
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
        ])
        {
            Line = item.Line,
        }).SelectMany(Listed);
    }
}
