using System.IO.Enumeration;
using McpInfra.Printing;

namespace McpInfra.Settings;

/// <summary>One stack's file.</summary>
/// <param name="Name">Its path inside the project, with <c>/</c>.</param>
internal sealed record StackFile(string Stack, string Name, PulumiProject Project)
{
    public string Path => System.IO.Path.Combine(Project.Directory, Name);
}

/// <summary>Finds the stack files of a Pulumi project.</summary>
internal static class StackFiles
{
    public const int LongestName = 100;

    /// <summary>The files of the named stacks, or of all, in the project that a directory is in.</summary>
    /// <param name="stacks">Names, or globs of names; of <c>organization/project/stack</c> the last part counts, as for Pulumi. None means all.</param>
    /// <exception cref="StackFilesException">There are none, or something is wrong with what there is.</exception>
    public static IReadOnlyList<StackFile> Find(string directory, IReadOnlyCollection<string> stacks)
    {
        var project = PulumiProject.Around(directory)
            ?? throw new StackFilesException($"There is no Pulumi.yaml in {directory} or above it; run this inside the project.");
        if (project.OtherRuntime is { } runtime)
            throw new StackFilesException($"{project.File!.Name} in {project.Directory} is the project of another program: its runtime is {Words.Brief(runtime)}, and this program's is {PulumiProject.Runtime}. Run this inside this program's own project, which `init NAME` makes in a folder of its own.");
        var files = In(project);
        if (stacks.Count > 0 && files.Count > 0)
            return Named(stacks, files);
        Check(project);
        return files.Count > 0 ? files
            : throw new StackFilesException($"There is no stack file in {Path.GetDirectoryName(Path.Combine(project.Directory, project.StackFile("NAME")))}; make one with `pulumi stack init NAME`.");
    }

    /// <summary>Those of some files that are the named stacks', or all.</summary>
    /// <exception cref="StackFilesException">A stack has no file.</exception>
    public static IReadOnlyList<StackFile> Named(IReadOnlyCollection<string> stacks, IReadOnlyList<StackFile> files) =>
        stacks.Count == 0 ? files : [.. stacks.SelectMany(stack => Named(stack[(stack.LastIndexOf('/') + 1)..], files)).Distinct()];

    /// <summary>The other stacks' files in the project of these.</summary>
    public static IEnumerable<StackFile> Beside(IReadOnlyList<StackFile> files) => In(files[0].Project).ExceptBy(files.Select(file => file.Stack), file => file.Stack);

    /// <summary>Refuses a project in which a file is named like a stack's and is none, so that nobody takes it for one that was looked at.</summary>
    /// <exception cref="StackFilesException">There is one.</exception>
    public static void Check(PulumiProject project)
    {
        if (project.StackFiles.FirstOrDefault(file => !IsName(PulumiProject.StackOf(file))) is { } nameless)
        {
            throw new StackFilesException($"The file {Words.Brief(nameless)} is of no stack that Pulumi takes: "
                + $"a stack's name has letters, digits, hyphens, underscores and periods, {LongestName} at most. Give the file another name or move it away.");
        }

        if (project.StrayFiles.FirstOrDefault() is { } stray)
            throw new StackFilesException($"The file {Words.Brief(stray)} {Stray(project, PulumiProject.StackOf(stray))} Give it that name or move it away.");
    }

    /// <summary>Every file of a stack that Pulumi takes.</summary>
    /// <exception cref="StackFilesException">The project does not say where they are.</exception>
    public static IReadOnlyList<StackFile> In(PulumiProject project) => project.NamesFolderTwice
        ? throw new StackFilesException($"{project.File!.Name} names the folder of stack files twice, as stackConfigDir and as a text under config, and Pulumi takes no such project. Remove the line config:.")
        : [.. project.StackFiles.Select(file => new StackFile(PulumiProject.StackOf(file), file, project)).Where(file => IsName(file.Stack)).OrderBy(file => file.Stack, StringComparer.Ordinal)];

    /// <summary>Whether Pulumi takes it for a stack's name (tokens.IsName in pkg/backend).</summary>
    public static bool IsName(string stack) =>
        stack.Length is > 0 and <= LongestName && stack.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');

    private static List<StackFile> Named(string stack, IReadOnlyList<StackFile> files)
    {
        if (files.Where(file => FileSystemName.MatchesSimpleExpression(stack, file.Stack, ignoreCase: false)).ToList() is { Count: > 0 } found)
            return found;
        var project = files[0].Project;
        if (project.StrayFiles.FirstOrDefault(file => PulumiProject.StackOf(file) == stack) is { } stray)
            throw new StackFilesException($"Stack '{Words.Brief(stack)}' has a file {Words.Brief(stray)} that {Stray(project, stack)} Give it that name.");
        var known = files.Select(file => file.Stack).ToList();
        var nearest = NearestName.Of(stack, known);
        var meant = nearest is null ? Words.None : Words.Of($" Did you mean {nearest}?");
        throw new StackFilesException($"Stack '{Words.Brief(stack)}' has no file {Words.Brief(project.StackFile(stack))}.{meant} Stacks with a file: {Words.Join(", ", known)}.");
    }

    private static Words Stray(PulumiProject project, string stack) =>
        $"is never read: with {project.File?.Name ?? "Pulumi.yaml"} as it is, Pulumi reads {Words.Brief(project.StackFile(stack))}.";
}

/// <summary>A stack file or the project itself is not there, or cannot be used as it is.</summary>
internal sealed class StackFilesException(Words message) : RefusedException(message);
