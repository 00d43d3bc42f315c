namespace Pulumi;

/// <summary>Knows every task a run has started, so that the run ends when they all have, or when the first one fails.</summary>
internal sealed class TaskTracker
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _failures = [];
    private TaskCompletionSource<IReadOnlyList<Exception>>? _waiter;
    private int _running;

    public void Track(Task task)
    {
        // Most outputs are of values that are there: nobody has to be woken for them.
        if (task.IsCompletedSuccessfully)
            return;
        lock (_lock)
            _running++;
        task.ContinueWith(Finish, TaskScheduler.Default);
    }

    /// <summary>Waits until nothing runs any more, or something has failed.</summary>
    public Task<IReadOnlyList<Exception>> WaitAsync()
    {
        lock (_lock)
        {
            _waiter = new();
            Release();
            return _waiter.Task;
        }
    }

    private void Finish(Task task)
    {
        lock (_lock)
        {
            _running--;
            _failures.AddRange(task.Exception?.InnerExceptions ?? []);
            Release();
        }
    }

    /// <summary>One failure faults every output made from it, so each is told once.</summary>
    private void Release()
    {
        if (_failures.Count > 0 || _running == 0)
            _waiter?.TrySetResult([.. _failures.Distinct()]);
    }
}
