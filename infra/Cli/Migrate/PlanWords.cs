using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Migrate;

/// <summary>What the writers of a plan say alike.</summary>
internal static class PlanWords
{
    public static string Of(MigrationPosition position) => position switch
    {
        MigrationPosition.NotBegun => "not begun",
        MigrationPosition.References => "stage 1, 2 or 3: references are there, inline values stand",
        MigrationPosition.InlineRemoved => "stage 4: the inline values are removed",
        _ => "done: no inline secret and no optional reference",
    };

    /// <summary>The number of the stage that comes next; null when there is none.</summary>
    public static int? Next(MigrationPlan plan) => plan.Position switch
    {
        _ when plan.NamesValues => 1,
        MigrationPosition.References => 2,
        MigrationPosition.InlineRemoved => 5,
        _ => null,
    };

    /// <summary>Where the files contradict what earlier stages recorded.</summary>
    public static IReadOnlyList<Words> Differences(MigrationPlan plan) =>
    [
        .. plan.Differences.Say(plan.Record, plan.StackName),
        .. plan.Contradictions,
        .. plan.Edited,
        .. plan.Live?.Differs ?? [],
        .. plan.NotCompared.Where(value => plan.Compared.HasOther(value, plan.WhereOf(value.Id))).Select(value => Words.Of($"{value.Id} ({value.Origin.Place}) was changed since it was compared with the store: put it there again, and compare it (stage 2).")),
        .. plan.Partial.Select(partial => plan.SayPartial(partial.Group, partial.Missing)),
        .. plan.Groups.Select(of => new GroupJson(of.Group, of.Values).TooLong(plan.Stack.Stack)).OfType<Words>(),
    ];

    /// <summary>Where nobody looked; none where the running release was read.</summary>
    public static IReadOnlyList<Words> Unseen(MigrationPlan plan) => !plan.NamesValues || plan.Live is not null ? []
        : [Words.Of($"what was set outside these files: compare with {(plan.Place.Object is { } applied
            ? ShellLine.Of($"kubectl get {applied.Resource} {applied.Name} --context {plan.Settings.Kubernetes.Context} --namespace {applied.Namespace} --output yaml")
            : ShellLine.Of($"helm get values {plan.Settings.Release.Name} --kube-context {plan.Settings.Kubernetes.Context} --namespace {plan.Settings.Namespace}"))}, or have --live do so")];

    /// <summary>What stays to be done for the copies outside the store.</summary>
    public const string Afterwards = "Old Helm revisions, old ReplicaSets and git history keep the values. Remove what the cluster keeps, and then replace the values themselves: all but AUTH_ENCRYPTION_SECRET, with which stored data would be lost.";
}
