using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Files;

/// <summary>One document of a file.</summary>
/// <param name="prefix">What stands before a path in it, so that the documents of one file have paths of their own.</param>
/// <param name="kubernetes">The Kubernetes object that it is; null where it is none.</param>
internal sealed class AuditedTree(string file, string prefix, YamlNode root, ManifestObject? kubernetes)
{
    public string File { get; } = file;

    public YamlNode Root { get; } = root;

    public ManifestObject? Object { get; } = kubernetes;

    /// <summary>Read anew each time: with the paths of all that is in it, a repository is many times as large in memory as on the disk.</summary>
    public IReadOnlyList<PlacedText> Leaves => PlacedTexts.Of(Root, prefix, kubernetes: Object?.Node);

    public AuditFinding Finding(AuditRule rule, PlacedText leaf, Words message) => new(rule, File, leaf.Line, leaf.Path, message);

    public AuditFinding Finding(AuditRule rule, string path, Words message) =>
        new(rule, File, Nodes.LineAt(Root, path), path.Length == 0 ? prefix.TrimEnd(':') : prefix + path, message);
}
