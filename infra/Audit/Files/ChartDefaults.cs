using McpInfra.Yaml;

namespace McpInfra.Audit.Files;

/// <summary>What a chart ships as its values: nobody's settings, until somebody installs it with them.</summary>
/// <param name="IsTest">Whether they are those that the chart is tested with, in its <c>ci</c> folder.</param>
/// <param name="Others">Under which names values of other charts stand in it, which this chart sets for them.</param>
internal sealed record ChartDefaults(bool IsTest, IReadOnlySet<string> Others)
{
    /// <summary>Where a chart's tests keep their values (helm/chart-testing).</summary>
    private const string TestFolder = "ci";

    private const string File = "Chart.yaml";

    /// <summary>Whether a value is the chart's own; of a chart's tests, all are.</summary>
    public bool IsOwn(string path) => IsTest || !Others.Contains(path.Split('.', '[')[0]);

    public static bool IsChart(string directory) => System.IO.File.Exists(Path.Combine(directory, File));

    /// <summary>The chart that a folder is a part of; null where it is of none.</summary>
    public static string? ChartAround(string directory)
    {
        for (var folder = directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (IsChart(folder))
                return folder;
        }

        return null;
    }

    /// <summary>Those of a file of a chart; null where it holds none.</summary>
    public static ChartDefaults? Of(string chart, string file)
    {
        var isTest = Path.GetRelativePath(chart, file).Replace('\\', '/').StartsWith(TestFolder + "/", StringComparison.Ordinal);
        if (!isTest && !Path.GetFileName(file).StartsWith("values", StringComparison.Ordinal))
            return null;
        try
        {
            var documents = YamlReader.Read(System.IO.File.ReadAllText(Path.Combine(chart, File)), YamlRules.Manifests);
            var needed = documents.Roots.Take(1).SelectMany(root => Nodes.Items(Nodes.At(root, "dependencies")));
            return new ChartDefaults(isTest, needed.Select(other => Nodes.Text(other, "alias") ?? Nodes.Text(other, "name")).OfType<string>().ToHashSet(StringComparer.Ordinal));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // The file is read for itself too, and its trouble told there.
            return new ChartDefaults(isTest, new HashSet<string>());
        }
    }
}
