namespace McpInfra.Settings;

/// <summary>One stack's file.</summary>
internal sealed record StackFile(string Stack, string Path);

/// <summary>Finds the stack files of a Pulumi project.</summary>
internal static class StackFiles
{
    private const string Prefix = "Pulumi.";

    private static readonly string[] Extensions = [".yaml", ".yml"];

    /// <summary>
    /// The files of the named stacks, or of all, in the project that a directory is in: it or the nearest one above it
    /// that has a <c>Pulumi.yaml</c>.
    /// </summary>
    /// <param name="stacks">Names; of <c>organisation/project/stack</c> the last part counts, as for Pulumi. None means all.</param>
    public static IReadOnlyList<StackFile> Find(string directory, IReadOnlyCollection<string> stacks)
    {
        var project = FindProject(directory)
            ?? throw new StackFilesException($"There is no Pulumi.yaml in {directory} or above it; run this inside the project.");
        var files = AllIn(project);
        if (files.Count == 0)
            throw new StackFilesException($"There is no stack file in {project}; make one with `pulumi stack init NAME`.");
        return stacks.Count == 0 ? files : [.. stacks.Select(stack => Named(stack[(stack.LastIndexOf('/') + 1)..], files)).Distinct()];
    }

    /// <summary>The stack that a file of this name is of; null for any other file.</summary>
    public static string? StackOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && Array.Find(Extensions, extension => name.EndsWith(extension, StringComparison.Ordinal)) is { } extension
        && name.Length > Prefix.Length + extension.Length
            ? name[Prefix.Length..^extension.Length]
            : null;

    /// <summary>The directory of the project that a directory is in; null when it is in none.</summary>
    public static string? FindProject(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (Extensions.Any(extension => File.Exists(Path.Combine(directory.FullName, "Pulumi" + extension))))
                return directory.FullName;
        }

        return null;
    }

    private static List<StackFile> AllIn(string project) =>
    [
        .. Extensions
            .SelectMany(extension => Directory.EnumerateFiles(project, Prefix + "?*" + extension))
            .Select(path => new StackFile(StackOf(Path.GetFileName(path))!, path))
            .DistinctBy(file => file.Stack)
            .OrderBy(file => file.Stack, StringComparer.Ordinal),
    ];

    private static StackFile Named(string stack, List<StackFile> files)
    {
        if (files.Find(file => file.Stack == stack) is { } found)
            return found;
        var known = files.Select(file => file.Stack).ToList();
        var nearest = NearestName.Of(stack, known);
        throw new StackFilesException($"Stack '{stack}' has no file Pulumi.{stack}.yaml."
            + (nearest is null ? "" : $" Did you mean {nearest}?")
            + $" Stacks with a file: {string.Join(", ", known)}.");
    }
}

/// <summary>A stack file or the project itself is not there.</summary>
internal sealed class StackFilesException(string message) : RefusedException(message);
