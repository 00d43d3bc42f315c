using McpInfra.Files;
using McpInfra.Loading;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Init;

/// <summary>Where the file of a new stack will be.</summary>
/// <param name="Name">Its path inside the project.</param>
internal sealed record NewStackPlace(PulumiProject Project, string Name)
{
    private string FullPath => Path.Combine(Project.Directory, Name);

    /// <exception cref="StackFilesException">There is no project here, or it cannot be used.</exception>
    /// <exception cref="InitException">The stack is there already, or is none that Pulumi takes.</exception>
    public static NewStackPlace Of(string directory, string stack)
    {
        var project = PulumiProject.Around(directory)
            ?? throw new StackFilesException($"There is no Pulumi.yaml in {directory} or above it; run this inside the project.");
        if (!StackFiles.IsName(stack))
            throw new InitException($"'{Words.Brief(stack)}' is no name that Pulumi takes: letters, digits, hyphens, underscores and periods, {StackFiles.LongestName} at most.");
        var place = new NewStackPlace(project, project.StackFile(stack));
        if (!place.Name.EndsWith(".yaml", StringComparison.Ordinal) && !place.Name.EndsWith(".yml", StringComparison.Ordinal))
            throw new InitException($"The project's own file is {project.File!.Name}, so Pulumi reads {Words.Brief(place.Name)}, and init writes YAML alone.");
        return File.Exists(place.FullPath) || new FileInfo(place.FullPath).LinkTarget is not null ? throw place.IsThere() : place;
    }

    /// <summary>Whether the project has a schema that editors check by.</summary>
    public bool HasSchema => Project.Files.Match(PulumiProject.Schema).Count > 0;

    /// <summary>The project's stacks that are of a cluster.</summary>
    public IReadOnlyList<string> Clusters => [.. StackFiles.In(Project).Where(StackKinds.IsCluster).Select(file => file.Stack)];

    /// <summary>The project's other stacks, as far as they can be read.</summary>
    public IReadOnlyList<StackSettings> Others(HeldSecrets held) => [.. StackFiles.In(Project).Select(file => SharedStacks.Load(file, held)?.Settings).OfType<StackSettings>()];

    /// <exception cref="InitException">It cannot be written, or is there by now.</exception>
    public void Write(string text)
    {
        try
        {
            StagedFile.WriteNew(FullPath, text);
        }
        catch (IOException) when (Path.Exists(FullPath))
        {
            throw IsThere();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new InitException($"{Name} cannot be written: {(failed is UnauthorizedAccessException ? "this directory may not be written to" : "its directory is not there, or the disk takes no more")}.");
        }
    }

    private InitException IsThere() => new($"{Name} is there already, and init overwrites nothing. Take another name, or change that file.");
}
