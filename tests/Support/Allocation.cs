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

    /// <summary>How many times as much the larger work costs.</summary>
    public static double Growth(Action small, Action large) => Of(large) / (double)Of(small);
}
