using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace McpInfra.Yaml;

/// <summary>The comments of a YAML text, as YAML's own scanner distinguishes them from text in quotes and blocks.</summary>
internal static class YamlComments
{
    /// <summary>In their order. Behind a place that is no YAML whatever looks like one is taken for one.</summary>
    public static IReadOnlyList<YamlComment> Of(string text)
    {
        var comments = new List<YamlComment>();
        if (!text.Contains('#', StringComparison.Ordinal))
            return comments;
        var clean = YamlParts.Clean(text);
        var start = clean.StartsWith('\uFEFF') ? 1 : 0;
        using var reader = new StringReader(clean[start..]);
        var scanner = new Scanner(reader, skipComments: false);
        try
        {
            while (scanner.MoveNext() && scanner.Current is not Error)
            {
                if (scanner.Current is Comment comment)
                    Add((int)comment.Start.Index + start, (int)comment.Start.Line);
            }

            // A fault is a token to the scanner, which goes on for ever on some of them.
            if (scanner.Current is Error)
                AddRest();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            AddRest();
        }

        return comments;

        void Add(int offset, int line) => comments.Add(YamlComment.Of(text, offset, line));

        void AddRest()
        {
            var (at, line) = comments is [.., var last] ? (last.End, last.Line) : (0, 1);
            for (; at < text.Length; at = YamlLines.StartOfNextLine(text, at), line++)
            {
                var content = text.AsSpan(at, YamlLines.EndOfLine(text, at) - at);
                for (var mark = content.IndexOf('#'); mark >= 0; mark = content[(mark + 1)..].IndexOf('#') is >= 0 and var next ? mark + 1 + next : -1)
                {
                    if (mark > 0 && !char.IsWhiteSpace(content[mark - 1]))
                        continue;
                    Add(at + mark, line);
                    break;
                }
            }
        }
    }
}
