using System.Runtime.InteropServices;
using McpInfra.Printing;

namespace McpInfra.Cli;

/// <summary>Ctrl-C and SIGTERM of this process: told in a line, and with the code that a shell has for them.</summary>
internal sealed class StopSignal : IDisposable
{
    /// <summary>For what takes back what it has begun, such as a program that was started. Who sends a second signal waits no longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _over = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private volatile bool _isAwaited;

    private StopSignal()
    {
    }

    /// <summary>Signals that never come: the process is somebody else's.</summary>
    public static StopSignal Never { get; } = new();

    public CancellationToken Token => _stop.Token;

    /// <summary>What the process ends with; null where nobody has stopped it.</summary>
    public int? Code { get; private set; }

    /// <summary>What is said of it.</summary>
    public Words Said => Code == ExitCodes.Terminated ? Words.Own("Stopped by SIGTERM.") : Words.Own("Stopped by Ctrl-C.");

    public static StopSignal OfProcess()
    {
        var signal = new StopSignal();
        signal._registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => signal.Come(context, ExitCodes.Interrupted)));
        signal._registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => signal.Come(context, ExitCodes.Terminated)));
        return signal;
    }

    /// <summary>From now on what runs ends by itself, by the token.</summary>
    public void Await() => _isAwaited = true;

    public void Dispose()
    {
        _over.Set();
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Come(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        var isFirst = Code is null;
        Code ??= code;
        if (isFirst)
            _stop.Cancel();
        if (!isFirst || !_isAwaited || !_over.Wait(Patience))
            Environment.Exit(code);
    }
}
