using McpInfra.Model;
using McpInfra.Yaml;

namespace McpInfra.Delivery;

/// <summary>A rendered file read back, for the part of it that is not rendered this time.</summary>
internal static class RenderedText
{
    /// <summary>Its document; an empty one where it cannot be read.</summary>
    public static IReadOnlyDictionary<string, object?> Document(string text)
    {
        try
        {
            return YamlData.ToData(YamlReader.ReadWhole(text, YamlRules.Manifests)) as IReadOnlyDictionary<string, object?> ?? ValueTree.Map();
        }
        catch (YamlFaultException)
        {
            return ValueTree.Map();
        }
    }

    /// <summary>The line of its header that begins with some words; null where there is none.</summary>
    public static string? CommentThatBegins(string text, string words) => text.Split('\n').TakeWhile(line => line.StartsWith('#'))
        .Where(line => line.StartsWith("# " + words, StringComparison.Ordinal)).Select(line => line[2..]).FirstOrDefault();
}
