using System.Formats.Tar;
using System.IO.Compression;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Chart;

/// <summary>A chart that has mcp-stack as a dependency: who names it means that.</summary>
internal static class WrapperChart
{
    /// <summary>Larger than any Chart.yaml.</summary>
    private const int Longest = 1024 * 1024;

    private static readonly string[] Lists = ["Chart.yaml", "requirements.yaml"];

    /// <summary>What to say of a chart around mcp-stack; null for any other.</summary>
    /// <param name="path">A directory or a package.</param>
    /// <param name="written">As the person wrote it.</param>
    public static Words? Says(string path, string written)
    {
        foreach (var text in Directory.Exists(path) ? InDirectory(path) : InPackage(path))
        {
            var root = YamlReader.Read(text, YamlRules.Manifests).Roots is [MappingNode map, ..] ? map : null;
            if (root is null || TextOf(root, "name") == ChartNames.Chart)
                return null;
            var dependency = ((root.Find("dependencies") as SequenceNode)?.Items ?? []).OfType<MappingNode>().FirstOrDefault(entry => TextOf(entry, "name") == ChartNames.Chart);
            if (dependency is not null)
                return $"{written} is a chart around {ChartNames.Chart}, its dependency, and that one is meant: {Where(path, written, TextOf(dependency, "repository") ?? "", TextOf(dependency, "version"))}";
        }

        return null;
    }

    private static Words Where(string path, string written, string repository, string? version)
    {
        if (!Directory.Exists(path))
            return Words.Of($"unpack it ({ShellLine.Of($"tar xzf {written}")}), and name charts/{ChartNames.Chart} in it.");
        var beside = Path.Combine(path, "charts");
        if (Directory.Exists(Path.Combine(beside, ChartNames.Chart)))
            return Words.Of($"name {Path.Combine(written, "charts", ChartNames.Chart)}.");
        if (Directory.Exists(beside) && Directory.EnumerateFiles(beside, $"{ChartNames.Chart}-*.tgz").Order(StringComparer.Ordinal).LastOrDefault() is { } package)
            return Words.Of($"name {Path.Combine(written, "charts", Path.GetFileName(package))}, or unpack it for 'chart patch': {ShellLine.Of($"tar xzf {Path.Combine(written, "charts", Path.GetFileName(package))}")}");
        if (repository.StartsWith("file://", StringComparison.Ordinal))
            return Words.Of($"name {Path.Combine(written, repository["file://".Length..])}.");
        return repository.StartsWith("oci://", StringComparison.Ordinal)
            ? Words.Of($"name {repository.TrimEnd('/')}/{ChartNames.Chart}{(version is null ? Words.None : Words.Of($" --version {version}"))}, or fetch it for 'chart patch': {ShellLine.Of($"helm pull {repository.TrimEnd('/')}/{ChartNames.Chart}{ShellLine.When(version is not null, $" --version {version}")} --untar")}")
            : Words.Of($"fetch it ({ShellLine.Of($"helm dependency update {written}")}), and run this again for its place.");
    }

    private static IEnumerable<string> InDirectory(string path) => Lists.Select(name => Path.Combine(path, name)).Where(file => new FileInfo(file) is { Exists: true, Length: <= Longest }).Select(File.ReadAllText);

    private static List<string> InPackage(string path)
    {
        var texts = new List<string>();
        try
        {
            using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var entries = new TarReader(unpacked);
            while (entries.GetNextEntry() is { } entry)
            {
                if (entry is { Length: <= Longest, DataStream: { } data } && entry.Name.Split('/') is [_, var name] && Lists.Contains(name))
                    texts.Add(new StreamReader(data).ReadToEnd());
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or FormatException)
        {
            // No package, which helm says better.
            return [];
        }

        return texts;
    }

    private static string? TextOf(MappingNode map, string key) => (map.Find(key) as ScalarNode)?.Text;
}
