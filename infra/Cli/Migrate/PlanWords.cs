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

    public static Words Of(MigrationPlan plan, InlineSecret secret) => $"{secret.Place}: {secret.PathInFile} ({Words.Plural(secret.Length, "character")}): {Fate(plan, secret)}";

    /// <summary>Where a secret of the files goes, or why it goes nowhere.</summary>
    public static Words Fate(MigrationPlan plan, InlineSecret secret) => plan.IsUncut(secret)
        ? Words.Of($"{Way(plan, secret.Target)}; by hand: it cannot be cut out here without touching what stands beside it, such as a comment inside of braces. Write the map or list around it on lines of its own, and run this again")
        : Way(plan, secret.Target);

    private static Words Way(MigrationPlan plan, Target target) => target switch
    {
        Target.Gateway(var variable) => Destination(plan, variable),
        Target.DatabasePassword or Target.DatabaseUrl => Destination(plan, DatabaseSettings.PasswordName),
        Target.RedisPassword or Target.RedisUrl => Destination(plan, RedisSettings.PasswordName),
        Target.Unused(var because) => $"nowhere: {because}",
        Target.MadeAnew(var by) => $"nowhere: the program makes {by} own",
        Target.ByHand(var what) => $"by hand: {what}",
        _ => throw new InvalidOperationException($"Nobody says what becomes of a {target.GetType().Name}."),
    };

    public static Words Destination(MigrationPlan plan, string id)
    {
        foreach (var group in plan.Catalog.Groups)
        {
            if (group.Values.FirstOrDefault(value => value.Id == id) is not { } value)
                continue;
            return value.Source.From switch
            {
                SecretSource.Config => $"Pulumi config · secretValues.{id}",
                SecretSource.Generate => $"nowhere: the stack has a value generated",
                _ => $"{group.AwsName} · {value.Property}",
            };
        }

        return "nowhere: the stack takes it from an AWS secret somebody else makes";
    }

    /// <summary>Values that are in force although no file says them.</summary>
    public static IEnumerable<CarriedValue> OutsideFiles(MigrationPlan plan) => plan.Carried.Where(carried => carried.Origin is not Origin.OfFile);

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
        .. plan.Differences.Say(plan.Record, plan.Stack.Name),
        .. plan.Contradictions,
        .. plan.Live?.Differs ?? [],
        .. plan.NotCompared.Where(value => plan.Compared.HasOther(value, plan.WhereOf(value.Id))).Select(value => Words.Of($"{value.Id} ({value.Origin.Place}) was changed since it was compared with the store: put it there again, and compare it (stage 2).")),
        .. plan.Partial.Select(partial => plan.SayPartial(partial.Group, partial.Missing)),
    ];

    /// <summary>Where nobody looked.</summary>
    public static Words Unseen(MigrationPlan plan) => plan.Live is not null
        ? Words.Of($"what somebody changed in the release's objects past it: {ShellLine.Of($"kubectl get deployment/{ChartNames.GatewayDeployment(plan.Settings.Release.Name)} --context {plan.Settings.Kubernetes.Context} --namespace {plan.Settings.Namespace} --output yaml")}")
        : Words.Of($"what was set outside these files: compare with {(plan.Place.Object is { } applied
            ? ShellLine.Of($"kubectl get {applied.Resource} {applied.Name} --context {plan.Settings.Kubernetes.Context} --namespace {applied.Namespace} --output yaml")
            : ShellLine.Of($"helm get values {plan.Settings.Release.Name} --kube-context {plan.Settings.Kubernetes.Context} --namespace {plan.Settings.Namespace}"))}");

    /// <summary>What stays to be done for the copies outside the store.</summary>
    public const string Afterwards = "Old Helm revisions, old ReplicaSets and git history keep the values. Remove what the cluster keeps, and then replace the values themselves: all but AUTH_ENCRYPTION_SECRET, with which stored data would be lost.";
}
