namespace McpInfra.Audit.Input;

/// <summary>The YAML and JSON files below a directory, in order; links that lead out of it are not followed, nor is Git's own folder.</summary>
internal static class InputDirectory
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <param name="refused">Told each folder that cannot be listed, and why.</param>
    public static IEnumerable<string> Files(string directory, Action<string, Exception> refused)
    {
        var real = Path.TrimEndingDirectorySeparator(Target(new DirectoryInfo(directory)) ?? directory) + Path.DirectorySeparatorChar;
        return Entries(directory, refused).SelectMany(entry => entry switch
        {
            _ when entry.LinkTarget is not null && Target(entry)?.StartsWith(real, StringComparison.Ordinal) != true => [],
            DirectoryInfo { LinkTarget: null } inner => inner.Name is ".git" ? [] : Files(inner.FullName, refused),
            FileInfo file when Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) => [file.FullName],
            _ => [],
        });
    }

    /// <summary>Whether nothing can be read in a file: it is empty, or a pipe or socket, which would be waited for.</summary>
    public static bool IsSilent(string path) => new FileInfo(Target(new FileInfo(path)) ?? path).Length == 0;

    private static IReadOnlyList<FileSystemInfo> Entries(string directory, Action<string, Exception> refused)
    {
        try
        {
            return [.. new DirectoryInfo(directory).EnumerateFileSystemInfos("*", Everything).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception unlisted) when (unlisted is IOException or UnauthorizedAccessException)
        {
            refused(directory, unlisted);
            return [];
        }
    }

    /// <summary>Where a link leads in the end; null for what is no link, and for one that leads to itself.</summary>
    private static string? Target(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
