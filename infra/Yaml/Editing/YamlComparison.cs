namespace McpInfra.Yaml.Editing;

/// <summary>Whether one text says what another did, but for what was taken out.</summary>
internal static class YamlComparison
{
    /// <param name="removed">Nodes of the first text that the second must not have.</param>
    public static bool AreEqual(YamlNode before, YamlNode after, IReadOnlySet<YamlNode> removed) => (before, after) switch
    {
        (ScalarNode left, ScalarNode right) => left.Written == right.Written && left.IsPlain == right.IsPlain && left.Tag == right.Tag,
        (AliasNode left, AliasNode right) => left.Target.Anchor == right.Target.Anchor,
        (MappingNode left, MappingNode right) => Maps([.. left.Entries.Where(entry => !removed.Contains(entry.Value))], right.Entries, removed),
        (SequenceNode left, SequenceNode right) => Lists([.. left.Items.Where(item => !removed.Contains(item))], right.Items, removed),
        _ => false,
    };

    private static bool Maps(List<MappingEntry> before, IReadOnlyList<MappingEntry> after, IReadOnlySet<YamlNode> removed) =>
        before.Count == after.Count
        && before.Zip(after).All(pair => pair.First.Key == pair.Second.Key && AreEqual(pair.First.Value, pair.Second.Value, removed));

    private static bool Lists(List<YamlNode> before, IReadOnlyList<YamlNode> after, IReadOnlySet<YamlNode> removed) =>
        before.Count == after.Count && before.Zip(after).All(pair => AreEqual(pair.First, pair.Second, removed));
}
