using McpInfra.Files;
using McpInfra.Loading;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>
/// Writes the next stage into the files, all of them or none: the stack file, the values files, the file of references and
/// the record of how far the migration has come.
/// </summary>
/// <param name="directory">Where the names of values files start from.</param>
/// <param name="before">Told of each step on the disk before it is taken.</param>
internal sealed class MigrationWriter(MigrationPlan plan, string directory, Action<string>? before = null)
{
    /// <param name="isReady">Whether the person says that every ExternalSecret is Ready.</param>
    /// <returns>What was written, a line for each file.</returns>
    /// <exception cref="MigrationException">The stage cannot be written; the message says what became of the files.</exception>
    public IReadOnlyList<Words> Write(bool isReady)
    {
        if (plan.Position == MigrationPosition.Done)
            return [];
        if (plan.Differences.IsStackOther || plan.Differences.Back.Count > 0)
            throw new MigrationException("Record and files contradict each other; nothing was written.");
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
            TransactionOf(plan.Stack, before).Write([.. changes.Select(change => (change.Path, change.Text))]);
        }
        catch (FileTransactionException failed)
        {
            var name = Path.GetRelativePath(directory, failed.Path);
            throw new MigrationException(failed.IsBegun
                ? Words.Of($"{name} cannot be written, and others are written already: use none of them. Make it writable; the next run of `migrate` goes on by itself.")
                : Words.Of($"{name} cannot be written: {(failed.InnerException is UnauthorizedAccessException ? "access is denied" : "the disk refuses it")}. All files are as they were."));
        }

        return [.. changes.Select(change => change.Says)];
    }

    /// <summary>Ends what a run has left that was interrupted while it wrote.</summary>
    /// <returns>What became of its files; null where there is nothing to end.</returns>
    /// <exception cref="MigrationException">They cannot be written still.</exception>
    public static Words? Recover(StackFile stack, string directory)
    {
        try
        {
            if (TransactionOf(stack).Recover() is not { } recovered)
                return null;
            var files = Words.Join(", ", recovered.Paths.Select(path => Path.GetRelativePath(directory, path)));
            return recovered.IsDone
                ? Words.Of($"An earlier run was interrupted while it wrote; its files are written now: {files}.")
                : Words.Of($"An earlier run was interrupted before it wrote; these files are as they were: {files}.");
        }
        catch (FileTransactionException failed)
        {
            throw new MigrationException($"{Path.GetRelativePath(directory, failed.Path)} cannot be written, which an earlier run began: make it writable, and run this again.");
        }
    }

    /// <summary>The one transaction of a stack's migration, by which the next run finds what an interrupted one has left.</summary>
    private static FileTransaction TransactionOf(StackFile stack, Action<string>? before = null) =>
        new(Path.Combine(Path.GetDirectoryName(stack.Path)!, MigrationRecord.NameOf(stack.Stack)), before);

    private MigrationPosition Next() => plan.NamesValues ? MigrationPosition.References
        : plan.Position == MigrationPosition.References ? MigrationPosition.InlineRemoved
        : MigrationPosition.Done;

    private List<Change> Begin()
    {
        if (plan.Record is null && plan.ReferencesName is { } name && File.Exists(Path.GetFullPath(name, directory)) && IsOurs(name))
        {
            throw new MigrationException($"{name} is of a migration that began before, and {RecordName}, which says how far it has come, is not there. "
                + $"Bring it back ({ShellLine.Of($"git checkout -- {RecordName}")}), or remove {name} to begin anew. Nothing was written.");
        }

        return
        [
            .. References(Migration.References.BesideInline(plan), "references, optional", []),
            Stack(plan.StackText, $"sources of {plan.Carried.Count} values, the chart settings of the release, and mcp-infra:migration"),
        ];
    }

    private bool IsOurs(string name) => ValuesFile.Read(directory, name).Text.StartsWith(Migration.References.Header, StringComparison.Ordinal);

    private List<Change> Strip(bool isReady)
    {
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
        if (plan.Configured.Where(value => value.Value is not null && !stack.Has(StackText.Key("secretValues"), value.Id)).Select(value => value.Id).ToList() is { Count: > 0 } missing)
            throw new MigrationException($"{StackName} has no {Words.Join(", ", missing)} under mcp-infra:secretValues yet: run the pulumi config lines of stage 2 first; nothing was written.");
        return References(Migration.References.InPlaceOfInline(plan), "the Secrets of Postgres and Redis, and the chart's own credentials empty",
            [.. plan.Stripped.Where(file => file.Removed > 0).Select(file => new Change(file.File.Path, file.Text!, $"{file.File.Name}: {Words.Plural(file.Removed, "secret")} removed"))]);
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
            .. References(Migration.References.InPlaceOfInline(finished), "references, no longer optional", []),
            Stack(stack.Text, "references are no longer optional; the release stays with whoever runs it"),
        ];
    }

    private MigrationRecord Record(MigrationPosition position) => new()
    {
        Position = position,
        Decisions = plan.Decisions,
        Values = [.. plan.Stripped.Select(file => MigrationRecord.NameOf(file.File, RecordPath))],
        Carried = plan.NamesValues
            ? plan.Carried.ToDictionary(value => value.Id, value => value.Origin.Recorded)
                .Concat(plan.Record?.Carried.Where(was => plan.Carried.All(value => value.Id != was.Key)) ?? []).ToDictionary()
            : plan.Record!.Carried,
    };

    private Change Stack(string text, string says) =>
        new(plan.Stack.Path, ValuesFile.Read(Path.GetDirectoryName(plan.Stack.Path)!, StackName).Complete(text), $"{StackName}: {says}");

    /// <summary>The references where they stand, and the other files as they are to be. A file of that name that somebody else wrote is not replaced.</summary>
    private List<Change> References(IReadOnlyDictionary<string, object?> references, string says, IReadOnlyList<Change> others)
    {
        if (plan.ReferencesName is not { } name)
        {
            var file = plan.Stripped[0].File;
            var (text, also) = others.Count > 0 ? (others[0].Text, $"{others[0].Says}; ") : (file.Text, $"{file.Name}: ");
            return [new Change(file.Path, file.Complete(Migration.References.Into(text, references, plan.Place)), $"{also}{says}")];
        }

        var path = Path.GetFullPath(name, directory);
        if (File.Exists(path) && !IsOurs(name))
            throw new MigrationException($"{name} is there and was not written by this command; move it away. Nothing was written.");
        return
        [
            .. others.Select(change => change with { Text = plan.Stripped.Single(file => file.File.Path == change.Path).File.Complete(change.Text) }),
            new Change(path, Migration.References.ToFile(references, plan.Place), $"{name}: {says}"),
        ];
    }

    private string StackName => Path.GetFileName(plan.Stack.Path);

    private string RecordName => MigrationRecord.PathOf(plan.Stack);

    private string RecordPath => Path.Combine(plan.Stack.Project.Directory, RecordName);

    /// <param name="Says">What the new text brings, for the person.</param>
    private sealed record Change(string Path, string Text, Words Says);
}
