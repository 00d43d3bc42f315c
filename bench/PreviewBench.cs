using System.Globalization;

namespace McpInfra.Bench;

/// <summary>The three stacks with more and more secrets, as a process.</summary>
internal static class PreviewBench
{
    public static IEnumerable<Row> Rows(int runs, int[] sizes)
    {
        var directory = Directory.CreateTempSubdirectory("mcp-infra-bench-").FullName;
        try
        {
            var figures = new List<(int Size, Cost Cost)>();
            foreach (var size in sizes)
            {
                var stacks = Path.Combine(directory, size.ToString(CultureInfo.InvariantCulture));
                StackFolder.Make(stacks, size);
                var cost = Tool.Median(runs, () => Tool.Run(stacks, mayFind: false, "preview"));
                figures.Add((size, cost));
                var what = $"preview: three stacks with {size} secrets more";
                yield return new Row(what, "s", cost.Seconds, null, Target(size));
                yield return new Row(what, "processor s", cost.Work, null, "");
                yield return new Row(what, "MiB", cost.Memory, null, size >= 2000 ? "under 200" : "");
            }

            foreach (var (small, large) in figures.Zip(figures.Skip(1)).Where(pair => pair.First.Size >= 100))
            {
                var growth = 1.1 * large.Size / small.Size;
                yield return new Row($"preview: {small.Size} and {large.Size} secrets more", "processor s", small.Cost.Work, large.Cost.Work, string.Create(CultureInfo.InvariantCulture, $"at most {growth:0.0}"));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Target(int size) => size switch
    {
        <= 10 => "half of Pulumi TypeScript",
        <= 500 => "a sixth of Pulumi TypeScript",
        _ => "a tenth of Pulumi TypeScript",
    };
}
