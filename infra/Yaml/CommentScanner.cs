using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace McpInfra.Yaml;

/// <summary>YAML's own scanner for a parser, which takes out the comments on the way: the text is not scanned again for them.</summary>
internal sealed class CommentScanner(TextReader text) : IScanner
{
    private readonly Scanner _scanner = new(text, skipComments: false);

    /// <summary>Where the comments begin that have been passed.</summary>
    public List<Mark> Comments { get; } = [];

    public Mark CurrentPosition => _scanner.CurrentPosition;

    public Token? Current => _scanner.Current;

    public bool MoveNext()
    {
        ConsumeCurrent();
        return MoveNextWithoutConsuming();
    }

    public bool MoveNextWithoutConsuming()
    {
        while (_scanner.MoveNextWithoutConsuming())
        {
            if (_scanner.Current is not Comment comment)
                return true;
            Comments.Add(comment.Start);
            _scanner.ConsumeCurrent();
        }

        return false;
    }

    public void ConsumeCurrent() => _scanner.ConsumeCurrent();
}
