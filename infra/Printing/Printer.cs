using System.Text;
using McpInfra.Plaintext;
using Spectre.Console;

namespace McpInfra.Printing;

/// <summary>
/// The one mouth of a run: everything that reaches a terminal, a pipe or a report goes through it. It knows the secrets
/// of the run, those that were refused on the way included, and shows none of them.
/// </summary>
internal sealed class Printer
{
    /// <summary>Wider than any line here: the library is to color lines, which have been made to fit.</summary>
    private const int WidthOfLibrary = 100_000;

    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly Audience _audience;
    private readonly Terminal _terminal;
    private readonly Lazy<IAnsiConsole> _console;
    private Action? _takeBack;

    /// <param name="form">How this program was started; from its project unless given.</param>
    /// <param name="terminal">What the output is; no terminal unless given.</param>
    public Printer(TextWriter output, TextWriter error, HeldSecrets? held = null, ToolForm? form = null, Terminal? terminal = null)
    {
        (_output, _error, Held) = (output, error, held ?? new HeldSecrets());
        _audience = new Audience(new Judge(Caller.Message, Held), form ?? ToolForm.Project);
        _terminal = terminal ?? Terminal.None;
        _console = new Lazy<IAnsiConsole>(() => On(output));
    }

    /// <summary>What this run must not show.</summary>
    public HeldSecrets Held { get; }

    /// <summary>Whether the output is the process's own, and no buffer or file.</summary>
    public bool IsStandardOutput => ReferenceEquals(_output, Console.Out);

    /// <summary>Whether whoever reads the output sees colors.</summary>
    public bool HasColors => _terminal.HasColors && _console.Value.Profile.Capabilities.Ansi;

    /// <summary>One line, or as many as the words have.</summary>
    public void Line(Words words) => Line((words, Tone.Plain));

    public void Line() => _output.WriteLine();

    /// <summary>One line whose parts look different. Where it does not fit, the last part goes on below itself.</summary>
    public void Line(params (Words Words, Tone Tone)[] parts) => Line(new Layout(), parts);

    /// <summary>The same; where it does not fit the lines below begin otherwise.</summary>
    public void Line(Layout layout, params (Words Words, Tone Tone)[] parts)
    {
        foreach (var line in Pieces(parts))
            Write(_output, line, layout, Width);
    }

    /// <summary>Lines in which every blank has a meaning: a script, a diff, what a program reads.</summary>
    public void Verbatim(Words words, Tone? tone = null)
    {
        foreach (var line in Pieces((words, tone ?? Tone.Plain)))
            Write(_output, line, new Layout(), int.MaxValue);
    }

    /// <summary>How wide a line may be, for whoever has two ways to show something.</summary>
    public int Width => _terminal.Width;

    /// <summary>The lines that words of several lines make.</summary>
    private IEnumerable<List<Piece>> Pieces(params (Words Words, Tone Tone)[] parts)
    {
        var line = new List<Piece>();
        for (var column = 0; column < parts.Length; column++)
        {
            var isFirst = true;
            foreach (var words in parts[column].Words.SplitLines())
            {
                if (!isFirst)
                {
                    yield return line;
                    line = [];
                }

                line.AddRange(words.Parts.Select(part => new Piece(part.Shown(_audience), parts[column].Tone, column, part.IsOfCommand, IsWhole: part.Kind == PartKind.Page)));
                isFirst = false;
            }
        }

        yield return line;
    }

    /// <summary>An order to a pipeline could be put together of parts, or stand at the start of a line that is none of its own, so each line is looked at whole.</summary>
    private void Write(TextWriter writer, List<Piece> line, Layout layout, int width)
    {
        foreach (var folded in line.Count == 0 ? [line] : Fold.Lines(line, width, layout.Below, layout.Under?.Shown(_audience)))
        {
            var whole = string.Concat(folded.Select(piece => piece.Text));
            var defused = LogCommands.Defused(whole);
            if (!ReferenceEquals(writer, _output) || !HasColors || defused != whole)
                writer.WriteLine(defused);
            else
                WriteColored(folded);
        }
    }

    private void WriteColored(IReadOnlyList<Piece> line)
    {
        foreach (var piece in line)
            Write(piece.Text, piece.Tone);
        _output.WriteLine();
    }

    /// <summary>A table without lines, below a title for each column.</summary>
    public void Table(IReadOnlyList<Words> titles, Tone tone, IEnumerable<IReadOnlyList<Words>> rows)
    {
        var columns = new Columns([.. titles.Select(title => title.Shown(_audience))], Width);
        foreach (var row in rows)
            columns.Add([.. row.Select(cell => cell.Shown(_audience))]);
        foreach (var (text, isTitle) in columns.Lines())
            Write(_output, [new Piece(text, isTitle ? tone : Tone.Plain)], new Layout(), Width);
    }

    /// <summary>Where nobody sees colors the library has nothing to do, and would measure every line.</summary>
    private void Write(string text, Tone tone)
    {
        if (HasColors && tone != Tone.Plain)
            _console.Value.Write(new Text(text, tone.Style));
        else
            _output.Write(text);
    }

    /// <summary>Says what is being done while that takes long, where a person watches; to be let go before anything else is written.</summary>
    /// <param name="now">Asked again and again, from another thread.</param>
    public Progress Working(Func<Words> now)
    {
        var progress = new Progress(_terminal.IsWatched ? _error : null, () => OnOneRow(now().Shown(_audience)), TimeProvider.System);
        _takeBack = progress.Dispose;
        return progress;
    }

