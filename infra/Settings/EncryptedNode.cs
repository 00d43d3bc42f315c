using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>A value that is encrypted in the stack file.</summary>
/// <param name="value">The value, or a placeholder where it was not decrypted.</param>
/// <param name="looksEncrypted">Whether what stands in the file looks like Pulumi's ciphertext.</param>
internal sealed class EncryptedNode(SecretText value, bool looksEncrypted = true) : YamlNode
{
    public SecretText Value { get; } = value;

    public bool LooksEncrypted { get; } = looksEncrypted;

    /// <summary>Whether it is a whole object, of which the engine says only that something in it is encrypted.</summary>
    public bool MayBeInPart { get; init; }

    public override string Kind => "an encrypted value";
}

/// <summary>Puts an <see cref="EncryptedNode"/> in the place of every encrypted value of a configuration.</summary>
internal static class EncryptedNodes
{
    /// <summary>The tree of a stack file: its encrypted values are maps with the one key <c>secure</c>, and are not decrypted.</summary>
    public static YamlNode Marked(YamlNode root) => Replaced(root, [], node => node is MappingNode { Entries: [{ Key: "secure", Value: ScalarNode { Value: not null } ciphertext }] }
        ? new EncryptedNode(SecretText.Placeholder(), PulumiCiphertext.Matches(ciphertext.Written)) { Line = node.Line }
        : null);

    /// <summary>The tree with every value in it as a secret.</summary>
    public static YamlNode AllOf(YamlNode root) => Replaced(root, [],
        node => node is ScalarNode { Value: not null } scalar ? new EncryptedNode(new SecretText(scalar.Text)) { Line = node.Line } : null);

    /// <param name="done">What has been replaced already: behind aliases a node is in the tree more than once.</param>
    private static YamlNode Replaced(YamlNode node, Dictionary<YamlNode, YamlNode> done, Func<YamlNode, YamlNode?> replace)
    {
        if (done.TryGetValue(node, out var known))
            return known;
        var replaced = replace(node) ?? node switch
        {
            MappingNode map => new MappingNode([.. map.Entries.Select(entry => new MappingEntry(entry.KeyNode, Replaced(entry.Value, done, replace), entry.IsMerged))])
            {
                Line = map.Line,
                Tag = map.Tag,
                Anchor = map.Anchor,
                IsShared = map.IsShared,
                IsFlow = map.IsFlow,
            },
            SequenceNode list => new SequenceNode([.. list.Items.Select(item => Replaced(item, done, replace))])
            {
                Line = list.Line,
                Tag = list.Tag,
                Anchor = list.Anchor,
                IsShared = list.IsShared,
                IsFlow = list.IsFlow,
            },
            _ => node,
        };
        if (node.IsShared)
            done[node] = replaced;
        return replaced;
    }
}
