using System.Text.RegularExpressions;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Input;

/// <summary>
/// Every key and every text of a tree, with those of YAML and JSON that stands in a text, as the values of an Argo CD
/// Application do.
/// </summary>
internal sealed partial class TreeLeaves
{
    /// <summary>A document in a text in a document: deeper means nothing.</summary>
    private const int DeepestEmbedding = 3;

    private readonly List<TreeLeaf> _leaves = [];
    private readonly MappingNode? _kubernetes;

    private TreeLeaves(MappingNode? kubernetes) => _kubernetes = kubernetes;

    /// <param name="kubernetes">The tree, where it is a Kubernetes object that is judged as one.</param>
    public static IReadOnlyList<TreeLeaf> Of(YamlNode root, string prefix, MappingNode? kubernetes = null)
    {
        var leaves = new TreeLeaves(kubernetes);
        leaves.Read(new SettingsPath(prefix), root, "", LeafContext.Ordinary, fixedLine: null, embedded: 0);
        return leaves._leaves;
    }

    private void Read(SettingsPath path, YamlNode node, string name, LeafContext context, int? fixedLine, int embedded)
    {
        switch (node)
        {
            case MappingNode map:
                ReadMap(path, map, context, fixedLine, embedded);
                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                    Read(path.Index(index), list.Items[index], FlagBefore(list, index) ?? name, context, fixedLine, embedded);
                break;
            case ScalarNode { Value: not null } scalar:
                ReadText(path, scalar, name, context, fixedLine, embedded);
                break;
        }
    }

    private void ReadMap(SettingsPath path, MappingNode map, LeafContext context, int? fixedLine, int embedded)
    {
        var kind = Nodes.Text(map, "kind");
        var apiVersion = Nodes.Text(map, "apiVersion") ?? "";
        if (apiVersion.StartsWith("external-secrets.io/", StringComparison.Ordinal))
            context = LeafContext.ExternalSecrets;

        // An entry of a container's env: {name: SMTP_PASSWORD, value: ...}.
        var named = Nodes.Text(map, "name") ?? "value";
        foreach (var entry in map.Entries)
        {
            var at = path.Key(entry.Key);
            var line = fixedLine ?? entry.Line;
            _leaves.Add(new TreeLeaf(at.Text, entry.Key, entry.Key, line, context, isKey: true));

            if (entry.KeyNode is not ScalarNode)
                Read(at, entry.KeyNode, entry.Key, context, fixedLine, embedded);

            // What kubeseal encrypted is nobody's to judge.
            if (kind == "SealedSecret" && entry.Key == "spec")
                Read(at, Without(entry.Value, "encryptedData"), entry.Key, context, fixedLine, embedded);
            else if (kind == "Secret" && apiVersion == "v1" && entry.Key is "data" or "stringData" && entry.Value is MappingNode data)
                ReadSecret(at, data, isEncoded: entry.Key == "data", map == _kubernetes ? LeafContext.SecretData : LeafContext.InnerSecret, fixedLine);
            else
                Read(at, entry.Value, entry.Key == "value" ? named : entry.Key, context, fixedLine, embedded);
        }
    }

    private void ReadSecret(SettingsPath path, MappingNode data, bool isEncoded, LeafContext context, int? fixedLine)
    {
        foreach (var entry in data.Entries)
        {
            if (entry.Value is ScalarNode { Text: { Length: > 0 } text })
            {
                _leaves.Add(new TreeLeaf(path.Key(entry.Key).Text, entry.Key,
                    isEncoded ? EncodedText.Decoded(text) ?? text : text, fixedLine ?? entry.Line, context));
            }
        }
    }

    private void ReadText(SettingsPath path, ScalarNode scalar, string name, LeafContext context, int? fixedLine, int embedded)
    {
        if (embedded < DeepestEmbedding && Embedded(scalar.Text) is { } inner)
        {
            // A block begins on the line below its key; a text in one line holds all of it.
            var isBlock = fixedLine is null && scalar.Text.Contains('\n', StringComparison.Ordinal) && scalar.Line is not null;
            var start = isBlock ? scalar.Line!.Value : 0;
            var count = _leaves.Count;
            Read(path, inner, name, context, isBlock ? null : fixedLine ?? scalar.Line ?? 0, embedded + 1);
            for (var index = count; isBlock && index < _leaves.Count; index++)
                _leaves[index] = MovedDown(_leaves[index], start);
            return;
        }

        // A date is another text to YAML than the one that is written.
        _leaves.Add(new TreeLeaf(path.Text, name, scalar.Value is bool ? scalar.Text : scalar.Written, fixedLine ?? scalar.Line, context));
    }

    private static TreeLeaf MovedDown(TreeLeaf leaf, int lines) =>
        new(leaf.Path, leaf.Name, leaf.Text, leaf.Line + lines, leaf.Context, leaf.IsKey);

    /// <summary>The map or list that a text is in YAML or JSON; null where it is only text.</summary>
    private static YamlNode? Embedded(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start is not (['{' or '[', ..]) && !(text.Contains('\n', StringComparison.Ordinal) && text.Contains(':', StringComparison.Ordinal)))
            return null;
        return YamlReader.Read(text, YamlRules.Manifests) is ([var only], []) && only is MappingNode { Entries.Count: > 0 } or SequenceNode { Items.Count: > 0 } ? only : null;
    }

    private static YamlNode Without(YamlNode node, string key) => node is MappingNode map
        ? new MappingNode([.. map.Entries.Where(entry => entry.Key != key)]) { Line = map.Line }
        : node;

    /// <summary>Name of the flag that an argument is the value of: <c>["--password", "..."]</c>.</summary>
    private static string? FlagBefore(SequenceNode list, int index) =>
        index > 0 && list.Items[index - 1] is ScalarNode { Value: string before } && Flag().IsMatch(before) ? before.TrimStart('-') : null;

    [GeneratedRegex(@"^--?[A-Za-z][A-Za-z0-9_.-]*\z")]
    private static partial Regex Flag();
}
