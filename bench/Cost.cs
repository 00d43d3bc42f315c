namespace McpInfra.Bench;

/// <summary>What a process cost, or several runs of it.</summary>
/// <param name="Seconds">On the clock; of several runs the median.</param>
/// <param name="Work">Of all processors; of several runs the least, since whatever else the machine does only adds to it.</param>
/// <param name="Memory">The most that was in use, in MiB; of several runs the median.</param>
internal sealed record Cost(double Seconds, double Work, double Memory)
{
    public static Cost Of(IReadOnlyList<Cost> runs) => new(Median(runs.Select(run => run.Seconds)), runs.Min(run => run.Work), Median(runs.Select(run => run.Memory)));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
