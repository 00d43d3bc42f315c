using McpInfra.Delivery;

namespace McpInfra.Cli.Render;

/// <summary>Where rendered files go, and what may happen there.</summary>
/// <param name="Directory">As it was given.</param>
internal sealed record RenderTarget(string Directory, bool Check, bool Force)
{
    /// <summary>Writes or compares; an exit code.</summary>
    /// <param name="root">The directory in full.</param>
    public int Apply(string root, IReadOnlyList<RenderedFile> rendered, FileHeader header, TextWriter output, TextWriter error)
    {
        try
        {
            var directory = OutputDirectory.Compare(root, rendered);
            return Check && directory.Files.Count > 0 ? Compare(directory, header, output) : Write(directory, output, error);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{Directory} cannot be {(Check ? "read" : "written")}: {failed.Message}");
            return ExitCodes.BadInput;
        }
    }

    private int Compare(OutputDirectory directory, FileHeader header, TextWriter output)
    {
        var differing = directory.Files.Where(file => file.State != FileState.Unchanged).ToList();
        foreach (var file in differing)
            output.WriteLine($"{file.State.ToString().ToLowerInvariant(),-8} {file.Path}");
        if (differing.Count == 0)
        {
            output.WriteLine($"{Directory} is as it would be rendered ({Count(directory.Files.Count)}).");
            return ExitCodes.Success;
        }

        output.WriteLine($"{Directory} differs from what would be rendered in {Count(differing.Count)}. Render it again and commit it:");
        output.WriteLine($"    dotnet run --project infra -- {header.Command.Replace("--out DIR", "--out " + Directory, StringComparison.Ordinal)}");
        return ExitCodes.Refused;
    }

    private int Write(OutputDirectory directory, TextWriter output, TextWriter error)
    {
        // What --force cannot mend: nothing was compared, or a directory is in the way.
        var isHopeless = directory.Files.Count == 0 || directory.Files.Any(file => System.IO.Directory.Exists(Path.Combine(directory.Root, file.Path)));
        if (directory.Obstacles.Count > 0 && (!Force || isHopeless))
        {
            foreach (var obstacle in directory.Obstacles)
                error.WriteLine(obstacle);
            error.WriteLine("Nothing was written." + (isHopeless ? "" : " Name another directory or all stacks, or add --force if that is meant."));
            return ExitCodes.BadInput;
        }

        directory.Write();
        foreach (var file in directory.Files.Where(file => file.State != FileState.Unchanged))
            output.WriteLine($"{Verb(file.State),-8} {file.Path}");
        output.WriteLine($"{Directory}: {Of(FileState.Missing)} written, {Of(FileState.Stale)} changed, {Of(FileState.Unchanged)} unchanged, {Of(FileState.Surplus)} removed.");
        return ExitCodes.Success;

        int Of(FileState state) => directory.Files.Count(file => file.State == state);
    }

    private static string Verb(FileState state) => state switch
    {
        FileState.Missing => "wrote",
        FileState.Stale => "changed",
        _ => "removed",
    };

    private static string Count(int files) => files == 1 ? "1 file" : $"{files} files";
}
