namespace McpInfra.Settings;

/// <summary>The stack files of a Pulumi project.</summary>
internal sealed class StackFiles
{
    private static readonly string[] Extensions = [".yaml", ".yml"];

    private readonly Dictionary<string, string> _paths;

    private StackFiles(string directory)
    {
        Directory = directory;
        _paths = Extensions
            .SelectMany(extension => System.IO.Directory.EnumerateFiles(directory, "Pulumi.?*" + extension))
            .Select(path => (Stack: Path.GetFileNameWithoutExtension(path)["Pulumi.".Length..], Path: path))
            .Where(file => file.Stack.Length > 0)
            .DistinctBy(file => file.Stack)
            .ToDictionary(file => file.Stack, file => file.Path);
    }

    /// <summary>The directory of <c>Pulumi.yaml</c>.</summary>
    public string Directory { get; }

    /// <summary>Names of the stacks that have a file, in order.</summary>
    public IReadOnlyList<string> Stacks => [.. _paths.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The project that a directory is in: it or the nearest one above it that has a <c>Pulumi.yaml</c>.</summary>
    public static StackFiles Find(string startDirectory)
    {
        for (var directory = new DirectoryInfo(startDirectory); directory is not null; directory = directory.Parent)
        {
            if (Extensions.Any(extension => File.Exists(Path.Combine(directory.FullName, "Pulumi" + extension))))
                return new StackFiles(directory.FullName);
        }

        throw new ProjectNotFoundException(startDirectory);
    }

    /// <param name="stack">A stack's name; of <c>organisation/project/stack</c> the last part counts, as for Pulumi.</param>
    public StackFileSource Open(string stack)
    {
        var name = stack[(stack.LastIndexOf('/') + 1)..];
        if (_paths.TryGetValue(name, out var path))
            return new StackFileSource(name, path);

        var nearest = NearestName.Of(name, Stacks);
        throw new SettingsException(name,
        [
            new SettingsProblem($"Pulumi.{name}.yaml",
                "does not exist. " + (nearest is not null ? $"Did you mean {nearest}? " : "")
                    + (Stacks.Count == 0 ? "No stack has a file here." : $"Stacks with a file: {string.Join(", ", Stacks)}."),
                $"pulumi stack init {name}"),
        ]);
    }
}

/// <summary>No Pulumi project was found.</summary>
internal sealed class ProjectNotFoundException(string directory)
    : RefusedException($"There is no Pulumi.yaml in {directory} or above it; run this inside the project.");
