namespace McpInfra.Tests.Support;

/// <summary>
/// What work costs, counted and not timed: bytes that this thread asks for. They are the same on a busy machine and on a
/// quiet one, and grow with the square where the work does.
/// </summary>
internal static class Allocation
{
    /// <summary>Four times the input, and a tenth for tables that grow by doubling.</summary>
    public const double MostForFourTimes = 4.4;

    public static long Of(Action work)
    {
        // What is made once is not counted.
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>
    /// How many times as much the larger work costs. The smaller is counted on both sides of it: code that the runtime
    /// has optimized meanwhile asks for less, and when that happens is a matter of time.
    /// </summary>
    public static double Growth(Action small, Action large)
    {
        var before = Of(small);
        var cost = Of(large);
        return cost / (double)Math.Max(before, Of(small));
    }
}
