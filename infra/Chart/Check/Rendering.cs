using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Chart.Check;

/// <summary>One Kubernetes object of a render.</summary>
/// <param name="Template">File of the chart that it comes from, as helm says before each object.</param>
internal sealed record RenderedObject(string Kind, string Name, string Template, MappingNode Root);

/// <summary>What helm made of one probe.</summary>
/// <param name="Text">What it printed: the lines that evidence counts.</param>
/// <param name="Refusal">Why helm made nothing, in words for a person; null where it did.</param>
internal sealed record Rendering(
    string Probe, IReadOnlyList<RenderedObject> Objects, string Text = "", Words? Refusal = null, bool IsRefusedBySchema = false)
{
    private const string SourceComment = "# Source: ";

    /// <exception cref="ChartCheckException">What helm printed is no YAML.</exception>
    public static Rendering Read(string probe, string text)
    {
        try
        {
            var sources = Sources(text);
            return new Rendering(probe,
            [
                .. YamlReader.ReadAllWhole(text, YamlRules.Manifests).OfType<MappingNode>().Select(root => new RenderedObject(
                    root.Text("kind") ?? "", root.Text("metadata", "name") ?? "",
                    sources.LastOrDefault(source => source.Line < root.Line).Template ?? "", root)),
            ], text);
        }
        catch (YamlFaultException broken)
        {
            throw new ChartCheckException($"helm rendered something that is not YAML: render '{probe}'{broken.Where}.");
        }
    }

    public RenderedObject? Find(string kind, string nameEnd) =>
        Objects.FirstOrDefault(item => item.Kind == kind && item.Name.EndsWith(nameEnd, StringComparison.Ordinal));

    /// <summary>A place in this render.</summary>
    public Evidence At(RenderedObject item, YamlNode node, Words what, YamlNode? last = null) =>
        new(Probe, what, item.Template, node.Line ?? 1, last?.LastLine);

    /// <summary>That helm refused this render, or that it shows nothing of what is asked for.</summary>
    public Evidence AsWhole(Words what) => new(Probe, what);

    /// <summary>The comments that helm puts before each object, without the chart's name.</summary>
    private static List<(int Line, string? Template)> Sources(string text) =>
    [
        .. text.Split('\n').Select((line, index) => (Line: index + 1, Text: line.TrimEnd('\r')))
            .Where(line => line.Text.StartsWith(SourceComment, StringComparison.Ordinal))
            .Select(line => (line.Line, (string?)line.Text[(line.Text.IndexOf('/', StringComparison.Ordinal) + 1)..])),
    ];
}
