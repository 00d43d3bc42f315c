using System.Globalization;

namespace McpInfra.Bench;

/// <summary>More and more stacks in one folder.</summary>
internal static class StacksBench
{
    public static IEnumerable<Row> Rows(Options options)
    {
        using var folder = new BenchFolder();
        foreach (var count in options.Stacks)
            StackFolder.MakeMany(folder.At(count.ToString(CultureInfo.InvariantCulture)), count);
        foreach (var (name, arguments) in new (string, string[])[] { ("preview", ["preview"]), ("render", ["render", "argocd", "--out", "rendered"]), ("audit", ["audit"]) })
        {
            var figures = new List<(int Count, Cost Cost)>();
            foreach (var count in options.Stacks)
            {
                var cost = Tool.Of(options.Runs, () => Tool.Run(folder.At(count.ToString(CultureInfo.InvariantCulture)), mayFind: true, arguments));
                figures.Add((count, cost));
                yield return new Row($"{name}: {count} stacks", "s", cost.Seconds, null, "");
                yield return new Row($"{name}: {count} stacks", "MiB", cost.Memory, null, "");
            }

            foreach (var (small, large) in figures.Zip(figures.Skip(1)))
                yield return Row.Growth($"{name}: {small.Count} and {large.Count} stacks", small.Cost.Work, large.Cost.Work, 1.0 * large.Count / small.Count);
            if (figures is [{ Count: 3 } three, .., { Count: 100 } hundred])
                yield return new Row($"{name}: 3 and 100 stacks", "s", three.Cost.Seconds, hundred.Cost.Seconds, "at most 12");
        }
    }
}
