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
    private Words? _instead;

    public ShellLine(int literalLength, int formattedCount) => _words = new Words(literalLength, formattedCount);

    private ShellLine(Words words, Words? instead) => (_words, _instead) = (words, instead);

    public static implicit operator Words(ShellLine? line) =>
        line is null ? Words.None : line._instead ?? Words.OfParts(line._words.Parts.Select(part => part with { IsOfCommand = true }));

    public static ShellLine None { get; } = new(Words.None, instead: null);

    /// <summary>What starts this program; a command stands right behind it.</summary>
    public static ShellLine Tool { get; } = new(Words.OfPart("", PartKind.Tool), instead: null);

    /// <summary>The same where a build has just been and its words would be in the way, such as before a pipe.</summary>
    public static ShellLine ToolOnceBuilt { get; } = new(Words.OfPart("", PartKind.ToolOnceBuilt), instead: null);

    /// <summary>A line with a word in it that cannot be shown.</summary>
    public static ShellLine Refused { get; } = ByHand(Words.Own("a name in this line is a secret or has characters that a terminal would act on"));

    /// <summary>What a person has to do where no line does it; it stands in place of every line that it is a piece of.</summary>
    public static ShellLine ByHand(Words what) => new(Words.None, Words.Of($"by hand: {what}"));

    /// <summary>Names an interpolated string as a line for a shell.</summary>
    public static ShellLine Of(ShellLine line) => line;

    /// <summary>A piece of a line that is there or not, such as a flag.</summary>
    public static ShellLine When(bool condition, ShellLine line) => condition ? line : None;

    public static ShellLine operator +(ShellLine left, ShellLine right) => new(left._words + right._words, left._instead ?? right._instead);

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
        _instead ??= line?._instead;
        _words.AppendFormatted(line?._words);
    }

    public void AppendFormatted(int number) => _words.AppendFormatted(number);

    public override string ToString() => ((Words)this).ToString();

    private void Add(string word, PartKind kind)
    {
        if (Visible.Acts(word) || word.Length > Part.LongestForeign || Secrecy.IsSecret(word))
            _instead ??= Refused._instead;
        _words.AppendFormatted(Words.OfPart(word, kind));
    }
}
