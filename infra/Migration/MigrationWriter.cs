using McpInfra.Files;
using McpInfra.Loading;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>
/// Writes the next stage into the files, all of them or none: the stack file, the values files, the file of references and
/// the record of how far the migration has come.
/// </summary>
/// <param name="before">Told of each step on the disk before it is taken.</param>
internal sealed class MigrationWriter(MigrationPlan plan, Action<string>? before = null)
{
    /// <param name="isReady">Whether the person says that every ExternalSecret is Ready.</param>
    /// <returns>What was written, a line for each file.</returns>
    /// <exception cref="MigrationException">The stage cannot be written; the message says what became of the files.</exception>
    public IReadOnlyList<Words> Write(bool isReady)
    {
        if (plan.Position == MigrationPosition.Done)
            return [];
        if (plan.Differences.Stops || plan.Contradictions.Count > 0 || plan.Live is { Differs.Count: > 0 })
            throw new MigrationException("Record, stack file, values files and release contradict each other; nothing was written.");
        if (HandEdits.Of(plan) is { Count: > 0 } edits)
            throw new MigrationException(Words.Lines([.. edits, Words.Own("Nothing was written.")]));
        var changes = plan.Position switch
        {
            _ when plan.NamesValues && !isReady => Begin(),
            MigrationPosition.InlineRemoved => Finish(),
            _ => Strip(isReady),
        };

        // The record last: what is read first by the next run is what was put in place last.
        changes.Add(new Change(RecordPath, Record(Next()).ToText(), $"{RecordName}: how far the migration has come"));
        try
        {
            MigrationRecovery.TransactionOf(plan.Stack, before).Write([.. changes.Select(change => new NewText(change.Path, change.Text, change.Was))]);
        }
        catch (FilesChangedException changed)
        {
            throw new MigrationException(changed.IsBegun ? MigrationRecovery.Choice(changed, plan.Directory)
                : Words.Of($"{Words.Join(", ", changed.Files.Select(file => ShownPath.From(plan.Directory, file.Path)))} was changed while this ran; nothing was written. Run it again."));
        }
        catch (FileTransactionException failed)
        {
            var name = ShownPath.From(plan.Directory, failed.Path);
            throw new MigrationException(failed.IsBegun
                ? Words.Of($"{name} cannot be written, and others are written already: use none of them. Make it writable; the next run of `migrate` goes on by itself.")
                : Words.Of($"{name} cannot be written: {(failed.InnerException is UnauthorizedAccessException ? "access is denied" : "the disk refuses it")}. All files are as they were."));
        }

        ComparedValues.Forget(plan.Stack);
        return [.. changes.Select(change => change.Says)];
    }

    private MigrationPosition Next() => plan.NamesValues ? MigrationPosition.References
        : plan.Position == MigrationPosition.References ? MigrationPosition.InlineRemoved
        : MigrationPosition.Done;

    private List<Change> Begin()
    {
        if (!plan.IsChartSaid)
            throw new MigrationException(Words.Own("Nothing was written: ") + plan.SayChart);
        if (plan.Record is null && References.Read(plan) is { Name: var name })
        {
            throw new MigrationException($"{name} is of a migration that began before, and {RecordName}, which says how far it has come, is not there. "
                + $"Bring it back ({ShellLine.Of($"git checkout -- {RecordName}")}), or remove {name} to begin anew. Nothing was written.");
        }

        return
        [
            .. Refer(References.BesideInline(plan), "references, optional", []),
            Stack(plan.StackText, $"sources of {plan.Carried.Count} values, the chart settings of the release, and mcp-infra:migration"),
        ];
    }

