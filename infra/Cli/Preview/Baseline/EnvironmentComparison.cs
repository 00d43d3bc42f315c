using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Compares the environments of two previews.</summary>
internal static class EnvironmentComparison
{
    /// <summary>By name of the stack; those of either side.</summary>
    public static IReadOnlyList<EnvironmentChange> Compare(IReadOnlyList<PreviewedEnvironment> before, IReadOnlyList<PreviewedEnvironment> after) =>
    [
        .. before.Select(environment => environment.Stack).Union(after.Select(environment => environment.Stack)).Order(StringComparer.Ordinal)
            .Select(stack => Compare(stack, before.FirstOrDefault(environment => environment.Stack == stack), after.FirstOrDefault(environment => environment.Stack == stack))),
    ];

    /// <summary>What is to be put where nothing was to be put before; the rest was to do before as well.</summary>
    private static IReadOnlyList<Words> ToDo(IReadOnlyList<PreviewedSecret> before, PreviewedEnvironment after)
    {
        var holders = (after.Secrets ?? []).Where(secret => secret.From == "external" && !before.Any(old => IsPutAlike(old, secret))).Select(secret => secret.Holder).OfType<string>().ToHashSet();
        return [.. after.ToDo.Where(toDo => toDo.ToString().Split([' ', '\n', '\'', '"']).Any(holders.Contains))];
    }

    private static bool IsPutAlike(PreviewedSecret old, PreviewedSecret secret) =>
        (old.From, old.Holder, old.Property, old.Name) == (secret.From, secret.Holder, secret.Property, secret.Name);

    private static EnvironmentChange Compare(string stack, PreviewedEnvironment? before, PreviewedEnvironment? after)
    {
        if (after is null)
        {
            return new EnvironmentChange(stack, ChangeState.Removed)
            {
                Warnings = ["The stack's file is gone. What it made stays until somebody runs pulumi destroy with the file as it was."],
            };
        }

        if (!after.IsUsable)
            return new EnvironmentChange(stack, ChangeState.Unusable) { Warnings = [.. after.Problems.Select(problem => Words.Of($"{problem.Path}: {problem.Message}"))] };
        var known = before is { IsUsable: true } ? before : new PreviewedEnvironment { Stack = stack };
        var change = new EnvironmentChange(stack, known.IsUsable ? ChangeState.Changed : ChangeState.New)
        {
            Warnings = ChangeWarnings.Of(known, after),
            Iam = IamChanges.Of(known, after),
            Secrets = [.. SecretChanges.Of(known.Secrets ?? [], after.Secrets ?? []), .. KeyListChanges.Of(known.Secrets ?? [], after.Secrets ?? [])],
            ToDo = ToDo(known.Secrets ?? [], after),
            Resources = known.IsUsable ? ResourceChanges.Of(known, after) : [new Change("added", $"{after.Resources.Count()} resources", $"namespace {after.Namespace}")],
        };
        return change is { State: ChangeState.Changed, Count: 0, Warnings.Count: 0 } ? change with { State = ChangeState.Same } : change;
    }
}