    /// <summary>What is taken back is one row of the terminal.</summary>
    private string OnOneRow(string text) => text[..Math.Min(text.Length, _terminal.Width - 1)];

    /// <summary>Whether there is a person to ask.</summary>
    public bool Asks => _terminal.Asks;

    /// <summary>Asks for a text or, of several choices, for one.</summary>
    public string Ask(Words what, string? suggested, IReadOnlyList<string> choices)
    {
        // The library pads what it offers to the width of its title and takes away as many rows as it believes to have
        // written: so the question, which may be wider than the terminal, stands above.
        Line(what);
        if (choices.Count > 0 && _console.Value.Profile.Capabilities.Ansi)
        {
            var chosen = _console.Value.Prompt(new SelectionPrompt<string>().UseConverter(Spectre.Console.Markup.Escape)
                .AddChoices(choices.OrderBy(choice => choice != suggested)));

            // The library takes what it has offered away again.
            Line($"> {chosen}");
            return chosen;
        }

        var prompt = new TextPrompt<string>(">").AddChoices(choices);
        return _console.Value.Prompt(suggested is null ? prompt : prompt.DefaultValue(suggested));
    }

    /// <summary>Asks for a text that is not shown while it is typed, and that is held from then on.</summary>
    public SecretText AskHidden(Words what)
    {
        var typed = new SecretText(_console.Value.Prompt(new TextPrompt<string>(Spectre.Console.Markup.Escape(what.Shown(_audience))).Secret(mask: null)));
        Held.Hold(typed.Reveal());
        return typed;
    }

    /// <summary>What went wrong, beside the output.</summary>
    public void Error(Words words)
    {
        foreach (var line in Pieces((words, Tone.Plain)))
            Write(_error, line, new Layout(), Width);
    }

    /// <summary>Why the run ends here, below whatever a terminal shows at the moment.</summary>
    public void Stopped(Words why)
    {
        _takeBack?.Invoke();
        if (_terminal.IsSeen)
            _error.WriteLine();
        Error(why);
    }

    public void Json<T>(T value) => _output.Write(JsonForm.Of(value, _audience));

    public void Markdown(Markdown text) => _output.Write(OfLog(text.Shown(_audience)));

    /// <summary>Markdown that must not be longer than its reader takes.</summary>
    /// <param name="left">What stands at the end for the parts that found no room. Once one found none nothing is added, so that no table loses lines in its middle.</param>
    public void Markdown(IEnumerable<Markdown> parts, int longest, Func<int, Markdown> left)
    {
        var text = new StringBuilder();
        var count = 0;
        foreach (var part in parts)
        {
            var shown = part.Shown(_audience);
            if (count > 0 || text.Length + shown.Length > longest)
                count++;
            else
                text.Append(shown);
        }

        if (count > 0)
            text.Append(left(count).Shown(_audience));
        _output.Write(OfLog(text.ToString()));
    }

    /// <summary>A text of several lines that somebody else's program reads, such as a diff: its lines stay as they are but for secrets.</summary>
    /// <param name="tone">How a line looks on a terminal, where nobody reads it but a person.</param>
    /// <returns>Whether all of it was shown.</returns>
    public bool Passage(string text, Func<string, Tone> tone)
    {
        var shown = Masked(text);
        if (HasColors)
        {
            foreach (var line in shown.TrimEnd('\n').Split('\n'))
                Verbatim(line.TrimEnd('\r'), tone(line));
        }
        else
        {
            _output.Write(shown);
        }

        return shown == text;
    }

    /// <summary>Writes such a text into a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public void PassageInto(string path, string text) => File.WriteAllText(path, Masked(text));

    /// <summary>Writes a report into a file in place of the output.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public void Into(string path, Action<Printer> write)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        write(new Printer(file, _error, Held, _audience.Form));
    }

    /// <summary>
    /// The one exception: hands a value to the program that stores it. Whoever calls this has made sure that nobody else
    /// reads the output.
    /// </summary>
    /// <exception cref="IOException">Nobody took all of it.</exception>
    public void HandOver(SecretText value)
    {
        _output.Flush();
        if (IsStandardOutput)
            RawOutput.Write(value.Reveal());
        else
            _output.Write(value.Reveal());
    }

    /// <summary>The output as a library wants it that prints by itself: what it writes is somebody else's, line by line.</summary>
    public TextWriter OutputWriter() => new LineWriter(line => _output.WriteLine(Foreign(line)), text => _output.Write(Foreign(text)));

    /// <inheritdoc cref="OutputWriter"/>
    public TextWriter ErrorWriter() => new LineWriter(line => _error.WriteLine(Foreign(line)), text => _error.Write(Foreign(text)));

    private string Foreign(string line) => LogCommands.Defused(new Part(line, PartKind.Foreign).Shown(_audience));

    private string Masked(string text) => string.Join('\n', text.Split('\n').Select(_audience.Judge.Mask));

    private static string OfLog(string text) => string.Join('\n', text.Split('\n').Select(LogCommands.Defused));

    /// <summary>For a terminal: others are never asked, since the library's own guess looks at more than the output.</summary>
    private static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = AnsiSupport.Detect,
            ColorSystem = ColorSystemSupport.Detect,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = WidthOfLibrary;
        return console;
    }
}
