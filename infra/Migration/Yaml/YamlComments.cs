using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace McpInfra.Migration.Yaml;

/// <summary>The comments of a YAML text, as YAML's own scanner tells them from text in quotes and blocks.</summary>
internal sealed class YamlComments
{
    private readonly string _text;
    private readonly List<(int Start, int End)> _comments = [];

    public YamlComments(string text)
    {
        _text = text;
        using var reader = new StringReader(text);
        var scanner = new Scanner(reader, skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment)
                _comments.Add(((int)comment.Start.Index, EndOfLine((int)comment.Start.Index)));
        }
    }

    /// <summary>The comments inside an entry or behind it on its last line.</summary>
    /// <param name="start">Offset of the entry's key or dash.</param>
    /// <param name="end">Offset of the end of the entry's last line.</param>
    public IReadOnlyList<string> Within(int start, MarkedNode value, out int end)
    {
        var last = EndOfLine(Math.Max(start, value.End - 1));
        end = last;

        return [.. _comments.Where(comment => comment.Start >= start && comment.Start < last).Select(comment => _text[comment.Start..comment.End])];
    }

    /// <summary>Where what stands behind an entry on its last line ends, if that is a comment.</summary>
    public int EndOfComment(int offset)
    {
        var at = offset;
        while (at < _text.Length && _text[at] is ' ' or '\t')
            at++;
        return _comments.Find(comment => comment.Start == at) is { End: > 0 } found ? found.End : offset;
    }

    private int EndOfLine(int offset)
    {
        var end = YamlLines.StartOfNextLine(_text, offset);
        while (end > offset && _text[end - 1] is '\n' or '\r')
            end--;
        return end;
    }
}
