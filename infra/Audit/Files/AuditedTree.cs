using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Files;

/// <summary>A file while it is looked at.</summary>
/// <param name="Trees">Its documents, a List taken apart.</param>
/// <param name="Rest">What of it is no text of a document.</param>
internal sealed record AuditedFile(string File, IReadOnlyList<AuditedTree> Trees, IReadOnlyList<PlacedText> Rest)
{
    /// <summary>Whether it is text that is yet to be made into YAML.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>The chart's defaults that it is; null for any other file.</summary>
    public ChartDefaults? Defaults { get; init; }

    public IEnumerable<ManifestObject> Objects => Trees.Select(tree => tree.Object).OfType<ManifestObject>();
}

/// <summary>One document of a file.</summary>
/// <param name="prefix">What stands before a path in it, so that the documents of one file have paths of their own.</param>
/// <param name="kubernetes">The Kubernetes object that it is; null where it is none.</param>
internal sealed class AuditedTree(string file, string prefix, YamlNode root, ManifestObject? kubernetes)
{
    public string File { get; } = file;

    public YamlNode Root { get; } = root;

    public ManifestObject? Object { get; } = kubernetes;

    public IReadOnlyList<PlacedText> Leaves => field ??= PlacedTexts.Of(Root, prefix, kubernetes: Object?.Node);

    public AuditFinding Finding(AuditRule rule, PlacedText leaf, int? line, Words message) => new(rule, File, line, leaf.Path, message);

    public AuditFinding Finding(AuditRule rule, string path, Words message) =>
        new(rule, File, Nodes.LineAt(Root, path), path.Length == 0 ? prefix.TrimEnd(':') : prefix + path, message);
}