    private List<Change> Strip(bool isReady)
    {
        // Somebody who says so knows of Secrets, and nobody has carried these values into them.
        if (plan.Position == MigrationPosition.NotBegun)
        {
            throw new MigrationException("The migration of this release has not begun, so no store has its values, and taken out of the files they would be lost. "
                + "Begin with stage 1, without --ready; nothing was written.");
        }

        if (plan.Differences.Late.Count > 0)
            throw new MigrationException("Values came into the files after the migration began, which no store has: run it without --ready first, and stages 2 and 3 again; nothing was written.");
        if (plan.ByHand.Any())
            throw new MigrationException($"{plan.ByHand.Count()} of these secrets must be dealt with by hand first; nothing was written.");
        if (!isReady)
        {
            throw new MigrationException("The next stage takes the inline values out of the files, which is safe once every ExternalSecret is Ready (stages 2 and 3). "
                + "Say so with --ready; nothing was written.");
        }

        var stack = new StackText(StackName, plan.StackText);
        if (plan.Configured.Where(value => !stack.Has(StackText.Key("secretValues"), value.Id)).Select(value => value.Id).ToList() is { Count: > 0 } missing)
            throw new MigrationException($"{StackName} has no {Words.Join(", ", missing)} under mcp-infra:secretValues yet: run the pulumi config lines of stage 2 first; nothing was written.");
        if (plan.Generated.ToList() is { Count: > 0 } generated)
        {
            throw new MigrationException($"{StackName} has {Words.Join(", ", generated)} generated, which {(generated.Count == 1 ? Words.Own("was") : Words.Own("were"))} carried as the pods have {(generated.Count == 1 ? Words.Own("it") : Words.Own("them"))}: "
                + $"what was encrypted or made with the value of today would be lost. Bring the stack file back ({ShellLine.Of($"git checkout -- {StackName}")}), and replace the value when the migration is done; nothing was written.");
        }

        if (plan.Unseen.ToList() is { Count: > 0 } gone)
        {
            throw new MigrationException($"{Words.Join(", ", gone)} stood in {Words.Join(", ", gone.Select(id => plan.Record!.Carried[id]).Distinct())} and {(gone.Count == 1 ? Words.Own("does") : Words.Own("do"))} no longer, and nobody has seen the store to have {(gone.Count == 1 ? Words.Own("it") : Words.Own("them"))}. "
                + $"Bring the files back ({ShellLine.Of($"git checkout -- {plan.Files}")}), and go through stage 2; nothing was written.");
        }

        if (OtherMigrations.BeforeTheyAreTakenOut(plan.Stack, [.. plan.Stripped.Select(file => file.File)], plan.Directory).ToList() is { Count: > 0 } others)
            throw new MigrationException(Words.Lines([.. others, Words.Own("Nothing was written.")]));
        if (plan.NotCompared.ToList() is { Count: > 0 } unseen)
        {
            throw new MigrationException(Words.Lines(
            [
                Words.Of($"Nobody has compared {Words.Join(", ", unseen.Select(value => value.Id))} with the store since what stands in the files was last changed, and taken out of them it would be lost. Run these lines first; nothing was written:"),
                .. plan.Stages.Single(stage => stage.Number == 2).Check.Select(line => Words.Of($"  {line}")),
            ]));
        }

        return Refer(References.InPlaceOfInline(plan), "the Secrets of Postgres and Redis, and the chart's own credentials empty",
            [.. plan.Stripped.Where(file => file.Removed > 0).Select(file => new Change(file.File.Path, file.File.Complete(file.Text!), $"{file.File.Name}: {Words.Plural(file.Removed, "secret")} removed", file.File.AsRead))]);
    }

    private List<Change> Finish()
    {
        var stack = new StackText(StackName, plan.StackText);
        foreach (var key in (string[])[.. plan.Place.IsTakenOver ? ["adopting"] : (string[])[], "optional", "allowOptionalInProd"])
            stack.Remove(StackText.Key("migration"), key);
        if (plan.Place.IsTakenOver)
            return [Stack(stack.Text, "references are no longer optional, and the release is the program's")];
        var finished = plan with { Loaded = StackLoader.Load(new StackFileSource(plan.Stack.Stack, plan.Stack.Name, () => stack.Text, plan.Stack.Project)) };
        return
        [
            .. Refer(References.InPlaceOfInline(finished), "references, no longer optional", []),
            Stack(stack.Text, "references are no longer optional; the release stays with whoever runs it"),
        ];
    }

    private MigrationRecord Record(MigrationPosition position) => new()
    {
        Position = position,
        Decisions = plan.Decisions,
        Chart = plan.Settings.Chart.Version,
        Values = [.. plan.Stripped.Select(file => file.File.RecordedName)],
        Carried = plan.NamesValues
            ? plan.Carried.ToDictionary(value => value.Id, value => value.Origin.Recorded)
                .Concat(plan.Record?.Carried.Where(was => plan.Carried.All(value => value.Id != was.Key)) ?? []).ToDictionary()
            : plan.Record!.Carried,
    };

    private Change Stack(string text, string says) =>
        new(plan.Stack.Path, plan.StackAsRead.Complete(text), $"{StackName}: {says}", plan.StackAsRead.AsRead);

    /// <summary>The references where they stand, and the other files as they are to be. A file of that name that somebody else wrote is not replaced.</summary>
    private List<Change> Refer(IReadOnlyDictionary<string, object?> references, string says, IReadOnlyList<Change> others)
    {
        if (plan.ReferencesName is not { } name)
        {
            var file = plan.Stripped[0].File;
            var (text, also) = others.Count > 0 ? (plan.Stripped[0].Text!, $"{others[0].Says}; ") : (file.Text, $"{file.Name}: ");
            return [new Change(file.Path, file.Complete(References.Into(text, references, plan.Place)), $"{also}{says}", file.AsRead)];
        }

        var path = Path.GetFullPath(name, plan.Directory);
        var there = References.Read(plan);
        if (there is null && Path.Exists(path))
            throw new MigrationException($"{name} is there and was not written by this command; move it away. Nothing was written.");

        // What a person has added to it is a comment, since anything else has stopped the stage.
        var isEdited = there is not null && there.Text != References.ToFile(References.Before(plan), plan.Place);
        var all = References.ToFile(references, plan.Place);
        return [.. others, new Change(path, isEdited ? there!.Complete(References.Into(there.Text, references, plan.Place)) : all, $"{name}: {says}", there?.AsRead)];
    }

    private string StackName => plan.StackName;

    private string RecordName => plan.RecordName;

    private string RecordPath => MigrationRecord.PathOf(plan.Stack);

    /// <param name="Says">What the new text brings, for the person.</param>
    /// <param name="Was">What it was made from; null for what is written whole.</param>
    private sealed record Change(string Path, string Text, Words Says, string? Was = null);
}
