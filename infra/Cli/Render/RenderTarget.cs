using McpInfra.Delivery;
using McpInfra.Printing;

namespace McpInfra.Cli.Render;

/// <summary>Where rendered files go, and what may happen there.</summary>
/// <param name="Directory">As it was given.</param>
/// <param name="Root">The directory in full.</param>
internal sealed record RenderTarget(string Directory, string Root, bool Check, bool Force)
{
    /// <summary>The environments that are there already; null where that cannot be read, which is printed.</summary>
    public IReadOnlySet<string>? Environments(Printer printer)
    {
        try
        {
            return OutputDirectory.EnvironmentsIn(Root);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            printer.Error($"{Directory} cannot be read: {failed.Message}");
            return null;
        }
    }

    /// <summary>A file that is there; null where there is none, or it is not to be read, which is said when it is to be written.</summary>
    public string? Read(string path)
    {
        try
        {
            return OutputDirectory.HoldsText(Path.Combine(Root, path)) ? File.ReadAllText(Path.Combine(Root, path)) : null;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes or compares; an exit code.</summary>
    /// <param name="isInScope">Whether an environment is rendered this time; null for all.</param>
    /// <param name="command">The line that renders this again, without the directory.</param>
    public int Apply(IReadOnlyList<RenderedFile> rendered, Predicate<string>? isInScope, ShellLine command, Printer printer)
    {
        try
        {
            var directory = OutputDirectory.Compare(Root, rendered, isInScope);
            return Check && directory.Files.Count > 0 ? Compare(directory, command, printer) : Write(directory, printer);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            printer.Error($"{Directory} cannot be {(Check ? Words.Own("read") : Words.Own("written"))}: {failed.Message}");
            return ExitCodes.BadInput;
        }
    }

    private int Compare(OutputDirectory directory, ShellLine command, Printer printer)
    {
        var differing = directory.Files.Where(file => file.State != FileState.Unchanged).ToList();
        foreach (var file in differing)
            printer.Line($"{file.State.ToString().ToLowerInvariant(),-8} {file.Path}");
        if (differing.Count == 0)
        {
            printer.Line($"{Directory} is as it would be rendered ({Words.Plural(directory.Files.Count, "file")}).");
            return ExitCodes.Success;
        }

        printer.Line($"{Directory} differs from what would be rendered in {Words.Plural(differing.Count, "file")}. Render it again and commit it:");
        printer.Line($"    {command} {ShellLine.Of($"--out {Directory}")}");
        return ExitCodes.Refused;
    }

    private int Write(OutputDirectory directory, Printer printer)
    {
        if (directory.Obstacles.Count > 0 && (!Force || directory.IsHopeless))
        {
            foreach (var obstacle in directory.Obstacles)
                printer.Error(obstacle);
            printer.Error(directory.IsHopeless ? "Nothing was written." : "Nothing was written. Name another directory or all stacks, or add --force if that is meant.");
            return ExitCodes.BadInput;
        }

        directory.Write();
        foreach (var file in directory.Files.Where(file => file.State != FileState.Unchanged))
            printer.Line($"{Verb(file.State),-8} {file.Path}");
        printer.Line($"{Directory}: {Of(FileState.Missing)} written, {Of(FileState.Stale)} changed, {Of(FileState.Unchanged)} unchanged, {Of(FileState.Surplus)} removed.");
        return ExitCodes.Success;

        int Of(FileState state) => directory.Files.Count(file => file.State == state);
    }

    private static string Verb(FileState state) => state switch
    {
        FileState.Missing => "wrote",
        FileState.Stale => "changed",
        _ => "removed",
    };
}
