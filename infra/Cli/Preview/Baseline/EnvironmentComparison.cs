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
        return [.. after.ToDo.Select(toDo => (ToDo: toDo, Holder: toDo.ToString().Split([' ', '\n', '\'', '"']).FirstOrDefault(holders.Contains))).Where(found => found.Holder is not null)
            .Select(found => WithOthers(found.ToDo, [.. before.Where(old => old.From == "external" && old.Holder == found.Holder && after.Secrets!.Any(secret => IsPutAlike(old, secret))).Select(old => old.Name)]))];
    }

    /// <summary>What is put takes the place of the whole, so that what is in force there has to be put again.</summary>
    private static Words WithOthers(Words toDo, IReadOnlyList<string> others)
    {
        var lines = toDo.SplitLines().ToList();
        return others.Count == 0 ? toDo
            : Words.Lines([Words.Of($"{lines[0]}; {Words.Join(", ", others)} {(others.Count == 1 ? Words.Own("is") : Words.Own("are"))} in force there: type the value that it has today"), .. lines.Skip(1)]);
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
            Secrets = [.. SecretChanges.Of(known.Secrets ?? [], after.Secrets ?? []), .. KeyListChanges.Of(known, after)],
            ToDo = ToDo(known.Secrets ?? [], after),
            Resources = known.IsUsable ? ResourceChanges.Of(known, after) : [new Change("added", $"{after.Resources.Count()} resources", $"namespace {after.Namespace}")],
        };
        return change is { State: ChangeState.Changed, Count: 0, Warnings.Count: 0 } ? change with { State = ChangeState.Same } : change;
    }
}
