using McpInfra.Printing;

namespace McpInfra.Tests.Printing;

/// <summary>What is said of work that takes long, on a clock that the test moves.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly StringWriter _terminal = new();
    private readonly Clock _clock = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Dispose_BeforeAnybodyWaits_SaysNothing()
    {
        new Progress(_terminal, () => "working", _clock).Dispose();
        _clock.Beat();

        Assert.Equal("", _terminal.ToString());
    }

    [Fact]
    public void Beat_WorkThatTakesLong_IsOneLineThatIsGoneAfterwards()
    {
        var done = 0;
        var progress = new Progress(_terminal, () => $"{++done} files", _clock);

        _clock.Beat();
        _clock.Beat();
        progress.Dispose();
        _clock.Beat();

        Assert.Equal("\r\e[K1 files\r\e[K2 files\r\e[K", _terminal.ToString());
        Assert.True(_clock.Due < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Working_OutputThatNobodyWatches_StartsNoClock()
    {
        using (new Progress(null, () => "working", _clock))
            _clock.Beat();
        using (new Printer(_terminal, _terminal).Working(() => Words.Own("working")))
            _clock.Beat();

        Assert.Equal((null, ""), (_clock.Due, _terminal.ToString()));
    }

    /// <summary>Rings when it is told to, and also behind its end, as a timer may whose last call was on its way.</summary>
    private sealed class Clock : TimeProvider
    {
        private Action? _ring;

        public TimeSpan? Due { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_ring, Due) = (() => callback(state), dueTime);
            return new Nothing();
        }

        public void Beat() => _ring?.Invoke();
    }

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
