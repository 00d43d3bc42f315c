using McpInfra.Yaml;

namespace McpInfra.Audit.Input;

/// <summary>Comments of a file as texts to look at: a value that was commented out is in the file all the same.</summary>
internal static class CommentReader
{
    /// <summary>What stands for the path of a comment.</summary>
    public const string Path = "comment";

    public static IReadOnlyList<TreeLeaf> Read(IReadOnlyList<YamlComment> comments) =>
        [.. comments.Select(comment => new TreeLeaf(Path, "", comment.Text.TrimStart('#'), comment.Line, LeafContext.Ordinary))];
}
