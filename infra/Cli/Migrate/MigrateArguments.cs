using System.CommandLine;
using McpInfra.Files;
using McpInfra.Migration;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;

namespace McpInfra.Cli.Migrate;

/// <summary>The arguments of every migrate command, one stack and its values files, and the plan that is made of them.</summary>
internal sealed class MigrateArguments(string directory, IPrograms programs, Printer printer)
{
    public Argument<string[]> Files { get; } = new("VALUES")
    {
        Description = "Values files of the release, in Helm's order: a later one wins. Once the migration has begun they may be left out.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string?> Stack { get; } = new(StackOption.Name, "-s")
    {
        Description = "The stack that takes the release over; may be left out where there is only one.",
        HelpName = "NAME",
    };

    /// <summary>Of the command that plans and writes; the others go by the record.</summary>
    public Option<string[]> Secret { get; } = new("--secret")
    {
        Description = "A value that is a secret although it does not look like one: the name of its variable, or its path as the plan shows it.",
        HelpName = "NAME",
    };

    /// <inheritdoc cref="Secret"/>
    public Option<string[]> Plain { get; } = new("--plain")
    {
        Description = "A value that is none, although a secret may have its name. Both may be given several times, and are recorded by --write.",
        HelpName = "NAME",
    };

    /// <summary>The plan; null where something cannot be used, which is printed.</summary>
    /// <param name="isLive">Whether the running release is read too.</param>
    public MigrationPlan? Read(ParseResult parsed, SecretSource to = SecretSource.External, bool isLive = false)
    {
        var (stack, files) = (parsed.GetValue(Stack), parsed.GetValue(Files)!);
        if (StackOption.Find(directory, stack is null ? [] : [stack], printer) is not { } stacks)
            return null;
        if (stacks.Count != 1)
        {
            printer.Error($"Which stack? Say --stack {Words.Join(" or --stack ", stacks.Select(candidate => candidate.Stack))}.");
            return null;
        }

        try
        {
            return Read(stacks[0], files, to, Decisions.Said(parsed.GetValue(Secret) ?? [], parsed.GetValue(Plain) ?? [])) is { } plan ? isLive ? Lived(plan) : plan : null;
        }
        catch (RefusedException refused)
        {
            printer.Error(refused.Words);
            return null;
        }
    }

    private MigrationPlan? Read(StackFile stack, string[] named, SecretSource to, Decisions said)
    {
        if (MigrationRecovery.Recover(stack, directory) is { } recovered)
            printer.Error(recovered);
        var home = Path.GetDirectoryName(stack.Path)!;
        var record = MigrationRecord.Read(home, stack.Stack, directory);
        if (ReadFiles(stack, named, record, home) is not { } files)
            return null;
        var plan = PlanBuilder.Build(stack, ValuesFile.Read(directory, ShownPath.From(directory, stack.Path)), files, record, to, said, directory);

        // What the chart ships everybody knows, and it stands in ordinary words too, such as postgres.
        foreach (var secret in plan.Found.Where(secret => !secret.IsShipped))
            printer.Held.Refuse(secret.Value.Reveal());
        return plan with { Compared = ComparedValues.Read(stack, directory), Edited = HandEdits.Of(plan) };
    }

    /// <summary>With what is in force.</summary>
    private MigrationPlan Lived(MigrationPlan plan)
    {
        var live = LiveRelease.Read(plan, new LiveReader(plan, programs));
        foreach (var value in live.InForce.Where(value => value is { Value: not null, Origin.IsShipped: false }))
            printer.Held.Refuse(value.Value!.Reveal());
        return plan with { Live = live, Notes = live.Same > 0 ? [.. plan.Notes, Words.Of($"{Words.Plural(live.Same, "value")} are the same in the running release.")] : plan.Notes };
    }

    private List<ValuesFile>? ReadFiles(StackFile stack, string[] named, MigrationRecord? record, string home)
    {
        var recorded = record?.Values.Select(name => ShownPath.From(directory, Path.GetFullPath(name, home))).ToArray();
        var names = named.Length > 0 ? [.. named.Select(ShownPath.AsArgument)] : recorded ?? [];
        if (names.Length == 0)
        {
            printer.Error("Which values files? Name those that the release was installed with, in Helm's order.");
            return null;
        }

        if (recorded is not null && !names.Select(PathOf).SequenceEqual(recorded.Select(PathOf)))
        {
            printer.Error($"This migration began with other values files, by {ShownPath.From(directory, MigrationRecord.PathOf(stack))}: say {ShellLine.Of($"{recorded}")}, in this order, or none.");
            return null;
        }

        names = recorded ?? names;
        var read = new List<ValuesFile>();
        foreach (var name in names)
        {
            try
            {
                var file = ValuesFile.Read(directory, name);
                read.Add(file.Recorded(MigrationRecord.NameOf(file, home)));
            }
            catch (MigrationException unusable)
            {
                printer.Error(unusable.Words);
            }
        }

        if (read.Count < names.Length)
            return null;
        var others = new[] { stack.Path, MigrationRecord.PathOf(stack) }.Select(RealPath.Of).ToHashSet();
        var wrong = names.GroupBy(PathOf).Where(spellings => spellings.Count() > 1)
            .Select(spellings => Words.Of($"A values file is named twice, as {Words.Join(" and ", spellings)}; name each once, in Helm's order."))
            .Concat(read.Where(file => others.Contains(RealPath.Of(file.Path)) || References.IsOurs(file)).Select(file => Words.Of($"{file.Name} is no values file of the release: migrate writes it itself. Leave it out."))).ToList();
        foreach (var words in wrong)
            printer.Error(words);
        return wrong.Count == 0 ? PlaceReader.Place(read) : null;
    }

    private string PathOf(string name) => RealPath.Of(Path.GetFullPath(name, directory));
}
