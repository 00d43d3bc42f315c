using McpInfra.Files;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>What becomes of a stage whose run was interrupted while it wrote.</summary>
internal static class MigrationRecovery
{
    /// <summary>Ends what such a run has left.</summary>
    /// <returns>What became of its files; null where there is nothing to end.</returns>
    /// <exception cref="MigrationException">They cannot be written still, or somebody has changed one since and has to choose.</exception>
    public static Words? Recover(StackFile stack, string directory)
    {
        try
        {
            if (TransactionOf(stack).Recover() is not { } recovered)
                return null;
            if (recovered.IsDone)
                ComparedValues.Forget(stack);
            var files = Words.Join(", ", recovered.Paths.Select(path => ShownPath.From(directory, path)));
            return recovered.IsDone
                ? Words.Of($"An earlier run was interrupted while it wrote; its files are written now: {files}.")
                : Words.Of($"An earlier run was interrupted before it wrote; these files are as they were: {files}.");
        }
        catch (FilesChangedException changed)
        {
            throw new MigrationException(Choice(changed, directory));
        }
        catch (FileTransactionException failed)
        {
            throw new MigrationException($"{ShownPath.From(directory, failed.Path)} cannot be written, which an earlier run began: make it writable, and run this again.");
        }
    }

    /// <summary>The one transaction of a stack's migration, by which the next run finds what an interrupted one has left.</summary>
    public static FileTransaction TransactionOf(StackFile stack, Action<string>? before = null) =>
        new(MigrationRecord.PathOf(stack), before);

    /// <summary>The lines of both ways out; each leaves a text that somebody has changed where it is or beside it.</summary>
    public static Words Choice(FilesChangedException changed, string directory)
    {
        var note = Shown(changed.Note);
        if (changed.Files.Count == 0)
            return $"{note} is not as `migrate --write` left it, so nobody knows which files an earlier run was writing: put them in order with git, and remove it.";
        var edited = changed.Files.Where(file => !file.CanGoOn).ToList();
        return Words.Lines(
        [
            Words.Of($"An earlier run was interrupted while it wrote, and {Words.Join(", ", edited.Select(file => Shown(file.Path)))} {(edited.Count == 1 ? Words.Own("was") : Words.Own("were"))} changed since. Nothing was touched now. Choose:"),
            .. edited.All(file => !file.IsOld && file.IsWaiting == file.HasWaiting) ? [Words.Of($"  go on; a text that was changed is kept, beside the new one where that was not in its place yet, to be brought over by hand:  {Line(GoOn())}")] : (Words[])[],
            Words.Of($"  go back; a text that was changed stays in its place (see {ShellLine.Of($"git diff")}):  {Line(GoBack())}"),
        ]);

        string Shown(string path) => ShownPath.From(directory, path);

        IEnumerable<ShellLine> GoOn() => changed.Files.Where(file => file.IsWaiting).SelectMany(file => edited.Contains(file)
            ? (ShellLine[])[$"mv {Shown(file.Path)} {Shown(file.Aside)}", $"mv {Shown(file.Waiting)} {Shown(file.Path)}"]
            : [$"mv {Shown(file.Waiting)} {Shown(file.Path)}"]);

        IEnumerable<ShellLine> GoBack()
        {
            if (changed.Files.Where(file => file.IsNew && file.Old is not null).Select(file => Shown(file.Path)).ToList() is { Count: > 0 } written)
                yield return $"git checkout -- {written}";
            if (changed.Files.Where(file => file.IsNew && file.Old is null).Select(file => Shown(file.Path))
                .Concat(changed.Files.Where(file => file.HasWaiting).Select(file => Shown(file.Waiting))).ToList() is { Count: > 0 } made)
                yield return $"rm {made}";
        }

        ShellLine Line(IEnumerable<ShellLine> steps) => steps.Append(ShellLine.Of($"rm {note}")).Aggregate((line, step) => line + ShellLine.Of($" && ") + step);
    }
}
