namespace McpInfra.Migration.Yaml;

/// <summary>Whether one text says what another did, but for what was taken out.</summary>
internal static class YamlComparison
{
    /// <param name="removed">Nodes of the first text that the second must not have.</param>
    public static bool AreEqual(MarkedNode before, MarkedNode after, IReadOnlySet<MarkedNode> removed) => (before, after) switch
    {
        (MarkedScalar left, MarkedScalar right) => left.Text == right.Text && left.IsPlain == right.IsPlain,
        (MarkedAlias left, MarkedAlias right) => left.Target.Anchor == right.Target.Anchor,
        (MarkedMap left, MarkedMap right) => Maps([.. left.Entries.Where(entry => !removed.Contains(entry.Value))], right.Entries, removed),
        (MarkedList left, MarkedList right) => Lists([.. left.Items.Where(item => !removed.Contains(item))], right.Items, removed),
        _ => false,
    };

    private static bool Maps(List<MarkedEntry> before, List<MarkedEntry> after, IReadOnlySet<MarkedNode> removed) =>
        before.Count == after.Count
        && before.Zip(after).All(pair => pair.First.Key == pair.Second.Key && AreEqual(pair.First.Value, pair.Second.Value, removed));

    private static bool Lists(List<MarkedNode> before, List<MarkedNode> after, IReadOnlySet<MarkedNode> removed) =>
        before.Count == after.Count && before.Zip(after).All(pair => AreEqual(pair.First, pair.Second, removed));
}
