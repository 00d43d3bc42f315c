using System.Text.RegularExpressions;

namespace McpInfra.Audit.Input;

/// <summary>Comments of a YAML file: a value that was commented out is in the file all the same.</summary>
internal static partial class CommentReader
{
    /// <summary>What stands for the path of a comment.</summary>
    public const string Path = "comment";

    /// <summary>Whatever stands behind a '#' that can begin a comment; inside a text it is none, and is then looked at twice.</summary>
    public static IReadOnlyList<TreeLeaf> Read(string text) => !text.Contains('#', StringComparison.Ordinal) ? [] :
    [
        .. text.Split('\n').Select((line, index) => (Match: Comment().Match(line), Line: index + 1))
            .Where(found => found.Match.Success)
            .Select(found => new TreeLeaf(Path, "", found.Match.Groups["text"].Value, found.Line, LeafContext.Ordinary)),
    ];

    [GeneratedRegex(@"(^|\s)#(?<text>.*)$")]
    private static partial Regex Comment();
}
