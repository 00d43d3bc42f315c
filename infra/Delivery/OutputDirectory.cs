using McpInfra.Files;
using McpInfra.Printing;

namespace McpInfra.Delivery;

/// <summary>What a file of a directory is to what was rendered.</summary>
internal enum FileState
{
    Unchanged,

    /// <summary>Rendered, and not there.</summary>
    Missing,

    /// <summary>Rendered, and there with another text.</summary>
    Stale,

    /// <summary>Written by an earlier rendering, and not rendered any more.</summary>
    Surplus,
}

/// <param name="Path">Below the directory, its parts joined by '/'.</param>
/// <param name="Content">The rendered text; null for a surplus file.</param>
internal sealed record ComparedFile(string Path, FileState State, string? Content);

/// <summary>
/// A directory compared with what was rendered. Files that no rendering wrote are somebody's own: they are recognized by their
/// missing header, and neither overwritten nor removed.
/// </summary>
/// <param name="Obstacles">Why writing would harm something; empty where it would not.</param>
internal sealed record OutputDirectory(string Root, IReadOnlyList<ComparedFile> Files, IReadOnlyList<Words> Obstacles)
{
    /// <summary>Whether one of the obstacles stays, however much it is meant: nothing was compared, or something else than a file is in the way of one.</summary>
    public bool IsHopeless { get; private init; } = Files.Count == 0;

