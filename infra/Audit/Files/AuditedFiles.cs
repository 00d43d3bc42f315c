using McpInfra.Printing;

namespace McpInfra.Audit.Files;

/// <summary>What is known of all the files that were asked for, when each has been looked at.</summary>
/// <param name="Files">Names of the files that were read, from the project's directory.</param>
internal sealed record AuditedFiles(IReadOnlyList<string> Files, IReadOnlyList<UnreadFile> Unread)
{
    /// <summary>What a person should know of how they were read; nothing that is wrong.</summary>
    public IReadOnlyList<Words> Notes { get; init; } = [];

    /// <param name="see">What is made of a file before it is let go; called from several threads.</param>
    /// <param name="take">Called with that in the order of the files.</param>
    public static AuditedFiles Read<TSeen>(AuditedPaths paths, string root, Func<AuditedFile, TSeen> see, Action<TSeen> take)
        where TSeen : class
    {
        var reader = new FileWalk<TSeen>(root, new Exclusions(paths.Exclude), paths.WithIgnored, see, take);
        foreach (var path in paths.Values)
            reader.Read(path, paths.Directory, isValues: true);
        foreach (var path in paths.Manifests)
            reader.Read(path, paths.Directory, isValues: false);
        return reader.Result;
    }

    public static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}

/// <summary>Which values files and manifests are asked for.</summary>
/// <param name="Directory">What relative paths are relative to.</param>
/// <param name="Exclude">Globs of what in directories is passed over.</param>
internal sealed record AuditedPaths(string Directory, IReadOnlyList<string> Values, IReadOnlyList<string> Manifests, IReadOnlyList<string> Exclude)
{
    /// <summary>Whether what <c>.gitignore</c> names is read too.</summary>
    public bool WithIgnored { get; init; }
}
