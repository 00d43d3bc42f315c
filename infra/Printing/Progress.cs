namespace McpInfra.Printing;

/// <summary>
/// One line on a terminal beside the output, for work that takes longer than a moment: what is done, and how far. It is gone
/// before anything else is written, and where nobody watches it there is none.
/// </summary>
internal sealed class Progress : IDisposable
{
    /// <summary>Whoever waits no longer than this needs to be told nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    /// <summary>To the start of the line, and all of it empty.</summary>
    private const string Empty = "\r\e[K";

    private readonly Lock _line = new();
    private readonly TextWriter? _terminal;
    private readonly Func<string> _now;
    private readonly ITimer? _timer;
    private bool _isShown;
    private bool _isOver;

    /// <param name="terminal">Null where nobody watches.</param>
    /// <param name="now">What is being done, ready to be shown; asked again and again, from another thread.</param>
    public Progress(TextWriter? terminal, Func<string> now, TimeProvider time)
    {
        (_terminal, _now) = (terminal, now);
        _timer = terminal is null ? null : time.CreateTimer(_ => Show(), null, Patience, Beat);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_line)
        {
            _isOver = true;
            if (_isShown)
                _terminal?.Write(Empty);
            _isShown = false;
        }
    }

    private void Show()
    {
        lock (_line)
        {
            if (_isOver)
                return;
            _terminal?.Write(Empty + _now());
            _isShown = true;
        }
    }
}
