namespace McpInfra.Files;

/// <summary>The one path of a file, whatever links and spellings lead to it.</summary>
internal static class RealPath
{
    /// <returns>The path as it is where a link leads nowhere.</returns>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (TargetOf(real) is { } target)
                real = Of(target);
        }

        return real;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
