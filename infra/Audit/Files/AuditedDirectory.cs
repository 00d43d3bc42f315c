namespace McpInfra.Audit.Files;

/// <summary>A file that was come upon.</summary>
/// <param name="Chart">Folder of the Helm chart whose template it is; null for any other file.</param>
/// <param name="Defaults">What of a chart's values it is; null for any other file.</param>
internal readonly record struct DirectoryFile(string Path, string? Chart = null, ChartDefaults? Defaults = null)
{
    /// <summary>A chart inside of a chart, packed.</summary>
    public bool IsPackedChart => Path.EndsWith(AuditedDirectory.Packed, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// The YAML and JSON files below a directory, the templates of Helm charts and what is written for Terraform, in order; links that lead out of it or to
/// nothing are not followed, nor is Git's own folder.
/// </summary>
/// <param name="exclusions">What is passed over.</param>
/// <param name="refused">Called for each folder that cannot be listed, with the reason.</param>
/// <param name="withIgnored">Whether what <c>.gitignore</c> names is read too.</param>
internal sealed class AuditedDirectory(Exclusions exclusions, Action<string, Exception> refused, bool withIgnored)
{
    public const string Packed = ".tgz";
    private const string Templates = "templates";

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>Helpers and the notes for whoever installs the chart.</summary>
    private static readonly string[] TemplateExtensions = [.. Extensions, ".tpl", ".txt"];

    private static readonly string[] TerraformExtensions = [".tf", ".tfvars"];

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Whether a file is YAML or JSON by its name.</summary>
    public static bool IsData(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file is in Terraform's own language by its name.</summary>
    public static bool IsTerraform(string path) => TerraformExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>How many files and folders <c>.gitignore</c> kept from being read.</summary>
    public int Ignored { get; private set; }

    public IEnumerable<DirectoryFile> Files(string directory) => Files(directory, "", ChartAbove(directory), ChartDefaults.ChartAround(directory), withIgnored ? null : GitIgnore.Above(directory));

    /// <summary>Where a link leads in the end; null for what is no link, and for one that leads to itself.</summary>
    public static FileSystemInfo? Target(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <param name="below">The directory's own place in the one that is audited; ends with '/' unless it is that.</param>
    /// <param name="chart">Folder of the chart whose templates these are; null where they are none.</param>
    /// <param name="inside">Folder of the chart that it is a part of; null where it is of none.</param>
    /// <param name="outer">What is ignored in the folders around it; null where nothing is.</param>
    private IEnumerable<DirectoryFile> Files(string directory, string below, string? chart, string? inside, GitIgnore? outer)
    {
        var real = Path.TrimEndingDirectorySeparator(Target(new DirectoryInfo(directory))?.FullName ?? directory) + Path.DirectorySeparatorChar;
        var entries = Entries(directory);
        var isChart = ChartDefaults.IsChart(directory);
        inside = isChart ? directory : inside;
        var ignore = outer is null ? null : GitIgnore.In(directory, outer);
        return entries.Where(entry => !exclusions.Exclude(below + entry.Name) && !IsIgnored(entry, ignore)).SelectMany(entry => entry switch
        {
            _ when entry.LinkTarget is not null && !(Target(entry) is { Exists: true } target && target.FullName.StartsWith(real, StringComparison.Ordinal)) => [],
            DirectoryInfo { LinkTarget: null } inner => inner.Name is ".git"
                ? []
                : Files(inner.FullName, below + inner.Name + "/", chart ?? (isChart && inner.Name == Templates ? directory : null), inside, ignore),
            FileInfo file when (chart is null ? Extensions : TemplateExtensions).Contains(file.Extension, StringComparer.OrdinalIgnoreCase) || IsTerraform(file.Name) => [new DirectoryFile(file.FullName, chart, chart is null && inside is not null ? ChartDefaults.Of(inside, file.FullName) : null)],
            FileInfo { Extension: Packed } file when IsOfChart(directory) => [new DirectoryFile(file.FullName)],
            _ => (IEnumerable<DirectoryFile>)[],
        });
    }

    /// <summary>The chart whose templates a directory that was named lies among.</summary>
    private static string? ChartAbove(string directory)
    {
        for (var inner = directory; Path.GetDirectoryName(inner) is { } outer; inner = outer)
        {
            if (Path.GetFileName(inner) == Templates && ChartDefaults.IsChart(outer))
                return outer;
        }

        return null;
    }

    /// <summary>Whether a folder is where a chart keeps those that it needs.</summary>
    private static bool IsOfChart(string directory) =>
        Path.GetFileName(directory) == "charts" && Path.GetDirectoryName(directory) is { } outer && ChartDefaults.IsChart(outer);

    /// <summary>Whether <c>.gitignore</c> names it; what would not have been read anyway is not counted.</summary>
    private bool IsIgnored(FileSystemInfo entry, GitIgnore? ignore)
    {
        if (ignore is null || !(entry is DirectoryInfo { Name: not ".git" } || IsData(entry.Name)) || !ignore.Ignores(entry.FullName, entry is DirectoryInfo))
            return false;
        Ignored++;
        return true;
    }

    private IReadOnlyList<FileSystemInfo> Entries(string directory)
    {
        try
        {
            return [.. new DirectoryInfo(directory).EnumerateFileSystemInfos("*", Everything).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception unlisted) when (unlisted is IOException or UnauthorizedAccessException)
        {
            refused(directory, unlisted);
            return [];
        }
    }
}
