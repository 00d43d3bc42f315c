using McpInfra.Printing;

namespace McpInfra.Settings;

/// <summary>One stack's file.</summary>
internal sealed record StackFile(string Stack, string Path);

/// <summary>Finds the stack files of a Pulumi project.</summary>
internal static class StackFiles
{
    private const string Prefix = "Pulumi.";

    private const int LongestName = 100;

    private static readonly string[] Extensions = [".yaml", ".yml"];

    /// <summary>What the file of a project itself is called.</summary>
    public static IReadOnlyList<string> ProjectFileNames { get; } = [.. Extensions.Select(extension => "Pulumi" + extension)];

    /// <summary>
    /// The files of the named stacks, or of all, in the project that a directory is in: it or the nearest one above it
    /// that has a <c>Pulumi.yaml</c>.
    /// </summary>
    /// <param name="stacks">Names; of <c>organization/project/stack</c> the last part counts, as for Pulumi. None means all.</param>
    public static IReadOnlyList<StackFile> Find(string directory, IReadOnlyCollection<string> stacks)
    {
        var project = FindProject(directory)
            ?? throw new StackFilesException($"There is no Pulumi.yaml in {directory} or above it; run this inside the project.");
        var files = AllIn(project);
        if (files.Count == 0)
            throw new StackFilesException($"There is no stack file in {project}; make one with `pulumi stack init NAME`.");
        var found = stacks.Count == 0 ? files : [.. stacks.Select(stack => Named(stack[(stack.LastIndexOf('/') + 1)..], files)).Distinct()];
        return found.FirstOrDefault(file => !IsName(file.Stack)) is { } nameless
            ? throw new StackFilesException($"The file {Words.Brief(Path.GetFileName(nameless.Path))} is of no stack that Pulumi takes: "
                + $"a stack's name has letters, digits, hyphens, underscores and periods, {LongestName} at most. Give the file another name or move it away.")
            : found;
    }

    /// <summary>The other stacks' files in the directory of these, but those of no stack that Pulumi takes.</summary>
    public static IEnumerable<StackFile> Beside(IReadOnlyList<StackFile> files) =>
        AllIn(Path.GetDirectoryName(files[0].Path)!).Where(file => IsName(file.Stack)).ExceptBy(files.Select(file => file.Stack), file => file.Stack);

    /// <summary>The stack that a file of this name is of; null for any other file.</summary>
    public static string? StackOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && Array.Find(Extensions, extension => name.EndsWith(extension, StringComparison.Ordinal)) is { } extension
        && name.Length > Prefix.Length + extension.Length
            ? name[Prefix.Length..^extension.Length]
            : null;

    /// <summary>The stacks that have a file beside the project's.</summary>
    public static IEnumerable<string> NamesIn(ProjectFiles files) => files.Match(Prefix + "*").Select(StackOf).OfType<string>();

    /// <summary>Whether Pulumi takes it for a stack's name (tokens.IsName in pkg/backend).</summary>
    public static bool IsName(string stack) =>
        stack.Length is > 0 and <= LongestName && stack.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');

    /// <summary>The directory of the project that a directory is in; null when it is in none.</summary>
    public static string? FindProject(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (ProjectFileNames.Any(name => File.Exists(Path.Combine(directory.FullName, name))))
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
        var meant = nearest is null ? Words.None : Words.Of($" Did you mean {nearest}?");
        throw new StackFilesException($"Stack '{Words.Brief(stack)}' has no file Pulumi.{Words.Brief(stack)}.yaml.{meant} Stacks with a file: {Words.Join(", ", known)}.");
    }
}

/// <summary>A stack file or the project itself is not there.</summary>
internal sealed class StackFilesException(Words message) : RefusedException(message);
