using System.IO.Enumeration;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>The files of a Pulumi project that a stack may name.</summary>
/// <param name="list">The files right in a folder of the project, by path inside the project with <c>/</c>; none where there is no such folder.</param>
/// <param name="read">A file's text, by that path; <see cref="Read"/> says what it throws.</param>
internal sealed class ProjectFiles(Func<string, IEnumerable<string>> list, Func<string, string> read)
{
    /// <summary>Files on disk.</summary>
    /// <param name="directory">The project's directory; null where there is none, so that nothing is found.</param>
    public ProjectFiles(string? directory)
        : this(folder => FilesIn(directory, folder), path => File.ReadAllText(Path.Combine(directory!, path)))
    {
    }

    public static ProjectFiles None { get; } = new(null);

    /// <summary>The files of a name or pattern, by path inside the project with <c>/</c>, in order.</summary>
    /// <param name="pattern">Relative; <c>*</c> and <c>?</c> in the last part alone.</param>
    public IReadOnlyList<string> Match(string pattern) =>
    [
        .. list(Path.GetDirectoryName(pattern) ?? "")
            .Where(path => FileSystemName.MatchesSimpleExpression(Path.GetFileName(pattern), Path.GetFileName(path), ignoreCase: false))
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public string Read(string path) => read(path);

    /// <summary>A file's text; null where it cannot be read.</summary>
    /// <param name="fault">Why not.</param>
    public string? TryRead(string path, out YamlFault? fault) => TryRead(() => Read(path), out fault);

    public static string? TryRead(Func<string> read, out YamlFault? fault)
    {
        try
        {
            fault = null;
            return read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = new YamlFault(null, unreadable is UnauthorizedAccessException ? "cannot be read: access is denied." : "cannot be read: the file or disk refuses it.");
            return null;
        }
    }

    private static IEnumerable<string> FilesIn(string? directory, string folder) =>
        directory is null || !Directory.Exists(Path.Combine(directory, folder))
            ? []
            : Directory.EnumerateFiles(Path.Combine(directory, folder)).Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'));
}
