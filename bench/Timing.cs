namespace McpInfra.Bench;

/// <summary>
/// What two sizes of the same work cost, in turn, so that a machine which slows down slows both. Processor time and not the
/// clock's: on a busy machine the longer work is put aside oftener, and a ratio of four reads as seven.
/// </summary>
internal static class Timing
{
    /// <summary>Work that is done sooner is done again: what the machine does beside it would be most of the figure.</summary>
    private const double Enough = 0.1;

    /// <summary>Seconds of either, the least of the rounds: whatever else runs on the machine only adds to it. Rounds before are not counted.</summary>
    public static (double Small, double Large) Least(int runs, Action small, Action large)
    {
        _ = (Of(small, 1), Of(large, 1));
        var times = (int)Math.Clamp(Enough / Math.Max(Of(small, 1), 1e-4), 1, 100);
        var (least, most) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run < runs; run++)
            (least, most) = (Math.Min(least, Of(small, times)), Math.Min(most, Of(large, times)));

        return (least, most);
    }

    private static double Of(Action work, int times)
    {
        GC.Collect();
        var start = Environment.CpuUsage.TotalTime;
        for (var time = 0; time < times; time++)
            work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds / times;
    }
}
