using System.Text;

namespace McpInfra.Tests.Support;

/// <summary>
/// The commands of a line for a POSIX shell, those in <c>$(…)</c> and bash's <c>&lt;(…)</c> among them, each as its words
/// without quotes. A line is refused that has something unquoted which a shell would act on and nobody meant.
/// </summary>
internal sealed class ShellText
{
    private readonly string _line;
    private readonly List<IReadOnlyList<string>> _commands = [];
    private int _at;

    private ShellText(string line) => _line = line;

    private char Current => _at < _line.Length ? _line[_at] : '\0';

    private char Next => _at + 1 < _line.Length ? _line[_at + 1] : '\0';

    /// <exception cref="FormatException">It is no line to paste; says why.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Commands(string line)
    {
        var text = new ShellText(line);
        text.Read(isInner: false);
        return text._commands;
    }

    private void Read(bool isInner)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var isFile = false;
        for (; ; _at++)
        {
            if (Current is ' ' or '|' or '&' or ';' or '>' or ')' or '\0' && word is not null)
            {
                if (!isFile)
                    words.Add(word.ToString());
                (word, isFile) = (null, false);
            }

            switch (Current)
            {
                case '\0' when isInner:
                    throw new FormatException("a bracket is left open");
                case '\0':
                case ')' when isInner:
                case '#' when word is null:
                    Add(words);
                    return;
                case ' ':
                    break;
                case '|':
                case ';':
                case '&' when Next == '&':
                    _at += Current == '&' ? 1 : 0;
                    Add(words);
                    words = [];
                    break;
                case '>':
                    isFile = true;
                    break;
                case '\'':
                    (word ??= new()).Append(Quoted());
                    break;
                case '"':
                    (word ??= new()).Append(InDoubleQuotes());
                    break;
                case '$' or '<' when Next == '(':
                    (word ??= new()).Append(Inner());
                    break;
                case '$' when char.IsAsciiLetter(Next):
                case var plain when char.IsAsciiLetterOrDigit(plain) || "-_./:@,=+%~^".Contains(plain, StringComparison.Ordinal):
                    (word ??= new()).Append(Current);
                    break;
                default:
                    throw new FormatException($"unquoted {Current}");
            }
        }
    }

    private void Add(List<string> words)
    {
        if (words.Count > 0)
            _commands.Add(words);
    }

    private string Quoted()
    {
        var end = _line.IndexOf('\'', _at + 1);
        if (end < 0)
            throw new FormatException("a quote is left open");
        var text = _line[(_at + 1)..end];
        _at = end;
        return text;
    }

    private string InDoubleQuotes()
    {
        var text = new StringBuilder();
        for (_at++; Current != '"'; _at++)
        {
            if (Current == '\0')
                throw new FormatException("a quote is left open");
            text.Append(Current == '$' && Next == '(' ? Inner() : Current.ToString());
        }

        return text.ToString();
    }

    /// <summary>What an inner command prints is one word here.</summary>
    private string Inner()
    {
        _at += 2;
        Read(isInner: true);
        return "PRINTED";
    }
}
