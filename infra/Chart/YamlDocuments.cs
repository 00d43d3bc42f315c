using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace McpInfra.Chart;

/// <summary>A text that is no YAML.</summary>
internal sealed class NotYamlException(long? line) : Exception
{
    /// <summary>Where it stops being YAML, as words that follow others; empty where the parser does not say.</summary>
    public string Where => line is > 0 ? $", at line {line}" : "";
}

/// <summary>Reading of YAML documents with the line of every node.</summary>
internal static class YamlDocuments
{
    /// <summary>The root of every document of a text.</summary>
    /// <exception cref="NotYamlException">It is no YAML.</exception>
    public static IReadOnlyList<YamlNode> Roots(string text)
    {
        try
        {
            using var reader = new StringReader(text);
            var stream = new YamlStream();
            stream.Load(reader);
            return [.. stream.Documents.Select(document => document.RootNode)];
        }
        catch (YamlException broken)
        {
            throw new NotYamlException(broken.Start.Line);
        }
        catch (Exception unfinished) when (unfinished is InvalidOperationException or EndOfStreamException or ArgumentException)
        {
            // What the parser throws when a bracket is never closed, or a map ends behind a key.
            throw new NotYamlException(null);
        }
    }
}
