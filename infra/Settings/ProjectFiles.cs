namespace McpInfra.Settings;

/// <summary>The files of a Pulumi project that a stack may name.</summary>
/// <param name="directory">The project's directory; null where there is none, so that nothing is found.</param>
internal sealed class ProjectFiles(string? directory)
{
    public static ProjectFiles None { get; } = new(null);

    /// <summary>The files of a name or pattern, by path inside the project with <c>/</c>, in order.</summary>
    /// <param name="pattern">Relative; <c>*</c> and <c>?</c> in the last part alone.</param>
    public IReadOnlyList<string> Match(string pattern)
    {
        var relative = Path.GetDirectoryName(pattern) ?? "";
        if (directory is null || !Directory.Exists(Path.Combine(directory, relative)))
            return [];
        return
        [
            .. Directory.EnumerateFiles(Path.Combine(directory, relative), Path.GetFileName(pattern))
                .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public string Read(string path) => File.ReadAllText(Path.Combine(directory!, path));
}
