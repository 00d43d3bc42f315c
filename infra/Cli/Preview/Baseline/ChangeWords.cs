using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>The words that the formats of a comparison share.</summary>
internal static class ChangeWords
{
    public static Words State(EnvironmentChange change) => change.State switch
    {
        ChangeState.Same => Words.Own("No change"),
        ChangeState.New => Words.Own("new environment"),
        ChangeState.Removed => Words.Own("removed"),
        ChangeState.Unusable => Words.Own("its configuration cannot be used"),
        _ => change.Count == 0 ? Words.Own("no change to its resources") : Words.Plural(change.Count, "change"),
    };

    public static Words Total(IReadOnlyList<EnvironmentChange> changes)
    {
        var touched = changes.Count(change => change.State != ChangeState.Same);
        var warnings = changes.Sum(change => change.Warnings.Count);
        return touched == 0
            ? Words.Of($"No change to {Words.Plural(changes.Count, "stack")}")
            : Words.Of($"{touched} of {Words.Plural(changes.Count, "stack")} {(touched == 1 ? Words.Own("changes") : Words.Own("change"))}, {Words.Plural(warnings, "warning")}");
    }

    /// <summary>What changes, each with its kind, in the order in which a person should read it.</summary>
    public static IEnumerable<(string Kind, Change Change)> Rows(EnvironmentChange change) =>
    [
        .. change.Iam.Select(entry => ("IAM", entry)),
        .. change.Secrets.Select(entry => ("secret", entry)),
        .. change.Resources.Select(entry => ("resource", entry)),
    ];
}
