using System.Text;

namespace McpInfra.Printing;

/// <summary>A piece of one line as it is shown.</summary>
/// <param name="Column">Which part of the line it belongs to: where the last begins, the lines below it may begin.</param>
/// <param name="IsWhole">Whether it is not cut at its blanks where there is room, such as a line for a shell inside of a sentence.</param>
internal readonly record struct Piece(string Text, Tone Tone, int Column = 0, bool IsOfCommand = false, bool IsWhole = false);

/// <summary>
/// Makes a line fit. A sentence goes on below at a blank, a line for a shell behind a backslash at a blank that no quotes are
/// around, and a word is never cut: one that is wider than the width sticks out.
/// </summary>
internal sealed class Fold
{
    private const string Continued = " \\";

    /// <summary>Of five columns, behind how many the lines below may not begin.</summary>
    private const int DeepestFifths = 2;

    /// <summary>How far the lines below stand in where they begin below the line itself.</summary>
    private const int Step = 2;

    private readonly IReadOnlyList<Piece> _pieces;
    private readonly int _width;
    private readonly int? _below;
    private readonly string? _under;
    private readonly List<Atom> _atoms = [];
    private readonly int _indent;
    private readonly int _lastColumn;

    private Fold(IReadOnlyList<Piece> pieces, int width, int? below, string? under)
    {
        (_pieces, _width, _below, _under) = (pieces, width, below, under);
        var text = string.Concat(pieces.Select(piece => piece.Text));
        _indent = text.Length - text.TrimStart(' ').Length;
        Cut();
        _lastColumn = Cells.Of(text[..(_atoms.FirstOrDefault(atom => atom.Column == pieces[^1].Column)?.Start ?? 0)]);
    }

    /// <param name="below">Where the last part begins anew below the others if it does not fit beside them.</param>
    /// <param name="under">What every line below begins with, such as a guide.</param>
    public static IEnumerable<IReadOnlyList<Piece>> Lines(IReadOnlyList<Piece> pieces, int width, int? below = null, string? under = null) =>
        width == int.MaxValue || Cells.Of(string.Concat(pieces.Select(piece => piece.Text)).TrimEnd(' ')) <= width ? [pieces] : new Fold(pieces, width, below, under).Folded();

    /// <summary>Cuts at every blank where the line may go on below.</summary>
    private void Cut()
    {
        var quote = '\0';
        var atom = (Atom?)null;
        var position = 0;
        var wasOfCommand = false;
        foreach (var (index, piece) in _pieces.Index())
        {
            if (!piece.IsOfCommand || !wasOfCommand)
                quote = '\0';
            wasOfCommand = piece.IsOfCommand;
            for (var at = 0; at < piece.Text.Length; at++, position++)
            {
                var letter = piece.Text[at];
                if (letter == ' ' && quote == '\0' && !IsWhole(piece))
                {
                    atom = null;
                    continue;
                }

                if (piece.IsOfCommand)
                    quote = (letter, quote) switch { ('\'' or '"', '\0') => letter, ('\'', '\'') or ('"', '"') => '\0', _ => quote };
                if (atom is null)
                    _atoms.Add(atom = new Atom(position, piece.Column, piece.IsOfCommand));
                atom.Add(letter, index);

                // What stands behind a backslash is no quote.
                if (letter == '\\' && piece.IsOfCommand && quote != '\'' && at + 1 < piece.Text.Length)
                {
                    atom.Add(piece.Text[++at], index);
                    position++;
                }
            }
        }
    }

    /// <summary>Where there is room for it on any line, however far to the right those below begin.</summary>
    private bool IsWhole(Piece piece) => piece.IsWhole && Cells.Of(piece.Text) * 5 <= _width * (5 - DeepestFifths);

    private IEnumerable<IReadOnlyList<Piece>> Folded()
    {
        var hang = Hang();
        var line = new List<Piece>();
        var column = 0;
        var isStacked = _below < _lastColumn;
        var comment = "";
        for (var index = 0; index < _atoms.Count; index++)
        {
            var (atom, before) = (_atoms[index], index == 0 ? null : _atoms[index - 1]);
            var gap = atom.Start - (before?.End ?? 0);
            var isCommand = before is { IsOfCommand: true } && atom.IsOfCommand && comment.Length == 0;
            var room = _width - (index + 1 < _atoms.Count && atom.IsOfCommand && _atoms[index + 1].IsOfCommand && comment.Length == 0 ? Continued.Length : 0);
            var isBelow = before is not null && (column + gap + atom.Width > room
                || (isStacked && atom.Column != before.Column && atom.Column == _pieces[^1].Column)
                || (atom.IsOfCommand && !before.IsOfCommand && column > hang && gap > 0 && column + gap + CommandFrom(index) > _width && hang + CommandFrom(index) <= _width));
            if (isBelow)
            {
                if (isCommand)
                    line.Add(new Piece(Continued, Tone.Plain));
                yield return [.. line];
                line.Clear();
                var start = _under ?? "";
                var place = hang + (isCommand ? Step : 0);
                var needed = atom.Width + comment.Length;
                line.Add(new Piece(start, Tone.Quiet));
                line.Add(new Piece(new string(' ', Math.Max(0, (place + needed <= room ? place : Math.Min(place, _indent + Step)) - Cells.Of(start))) + comment, Tone.Plain));
                column = line.Sum(piece => Cells.Of(piece.Text));
                gap = 0;
            }

            if (gap > 0)
                line.Add(new Piece(new string(' ', gap), Tone.Plain));
            line.AddRange(atom.Pieces(_pieces));
            column += gap + atom.Width;

            // A comment in a shell ends with its line.
            if (atom.Text == "#")
                comment = "# ";
        }

        yield return line;
    }

    /// <summary>Where the lines below begin: below the last part, unless that is far to the right. A word that is too wide there begins further to the left.</summary>
    private int Hang() => _below ?? (_lastColumn * 5 <= _width * DeepestFifths ? _lastColumn : _indent + Step);

    private int CommandFrom(int index)
    {
        var last = index;
        while (last + 1 < _atoms.Count && _atoms[last + 1].IsOfCommand)
            last++;
        return _atoms[last].End - _atoms[index].Start;
    }

    /// <summary>What is not cut.</summary>
    private sealed class Atom(int start, int column, bool isOfCommand)
    {
        private readonly List<(StringBuilder Text, int Piece)> _runs = [];

        public int Start { get; } = start;

        public int Column { get; } = column;

        public bool IsOfCommand { get; } = isOfCommand;

        public int End => Start + _runs.Sum(run => run.Text.Length);

        public string Text => string.Concat(_runs.Select(run => run.Text));

        public int Width => Cells.Of(Text);

        public void Add(char letter, int piece)
        {
            if (_runs.Count == 0 || _runs[^1].Piece != piece)
                _runs.Add((new StringBuilder(), piece));
            _runs[^1].Text.Append(letter);
        }

        public IEnumerable<Piece> Pieces(IReadOnlyList<Piece> pieces) => _runs.Select(run => pieces[run.Piece] with { Text = run.Text.ToString() });
    }
}
