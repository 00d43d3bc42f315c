using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Audit.Input;

/// <summary>
/// What of a file is no field of a document: its comments, since a value that was commented out is in the file all the
/// same, and the lines of a file that is no YAML or JSON.
/// </summary>
internal static class CommentReader
{
    public static IReadOnlyList<PlacedText> Comments(IReadOnlyList<YamlComment> comments) =>
        [.. comments.Select(comment => Of("comment", comment.Text.TrimStart('#'), comment.Line))];

    public static IReadOnlyList<PlacedText> Lines(string text) =>
        [.. text.Split('\n').Select((line, index) => Of("line", line, index + 1)).Where(line => !string.IsNullOrWhiteSpace(line.Text))];

    private static PlacedText Of(string path, string text, int line) => new(new Place("", path, PlaceKind.Comment), text, line);
}
