using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// What <c>environment:</c> of a stack file gives to its configuration (Pulumi ESC), as far as the file itself says it: the literal values under
/// <c>values.pulumiConfig</c>. Imports, <c>${...}</c> and <c>fn::</c> are evaluated by Pulumi Cloud alone.
/// </summary>
internal static class EscEnvironment
{
    /// <summary>A value that is kept from being shown: a text, or its ciphertext.</summary>
    private const string Secret = "fn::secret";

    /// <summary>Whether it may give values that only Pulumi can read.</summary>
    public static bool IsOpen(YamlNode? environment) => environment switch
    {
        SequenceNode imports => imports.Items.Count > 0,
        MappingNode map => map.Find("imports") is SequenceNode { Items.Count: > 0 } || (ConfigOf(map) is { } config && IsComputed(config)),
        _ => environment is ScalarNode { Value: not null },
    };

    /// <summary>A stack's own entries with what the environment adds: the stack's value wins, in an object member by member (mergeConfig in Pulumi 3.259, pkg/workspace/config.go).</summary>
    /// <param name="own">Keys in full.</param>
    /// <param name="normalize">Brings a key of the environment into that form.</param>
    public static List<MappingEntry> Merge(IReadOnlyList<MappingEntry> own, YamlNode? environment, Func<MappingEntry, MappingEntry> normalize)
    {
        List<MappingEntry> given = ConfigOf(environment) is { } config ? [.. ReadableEntries(config).Select(normalize)] : [];
        return [.. Merged(own, given)];
    }

    private static MappingNode? ConfigOf(YamlNode? environment) =>
        ((environment as MappingNode)?.Find("values") as MappingNode)?.Find("pulumiConfig") as MappingNode;

    private static IEnumerable<MappingEntry> Merged(IReadOnlyList<MappingEntry> own, IReadOnlyList<MappingEntry> given)
    {
        foreach (var entry in own)
        {
            yield return entry.Value is MappingNode map && given.FirstOrDefault(other => other.Key == entry.Key)?.Value is MappingNode added
                ? new MappingEntry(entry.KeyNode, new MappingNode([.. Merged(map.Entries, added.Entries)]) { Line = map.Line })
                : entry;
        }

        foreach (var entry in given.ExceptBy(own.Select(entry => entry.Key), entry => entry.Key))
            yield return entry;
    }

    private static bool IsComputed(YamlNode node) => node switch
    {
        ScalarNode { Value: string text } => text.Contains("${", StringComparison.Ordinal),
        MappingNode { Entries: [{ Key: Secret }] } => false,
        MappingNode map => map.Entries.Any(entry => entry.Key.StartsWith("fn::", StringComparison.Ordinal) || IsComputed(entry.Value)),
        SequenceNode list => list.Items.Any(IsComputed),
        _ => false,
    };

    /// <summary>A value without what is computed; null where nothing is left of it. A list is taken whole or not at all.</summary>
    private static YamlNode? Readable(YamlNode node) => node switch
    {
        MappingNode { Entries: [{ Key: Secret }] } => new EncryptedNode(SecretText.Placeholder()) { Line = node.Line },
        MappingNode { Entries: [_, ..] } map => !map.Entries.Any(entry => entry.Key.StartsWith("fn::", StringComparison.Ordinal)) && ReadableEntries(map) is [_, ..] entries
            ? new MappingNode(entries) { Line = map.Line }
            : null,
        SequenceNode list => list.Items.Select(Readable).ToList() is var items && items.Contains(null) ? null : new SequenceNode([.. items.OfType<YamlNode>()]) { Line = list.Line },
        _ => IsComputed(node) ? null : node,
    };

    private static List<MappingEntry> ReadableEntries(MappingNode map) =>
        [.. map.Entries.Select(entry => Readable(entry.Value) is { } value ? new MappingEntry(entry.KeyNode, value) : null).OfType<MappingEntry>()];
}