    /// <summary>Below the root, without hidden ones such as <c>.git</c>, and without following links.</summary>
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>The environments that were rendered there before.</summary>
    /// <inheritdoc cref="Compare" path="/exception"/>
    public static IReadOnlySet<string> EnvironmentsIn(string root) =>
        Ours(root).Select(EnvironmentOf).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <param name="isInScope">Whether an environment is rendered this time, so that its files which are no longer rendered are surplus; null for all.</param>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it be.</exception>
    public static OutputDirectory Compare(string root, IReadOnlyList<RenderedFile> rendered, Predicate<string>? isInScope = null)
    {
        // A separator at its end would keep its name from being met on the way up from a file.
        root = Path.TrimEndingDirectorySeparator(root);
        if (File.Exists(root))
            return new OutputDirectory(root, [], [$"{root} is a file, and --out names a directory."]);
        if (rendered.Select(file => FindLink(root, file.Path)).FirstOrDefault(link => link is not null) is { } link)
            return new OutputDirectory(root, [], [$"{link} is a link, and what is written below it would land outside of {root}. Remove the link, or name the directory that it leads to."]);
        var ours = Ours(root).ToHashSet(StringComparer.Ordinal);
        var files = rendered.Select(file => new ComparedFile(file.Path, StateOf(Path.Combine(root, file.Path), file.Content), file.Content))
            .Concat(ours.Except(rendered.Select(file => file.Path)).Where(path => isInScope is null || EnvironmentOf(path) is { } environment && isInScope(environment)).Select(path => new ComparedFile(path, FileState.Surplus, null)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        List<Words> inTheWay = [.. FindInTheWay(root, rendered)];
        return new OutputDirectory(root, files,
        [
            .. FindObstacles(root, files, ours, isOccupied: ours.Count == 0 && Present(root).Any()),
            .. inTheWay,
            .. FindOtherTools(root, rendered, ours),
        ])
        {
            IsHopeless = files.Count == 0 || inTheWay.Count > 0,
        };
    }

    /// <summary>A directory on the way to a file that is a link; the named directory itself may be one.</summary>
    private static string? FindLink(string root, string path) => DirectoriesTo(root, path).FirstOrDefault(directory => new FileInfo(directory).LinkTarget is not null);

    /// <summary>Below the root, the outermost first.</summary>
    private static IEnumerable<string> DirectoriesTo(string root, string path)
    {
        var parts = path.Split('/')[..^1];
        return Enumerable.Range(1, parts.Length).Select(count => Path.Combine([root, .. parts[..count]]));
    }

    /// <summary>Writes what is missing or stale and removes what is surplus.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it be.</exception>
    public void Write()
    {
        Directory.CreateDirectory(Root);
        foreach (var file in Files)
        {
            var path = Path.Combine(Root, file.Path);
            if (file.State == FileState.Surplus)
                Remove(path);
            else if (file.State != FileState.Unchanged)
                Write(path, file.Content!);
        }
    }

    /// <summary>Whole or not at all: half a file would lose its header and be nobody's.</summary>
    private static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        StagedFile.Write(path, content);
    }

    private void Remove(string path)
    {
        File.Delete(path);
        for (var directory = Path.GetDirectoryName(path)!; directory != Root && Directory.GetFileSystemEntries(directory).Length == 0; directory = Path.GetDirectoryName(directory)!)
            Directory.Delete(directory);
    }

    private static IEnumerable<Words> FindObstacles(string root, List<ComparedFile> files, HashSet<string> ours, bool isOccupied)
    {
        if (isOccupied)
            yield return $"{root} is not empty, and nothing in it was rendered.";
        foreach (var file in files.Where(file => file.State == FileState.Stale && !ours.Contains(file.Path)))
            yield return $"{file.Path} is there and was not rendered; it would be overwritten.";

        // Whatever reads the directory takes away what is no longer in it, down to the namespace and its volumes.
        var environments = files.Where(file => file.Content is not null).Select(file => file.Path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var left = files.Where(file => file.State == FileState.Surplus && file.Path.Contains('/', StringComparison.Ordinal))
            .Select(file => file.Path.Split('/')[0]).Where(environment => !environments.Contains(environment)).Distinct().ToList();
        if (left.Count > 0)
            yield return $"{root} holds environments that are not rendered this time and would be removed: {Words.Join(", ", left)}.";
    }

    private static IEnumerable<Words> FindInTheWay(string root, IReadOnlyList<RenderedFile> rendered)
    {
        foreach (var path in rendered.Select(file => Path.Combine(root, file.Path)).Where(Directory.Exists))
            yield return $"{path} is a directory, where a file belongs.";
        foreach (var path in rendered.SelectMany(file => DirectoriesTo(root, file.Path)).Distinct().Where(File.Exists))
            yield return $"{path} is a file, where a directory belongs.";
    }

    /// <summary>Two tools have files of the same environments, and each reads a directory of its own.</summary>
    private static IEnumerable<Words> FindOtherTools(string root, IEnumerable<RenderedFile> rendered, IEnumerable<string> ours)
    {
        var own = rendered.Select(file => FileHeader.ToolOf(new StringReader(file.Content))).ToHashSet();
        foreach (var tool in ours.Select(path => ToolOf(Path.Combine(root, path))).Distinct())
        {
            if (tool is not null && !own.Contains(tool))
                yield return $"{root} holds what was rendered for {tool}, which would be replaced.";
        }
    }

    private static string? ToolOf(string path)
    {
        if (!File.Exists(path))
            return null;
        using var reader = new StreamReader(path);
        return FileHeader.ToolOf(reader);
    }

    private static FileState StateOf(string path, string content) =>
        !File.Exists(path) && new FileInfo(path).LinkTarget is null ? FileState.Missing
        : new FileInfo(path).LinkTarget is null && HoldsText(path) && File.ReadAllText(path) == content ? FileState.Unchanged
        : FileState.Stale;

    private static IEnumerable<string> Present(string root) => Directory.Exists(root)
        ? Directory.EnumerateFiles(root, "*", Below).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
        : [];

    private static IEnumerable<string> Ours(string root) => Present(root).Where(path => IsOurs(Path.Combine(root, path)));

    /// <summary>Null for a file of the directory itself.</summary>
    private static string? EnvironmentOf(string path) => path.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? path[..end] : null;

    /// <summary>Whether it has a length, as whatever was rendered has. A pipe and a device have none: to open one is to wait for it, maybe for ever.</summary>
    public static bool HoldsText(string path) => new FileInfo(path) is { Exists: true } file && (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length > 0;

    private static bool IsOurs(string path)
    {
        if (!HoldsText(path))
            return false;
        using var reader = new StreamReader(path);
        return FileHeader.IsMark(reader.ReadLine());
    }
}
