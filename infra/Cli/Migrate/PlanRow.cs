using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Migrate;

/// <summary>A secret of a plan as every form of it shows it, without its value: one that a file has, or one that is in force although none has it.</summary>
/// <param name="Place">Where it comes from.</param>
/// <param name="Path">Its path in the file, or its name in the stack.</param>
/// <param name="Secret">Where it stands; null where no file has it.</param>
/// <param name="Remark">What a reader should know besides; none for nothing.</param>
internal sealed record PlanRow(string Place, string Path, InlineSecret? Secret, Words GoesTo, bool IsByHand, bool IsShipped, Words Remark)
{
    private static readonly Words Shipped = Words.Own("shipped default: everybody knows it"), NotHere = Words.Own("not in these files: put it yourself");

    /// <summary>In the order of the files, and then what no file has.</summary>
    public static IReadOnlyList<PlanRow> Of(MigrationPlan plan) =>
    [
        .. plan.Found.Select(secret => Of(plan, secret)),
        .. plan.Carried.Where(carried => carried.Origin is not Origin.OfFile).Select(carried => new PlanRow(carried.Origin.Place, carried.Id, null, Destination(plan, carried.Id),
            carried.Value is null, carried.Origin.IsShipped, carried.Origin.IsShipped ? Shipped : carried.Value is null ? NotHere : Words.None)),
    ];

    /// <summary>What a person has to do, in one line each.</summary>
    public static IEnumerable<Words> ByHand(MigrationPlan plan) =>
        plan.ByHand.Select(secret => Of(plan, secret)).Select(row => Words.Of($"{row.Place}: {row.Path} ({row.Length}): {row.GoesTo}"));

    /// <summary>How long its value is, in words; none where no file has it.</summary>
    public Words Length => Secret is null ? Words.None : Words.Plural(Secret.Length, "character");

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

    public static PlanRow Of(MigrationPlan plan, InlineSecret secret) => new(secret.Place, secret.PathInFile, secret,
        plan.IsUncut(secret)
            ? Words.Of($"{Way(plan, secret.Target)}; by hand: it cannot be cut out here without touching what stands beside it, such as a comment inside of braces. Write the map or list around it on lines of its own, and run this again")
            : Way(plan, secret.Target),
        secret.Target is Target.ByHand || plan.IsUncut(secret), secret.IsShipped, secret.IsShipped ? Shipped : Words.None);

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
}
