using System.Formats.Tar;
using System.IO.Compression;

namespace McpInfra.Chart.Check;

/// <summary>A chart's own template files as they are written: of a directory or a package. Helm shows a registry's chart rendered alone.</summary>
internal static class ChartTemplates
{
    /// <summary>A template that is longer is not looked into.</summary>
    private const int Longest = 1 << 20;

    /// <summary>The files that define and render nothing, by name; null for a chart in a registry.</summary>
    public static IReadOnlyList<(string Name, string Text)>? Helpers(ChartSource source) =>
        source.IsRemote ? null : [.. (source.IsDirectory ? OfDirectory(source.Location) : OfPackage(source.Location)).OrderBy(file => file.Name, StringComparer.Ordinal)];

    private static IEnumerable<(string Name, string Text)> OfDirectory(string directory)
    {
        var templates = Path.Combine(directory, "templates");
        return Directory.Exists(templates) ? Directory.GetFiles(templates, "*.tpl").Select(file => (Path.GetFileName(file), File.ReadAllText(file))) : [];
    }

    /// <summary>Helm has rendered it before, so it is a package; what is in its <c>charts</c> is somebody else's.</summary>
    private static IEnumerable<(string Name, string Text)> OfPackage(string package)
    {
        using var entries = new TarReader(new GZipStream(File.OpenRead(package), CompressionMode.Decompress));
        while (entries.GetNextEntry() is { } entry)
        {
            if (entry.Name.Split('/') is [_, "templates", var name] && name.EndsWith(".tpl", StringComparison.Ordinal) && entry is { DataStream: { } text, Length: <= Longest })
                yield return (name, new StreamReader(text).ReadToEnd());
        }
    }
}
