using McpInfra.Files;

namespace McpInfra.Chart.Patch;

/// <summary>Writes a plan: every new file is complete beside the old one before the first takes its place, and a failure puts back what was there.</summary>
internal static class PatchWriter
{
    /// <exception cref="UnusableChartException">A file cannot be written; all are as they were.</exception>
    public static void Write(string directory, PatchPlan plan)
    {
        var staged = new List<(FileChange Change, StagedFile File)>();
        var replaced = new List<(FileChange Change, StagedFile File)>();
        var current = "";
        try
        {
            foreach (var change in plan.Changes)
            {
                current = change.File;
                staged.Add((change, StagedFile.Of(StagedFile.Target(Path.Combine(directory, change.File)), change.After)));
            }

            foreach (var (change, file) in staged)
            {
                current = change.File;
                file.TakePlace();
                replaced.Add((change, file));
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            foreach (var (change, file) in replaced)
                StagedFile.Write(file.Path, change.Before);
            throw new UnusableChartException($"{current} cannot be written; the chart is as it was.");
        }
        finally
        {
            foreach (var (_, file) in staged)
                file.Dispose();
        }
    }
}
