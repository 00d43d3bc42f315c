using System.Diagnostics.CodeAnalysis;
using McpInfra.Printing;

namespace McpInfra.Cli.Baseline;

/// <summary>The words that the formats of a comparison share.</summary>
internal static class ChangeWords
{
    public static Words State(EnvironmentChange change) => change.State switch
    {
        ChangeState.Same => Words.Own("No change"),
        ChangeState.New => Words.Own("new environment"),
        ChangeState.Removed => Words.Own("removed"),
        ChangeState.Unusable => Words.Own("its configuration cannot be used"),
        _ => change.Count == 0 ? Words.Own("no change to its resources") : Plural(change.Count, "change"),
    };

    public static Words Total(IReadOnlyList<EnvironmentChange> changes)
    {
        var touched = changes.Count(change => change.State != ChangeState.Same);
        var warnings = changes.Sum(change => change.Warnings.Count);
        return touched == 0
            ? Words.Of($"No change to {Plural(changes.Count, "environment")}")
            : Words.Of($"{touched} of {Plural(changes.Count, "environment")} {(touched == 1 ? Words.Own("changes") : Words.Own("change"))}, {Plural(warnings, "warning")}");
    }

    /// <summary>What changes, each with its kind, in the order in which a person should read it.</summary>
    public static IEnumerable<(string Kind, Change Change)> Rows(EnvironmentChange change) =>
    [
        .. change.Iam.Select(entry => ("IAM", entry)),
        .. change.Secrets.Select(entry => ("secret", entry)),
        .. change.Resources.Select(entry => ("resource", entry)),
    ];

    private static Words Plural(int count, [ConstantExpected] string noun) => $"{count} {Words.Own(noun)}{(count == 1 ? Words.None : Words.Own("s"))}";
}
