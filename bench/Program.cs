using System.Globalization;

namespace McpInfra.Bench;

/// <summary>What the program costs as its input grows. Run in the repository's folder: its stack files are what is made larger.</summary>
internal static class Program
{
    private const string Usage = "usage: bench/run [judge|guard|audit|preview]... [--runs N] [--sizes N,N,...]\n       bench/run stacks DIR [--sizes N,N,...]";

    private static int Main(string[] args)
    {
        var (runs, sizes, parts) = (5, new[] { 10, 500, 2000 }, new List<string>());
        for (var index = 0; index < args.Length; index++)
        {
            if (args[index] == "--runs" && index + 1 < args.Length)
                runs = int.Parse(args[++index], CultureInfo.InvariantCulture);
            else if (args[index] == "--sizes" && index + 1 < args.Length)
                sizes = [.. args[++index].Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
            else
                parts.Add(args[index]);
        }

        if (parts is ["stacks", var directory])
        {
            foreach (var size in sizes)
                StackFolder.Make(Path.Combine(directory, size.ToString(CultureInfo.InvariantCulture)), size);
            return 0;
        }

        var known = new Dictionary<string, Func<IEnumerable<Row>>>
        {
            ["judge"] = () => JudgeBench.Rows(runs),
            ["guard"] = () => GuardBench.Rows(runs),
            ["audit"] = () => AuditBench.Rows(runs),
            ["preview"] = () => PreviewBench.Rows(runs, sizes),
        };
        if (parts.Exists(part => !known.ContainsKey(part)))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var isMissed = false;
        Console.WriteLine(Row.Heading);
        foreach (var row in known.Where(part => parts.Count == 0 || parts.Contains(part.Key)).SelectMany(part => part.Value()))
        {
            Console.WriteLine(row);
            isMissed |= row.IsMissed;
        }

        return isMissed ? 1 : 0;
    }
}
