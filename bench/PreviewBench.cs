using System.Globalization;

namespace McpInfra.Bench;

/// <summary>The three stacks with more and more secrets, as a process.</summary>
internal static class PreviewBench
{
    public static IEnumerable<Row> Rows(Options options)
    {
        using var folder = new BenchFolder();
        var figures = new List<(int Size, Cost Cost)>();
        foreach (var size in options.Sizes)
        {
            var stacks = folder.At(size.ToString(CultureInfo.InvariantCulture));
            StackFolder.Make(stacks, size);
            var cost = Tool.Of(options.Runs, () => Tool.Run(stacks, mayFind: false, "preview"));
            figures.Add((size, cost));
            var what = $"preview: three stacks with {size} secrets more";
            yield return new Row(what, "s", cost.Seconds, null, "");
            yield return new Row(what, "processor s", cost.Work, null, "");
            yield return new Row(what, "MiB", cost.Memory, null, size >= 2000 ? "under 200" : "");
        }

        // Of a few secrets the start of the program is most, so that their growth would tell nothing.
        foreach (var (small, large) in figures.Zip(figures.Skip(1)).Where(pair => pair.First.Size >= 100))
            yield return Row.Growth($"preview: {small.Size} and {large.Size} secrets more", small.Cost.Work, large.Cost.Work, 1.0 * large.Size / small.Size);
    }
}
