using System.Text;

namespace McpInfra.Chart.Patch;

/// <summary>Writes a plan: every new file is complete beside the old one before the first takes its place, and a failure puts back what was there.</summary>
internal static class PatchWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <exception cref="PatchInputException">A file cannot be written; all are as they were.</exception>
    public static void Write(string directory, PatchPlan plan)
    {
        var staged = new List<(FileChange Change, string Path, string New)>();
        var replaced = new List<(FileChange Change, string Path)>();
        var current = "";
        try
        {
            foreach (var change in plan.Changes)
            {
                current = change.File;
                var path = Target(Path.Combine(directory, change.File));
                staged.Add((change, path, path + ".new-" + Path.GetRandomFileName()));
                Stage(staged[^1].New, path, change.After);
            }

            foreach (var (change, path, file) in staged)
            {
                current = change.File;
                File.Move(file, path, overwrite: true);
                replaced.Add((change, path));
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            foreach (var (change, path) in replaced)
                File.WriteAllText(path, change.Before, Utf8);
            throw new PatchInputException($"{current} cannot be written; the chart is as it was.");
        }
        finally
        {
            foreach (var (_, _, file) in staged)
                File.Delete(file);
        }
    }

    private static void Stage(string file, string original, string text)
    {
        File.WriteAllText(file, text, Utf8);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, File.GetUnixFileMode(original));
    }

    /// <summary>What a link leads to: the link stays one.</summary>
    private static string Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
