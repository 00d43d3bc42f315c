namespace McpInfra.Cli.Baseline;

/// <summary>The words that the formats of a comparison share.</summary>
internal static class ChangeWords
{
    public static string State(EnvironmentChange change) => change.State switch
    {
        ChangeState.Same => "No change",
        ChangeState.New => "new environment",
        ChangeState.Removed => "removed",
        ChangeState.Unusable => "its configuration cannot be used",
        _ => change.Count == 0 ? "no change to its resources" : Plural(change.Count, "change"),
    };

    public static string Total(IReadOnlyList<EnvironmentChange> changes)
    {
        var touched = changes.Count(change => change.State != ChangeState.Same);
        var warnings = changes.Sum(change => change.Warnings.Count);
        return touched == 0
            ? $"No change to {Plural(changes.Count, "environment")}"
            : $"{touched} of {Plural(changes.Count, "environment")} {(touched == 1 ? "changes" : "change")}, {Plural(warnings, "warning")}";
    }

    /// <summary>What changes, each with its kind, in the order in which a person should read it.</summary>
    public static IEnumerable<(string Kind, Change Change)> Rows(EnvironmentChange change) =>
    [
        .. change.Iam.Select(entry => ("IAM", entry)),
        .. change.Secrets.Select(entry => ("secret", entry)),
        .. change.Resources.Select(entry => ("resource", entry)),
    ];

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
