namespace McpInfra.Files;

/// <summary>How an interrupted transaction was ended by the next run.</summary>
/// <param name="IsDone">Whether its files were given their new texts; else all have their old ones.</param>
/// <param name="Paths">The files.</param>
internal sealed record FileRecovery(bool IsDone, IReadOnlyList<string> Paths);

/// <summary>
/// Several files that change together. Every new text is complete beside its file before a note of them is renamed, which
/// is the one step that decides: before it nothing has changed, after it the rest is done, by this run or by the next.
/// </summary>
/// <param name="note">Path of the note, which is there only while the files are written; it holds their paths.</param>
/// <param name="before">Told of each step on the disk before it is taken; a test interrupts there.</param>
internal sealed class FileTransaction(string note, Action<string>? before = null)
{
    private const string Waiting = ".mcp-infra-new";

    /// <summary>No path has it.</summary>
    private const char Separator = '\0';

    private readonly Action<string> _before = before ?? (_ => { });

    /// <summary>Paths are noted from here, so that a folder that was moved recovers its own files.</summary>
    private string Home => Path.GetDirectoryName(note)!;

    private string Preparing => note + ".preparing";

    private string Writing => note + ".writing";

    /// <exception cref="FileTransactionException">A file cannot be written.</exception>
    public void Write(IReadOnlyList<(string Path, string Text)> files)
    {
        IReadOnlyList<(string Path, string Text)> targets = [.. files.Select(file => (StagedFile.Target(file.Path), file.Text))];
        var current = Preparing;
        try
        {
            Step("note", Preparing);
            StagedFile.Write(Preparing, string.Join(Separator, targets.Select(file => Path.GetRelativePath(Home, file.Path))));
            foreach (var (path, text) in targets)
            {
                current = path;
                Step("stage", path);
                StagedFile.Of(path, text, path + Waiting);
            }

            current = Writing;
            Step("commit", Writing);
            File.Move(Preparing, Writing, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            GoBack([.. targets.Select(file => file.Path)]);
            throw new FileTransactionException(current, isBegun: false, failed);
        }

        GoOn([.. targets.Select(file => file.Path)]);
    }

    /// <summary>Ends what an earlier run has left half done; null where there is nothing.</summary>
    /// <exception cref="FileTransactionException">A file cannot be written still.</exception>
    public FileRecovery? Recover()
    {
        if (Noted(Writing) is { } begun)
        {
            GoOn(begun);
            return new FileRecovery(IsDone: true, begun);
        }

        if (Noted(Preparing) is not { } prepared)
            return null;
        GoBack(prepared);
        return new FileRecovery(IsDone: false, prepared);
    }

    private void GoOn(IReadOnlyList<string> paths)
    {
        foreach (var path in paths.Where(path => File.Exists(path + Waiting)))
        {
            Guarded(path, () =>
            {
                Step("replace", path);
                File.Move(path + Waiting, path, overwrite: true);
            });
        }

        Guarded(Writing, () =>
        {
            Step("forget", Writing);
            File.Delete(Writing);
        });
    }

    private void GoBack(IReadOnlyList<string> paths)
    {
        foreach (var path in paths.Where(path => File.Exists(path + Waiting)))
        {
            Guarded(path, () =>
            {
                Step("discard", path);
                File.Delete(path + Waiting);
            });
        }

        Guarded(Preparing, () =>
        {
            Step("forget", Preparing);
            File.Delete(Preparing);
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

    private string[]? Noted(string path) => File.Exists(path) ? [.. File.ReadAllText(path).Split(Separator, StringSplitOptions.RemoveEmptyEntries).Select(noted => Path.GetFullPath(noted, Home))] : null;
}

/// <summary>A file of a transaction that cannot be written.</summary>
/// <param name="path">Which.</param>
/// <param name="isBegun">Whether others may be written already, so that the next run has to end it.</param>
internal sealed class FileTransactionException(string path, bool isBegun, Exception inner) : IOException(inner.Message, inner)
{
    public string Path { get; } = path;

    public bool IsBegun { get; } = isBegun;
}
