using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Checks;

/// <summary>Asks side by side what does not need each other, each question within a time.</summary>
internal static class CheckRun
{
    /// <summary>Programs that run at once: most of them wait for an answer.</summary>
    private const int AtOnce = 8;

    /// <param name="checks">One that needs another stands behind it.</param>
    /// <param name="seconds">For each of them.</param>
    /// <returns>In the order of the checks.</returns>
    /// <exception cref="OperationCanceledException">Somebody stopped it.</exception>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<Question> checks, IPrograms programs, int seconds, CancellationToken cancellation)
    {
        using var room = new SemaphoreSlim(AtOnce);
        var asked = new Dictionary<string, Task<IReadOnlyList<CheckResult>>>();
        foreach (var check in checks)
            asked.Add(check.Name, AskAsync(check, check.After is { } before ? asked[before] : null, programs, seconds, room, cancellation));
        return [.. (await Task.WhenAll(asked.Values).ConfigureAwait(false)).SelectMany(results => results)];
    }

    private static async Task<IReadOnlyList<CheckResult>> AskAsync(
        Question check, Task<IReadOnlyList<CheckResult>>? before, IPrograms programs, int seconds, SemaphoreSlim room, CancellationToken cancellation)
    {
        if (before is not null && (await before.ConfigureAwait(false)).Any(result => result.Verdict is CheckVerdict.Fail or CheckVerdict.Unknown))
            return [new CheckResult(check.Name, CheckVerdict.Unknown, $"not asked: {check.After} comes first", check.Ran, null) { WaitsFor = check.After }];
        await room.WaitAsync(cancellation).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            return [.. (await check.Ask(programs, limit.Token).ConfigureAwait(false)).Select(found => new CheckResult(found.Of ?? check.Name, found.Verdict, found.Says, check.Ran, found.Mend))];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [new CheckResult(check.Name, CheckVerdict.Unknown, $"no answer within {Words.Plural(seconds, "second")}", check.Ran, $"--time-limit SECONDS waits longer")];
        }
        finally
        {
            room.Release();
        }
    }
}
