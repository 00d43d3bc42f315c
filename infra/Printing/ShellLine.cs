using System.Runtime.CompilerServices;

namespace McpInfra.Printing;

/// <summary>
/// A line that a person may paste into a POSIX shell, written as an interpolated string whose every hole is one word. A
/// word that would do something to a terminal, or is a secret, makes a line that says so in place of one that runs.
/// </summary>
[InterpolatedStringHandler]
internal sealed class ShellLine
{
    private readonly Words _words;
    private bool _isRefused;

    public ShellLine(int literalLength, int formattedCount) => _words = new Words(literalLength, formattedCount);

    private ShellLine(Words words, bool isRefused) => (_words, _isRefused) = (words, isRefused);

    public static implicit operator Words(ShellLine? line) => line is null ? Words.None
        : line._isRefused ? Words.Own("by hand: a name in this line is a secret or has characters that a terminal would act on")
        : line._words;

    public static ShellLine None { get; } = new(Words.None, isRefused: false);

    /// <summary>A line with a word in it that cannot be shown.</summary>
    public static ShellLine Refused { get; } = new(Words.None, isRefused: true);

    /// <summary>Names an interpolated string as a line for a shell.</summary>
    public static ShellLine Of(ShellLine line) => line;

    /// <summary>A piece of a line that is there or not, such as a flag.</summary>
    public static ShellLine When(bool condition, ShellLine line) => condition ? line : None;

    public static ShellLine operator +(ShellLine left, ShellLine right) => new(left._words + right._words, left._isRefused || right._isRefused);

    public void AppendLiteral(string own) => _words.AppendLiteral(own);

    public void AppendFormatted(string? word) => Add(word ?? "", PartKind.ShellWord);

    public void AppendFormatted(Quoted word) => Add(word.Text, PartKind.QuotedShellWord);

    /// <summary>Words one behind the other.</summary>
    public void AppendFormatted(IEnumerable<string> words)
    {
        foreach (var (word, index) in words.Select((word, index) => (word, index)))
        {
            if (index > 0)
                _words.AppendLiteral(" ");
            Add(word, PartKind.ShellWord);
        }
    }

    /// <summary>A piece of a line, such as a flag that is there or not.</summary>
    public void AppendFormatted(ShellLine? line)
    {
        _isRefused |= line is { _isRefused: true };
        _words.AppendFormatted(line?._words);
    }

    public void AppendFormatted(int number) => _words.AppendFormatted(number);

    public override string ToString() => ((Words)this).ToString();

    private void Add(string word, PartKind kind)
    {
        _isRefused |= Visible.Acts(word) || word.Length > Part.LongestForeign || Secrecy.IsSecret(word);
        _words.AppendFormatted(Words.OfPart(word, kind));
    }
}
