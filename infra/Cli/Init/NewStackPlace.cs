using McpInfra.Files;
using McpInfra.Loading;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Init;

/// <summary>Where the file of a new stack will be.</summary>
/// <param name="Name">Its path inside the project.</param>
/// <param name="Beside">The rest of the project, where there is none yet.</param>
internal sealed record NewStackPlace(PulumiProject Project, string Name, IReadOnlyList<NewFile> Beside)
{
    /// <exception cref="StackFilesException">The project here cannot be used.</exception>
    /// <exception cref="InitException">The stack is there already, or is none that Pulumi takes, or a new project would not have its place to itself.</exception>
    public static NewStackPlace Of(string directory, string stack)
    {
        if (!StackFiles.IsName(stack))
            throw new InitException($"'{Words.Brief(stack)}' is no name that Pulumi takes: letters, digits, hyphens, underscores and periods, {StackFiles.LongestName} at most.");
        var around = PulumiProject.Around(directory);
        if (around?.OtherRuntime is { } runtime)
        {
            // One above has a program of its own, and this one its own folder below.
            around = around.Directory != Path.GetFullPath(directory) ? null : throw new InitException(
                $"{around.File!.Name} here is the project of another program: its runtime is {Words.Brief(runtime)}, and this program's is {PulumiProject.Runtime}. "
                + $"Run this in a folder of its own, which may be below:\n    {ShellLine.Of($"mkdir mcp && cd mcp")}");
        }

        IReadOnlyList<NewFile> beside = around is null ? NewProject.In(directory) : [];
        var project = around ?? NewProject.With(beside, directory);
        var place = new NewStackPlace(project, project.StackFile(stack), beside);
        if (!place.Name.EndsWith(".yaml", StringComparison.Ordinal) && !place.Name.EndsWith(".yml", StringComparison.Ordinal))
            throw new InitException($"The project's own file is {project.File!.Name}, so Pulumi reads {Words.Brief(place.Name)}, and init writes YAML alone.");
        return ((string[])[place.Name, .. beside.Where(file => !file.MayBeThere).Select(file => file.Name)]).FirstOrDefault(place.Holds) is { } held ? throw IsThere(held) : place;
    }

    /// <summary>Whether the project has a schema that editors check by.</summary>
    public bool HasSchema => Project.Files.Match(PulumiProject.Schema).Count > 0;

    /// <summary>The project's stacks that are of a cluster.</summary>
    public IReadOnlyList<string> Clusters => [.. StackFiles.In(Project).Where(StackKinds.IsCluster).Select(file => file.Stack)];

    /// <summary>The project's other stacks, as far as they can be read.</summary>
    public IReadOnlyList<StackSettings> Others(HeldSecrets held) => [.. StackFiles.In(Project).Select(file => SharedStacks.Load(file, held)?.Settings).OfType<StackSettings>()];

    /// <summary>Writes the stack's file, and all others that it needs: all or none.</summary>
    /// <returns>What is written, and what was there and is left as it is.</returns>
    /// <exception cref="InitException">A file cannot be written, or is there by now.</exception>
    public (IReadOnlyList<string> Written, IReadOnlyList<string> Left) Write(string text)
    {
        var left = Beside.Where(file => file.MayBeThere && Holds(file.Name)).ToList();
        var written = new List<string>();
        try
        {
            foreach (var file in Beside.Except(left).Append(new NewFile(Name, text)))
            {
                Write(file);
                written.Add(file.Name);
            }
        }
        catch (InitException)
        {
            written.ForEach(name => File.Delete(PathOf(name)));
            throw;
        }

        return (written, [.. left.Select(file => file.Name)]);
    }

    private void Write(NewFile file)
    {
        try
        {
            if (Beside.Count > 0)
                Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file.Name))!);
            StagedFile.WriteNew(PathOf(file.Name), file.Text);
        }
        catch (IOException) when (Path.Exists(PathOf(file.Name)))
        {
            throw IsThere(file.Name);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new InitException($"{file.Name} cannot be written: {(failed is UnauthorizedAccessException ? "this directory may not be written to" : "its directory is not there, or the disk takes no more")}.");
        }
    }

    private string PathOf(string name) => Path.GetFullPath(Path.Combine(Project.Directory, name));

    private bool Holds(string name) => Path.Exists(PathOf(name)) || new FileInfo(PathOf(name)).LinkTarget is not null;

    private static InitException IsThere(string name) => new($"{name} is there already, and init overwrites nothing. Take another name, or change that file.");
}
