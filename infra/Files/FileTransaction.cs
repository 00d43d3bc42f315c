namespace McpInfra.Files;

/// <summary>A new text for a file.</summary>
/// <param name="Was">What the text was made from; null where what is there does not matter.</param>
internal sealed record NewText(string Path, string Text, string? Was = null);

/// <summary>How an interrupted transaction was ended by the next run.</summary>
/// <param name="IsDone">Whether its files were given their new texts; else all have their old ones.</param>
/// <param name="Paths">The files.</param>
internal sealed record FileRecovery(bool IsDone, IReadOnlyList<string> Paths);

/// <summary>
/// Several files that change together. Every new text is complete beside its file before a note of them is renamed, which
/// is the one step that decides: before it nothing has changed, after it the rest is done, by this run or by the next. The
/// note has the digests of what each file was and is to be, so that a text that somebody else has changed meanwhile is
/// seen and stays.
/// </summary>
/// <param name="note">Path of the note, which is there only while the files are written.</param>
/// <param name="before">Told of each step on the disk before it is taken; a test interrupts there.</param>
internal sealed class FileTransaction(string note, Action<string>? before = null)
{
    private readonly Action<string> _before = before ?? (_ => { });

    private string Preparing => note + ".preparing";

    private string Writing => note + ".writing";

    /// <exception cref="FileTransactionException">A file cannot be written.</exception>
    /// <exception cref="FilesChangedException">A file is not what its new text was made from.</exception>
    public void Write(IReadOnlyList<NewText> changes)
    {
        IReadOnlyList<(NotedFile File, string Text)> targets = [.. changes.Select(change => (NotedFile.Of(change), change.Text))];
        IReadOnlyList<NotedFile> files = [.. targets.Select(target => target.File)];
        if (files.Select(file => file.Path).Distinct().Count() < files.Count)
            throw new ArgumentException("A file is written twice.", nameof(changes));
        if (files.Where(file => !file.IsOld).ToList() is { Count: > 0 } changed)
            throw new FilesChangedException(note, changed, isBegun: false);
        var current = Preparing;
        try
        {
            Step("note", Preparing);
            StagedFile.Write(Preparing, NotedFile.ToNote(files, note));
            foreach (var (file, text) in targets)
            {
                current = file.Path;
                Step("stage", file.Path);
                StagedFile.Of(file.Path, text, file.Waiting);
            }

            current = Writing;
            Step("commit", Writing);
            File.Move(Preparing, Writing, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Forget(files, Preparing);
            throw new FileTransactionException(current, isBegun: false, failed);
        }

        GoOn(files);
    }

    /// <summary>Ends what an earlier run has left half done; null where there is nothing.</summary>
    /// <exception cref="FileTransactionException">A file cannot be written still.</exception>
    /// <exception cref="FilesChangedException">A file was changed since, so that a person has to choose; nothing is touched.</exception>
    public FileRecovery? Recover()
    {
        if (Noted(Writing) is { } begun)
        {
            if (begun.All(file => file.CanGoOn))
            {
                GoOn(begun);
                return new FileRecovery(IsDone: true, [.. begun.Select(file => file.Path)]);
            }

            // Put back by hand, all of them.
            if (!begun.All(file => file.IsOld))
                throw new FilesChangedException(Writing, begun, isBegun: true);
            Forget(begun, Writing);
            return new FileRecovery(IsDone: false, [.. begun.Select(file => file.Path)]);
        }

        if (Noted(Preparing) is not { } prepared)
            return null;
        Forget(prepared, Preparing);
        return new FileRecovery(IsDone: false, [.. prepared.Select(file => file.Path)]);
    }

    private void GoOn(IReadOnlyList<NotedFile> files)
    {
        foreach (var file in files.Where(file => !file.IsNew))
        {
            Guarded(file.Path, () =>
            {
                Step("replace", file.Path);
                if (!file.CanGoOn)
                    throw new FilesChangedException(Writing, files, isBegun: true);
                File.Move(file.Waiting, file.Path, overwrite: true);
            });
        }

        Forget(files, Writing);
    }

    /// <summary>Takes away what waits, and the note last.</summary>
    private void Forget(IReadOnlyList<NotedFile> files, string noted)
    {
        foreach (var file in files.Where(file => file.HasWaiting))
        {
            Guarded(file.Path, () =>
            {
                Step("discard", file.Path);
                File.Delete(file.Waiting);
            });
        }

        Guarded(noted, () =>
        {
            Step("forget", noted);
            File.Delete(noted);
        });
    }

    private static void Guarded(string path, Action step)
    {
        try
        {
            step();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new FileTransactionException(path, isBegun: true, failed);
        }
    }

    private void Step(string what, string path) => _before($"{what} {Path.GetFileName(path)}");

    private IReadOnlyList<NotedFile>? Noted(string path) => !File.Exists(path) ? null
        : NotedFile.FromNote(File.ReadAllText(path), note) is { Count: > 0 } files ? files
        : throw new FilesChangedException(path, [], isBegun: true);
}

/// <summary>A file of a transaction that cannot be written.</summary>
/// <param name="path">Which.</param>
/// <param name="isBegun">Whether others may be written already, so that the next run has to end it.</param>
internal sealed class FileTransactionException(string path, bool isBegun, Exception inner) : IOException(inner.Message, inner)
{
    public string Path { get; } = path;

    public bool IsBegun { get; } = isBegun;
}

/// <summary>Files of a transaction that somebody else has changed: no text of theirs is replaced.</summary>
/// <param name="note">Path of the note; without it there is nothing to end.</param>
/// <param name="files">All files of it; none where the note cannot be read.</param>
/// <param name="isBegun">Whether others may be written already.</param>
internal sealed class FilesChangedException(string note, IReadOnlyList<NotedFile> files, bool isBegun) : Exception
{
    public string Note { get; } = note;

    public IReadOnlyList<NotedFile> Files { get; } = files;

    public bool IsBegun { get; } = isBegun;
}
