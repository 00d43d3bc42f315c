using System.Globalization;

namespace McpInfra.Bench;

/// <summary>What the program costs as its input grows. Run in the repository's folder: its stack files are what is made larger.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (Options.Read(args) is not { } options)
            return Refuse();
        if (options.Parts is ["folders", var directory])
        {
            foreach (var size in options.Sizes)
                StackFolder.Make(Path.Combine(directory, size.ToString(CultureInfo.InvariantCulture)), size);
            return 0;
        }

        var parts = new Dictionary<string, Func<IEnumerable<Row>>>
        {
            ["judge"] = () => JudgeBench.Rows(options.Runs),
            ["guard"] = () => GuardBench.Rows(options.Runs),
            ["migrate"] = () => MigrateBench.Rows(options.Runs),
            ["audit"] = () => AuditBench.Rows(options.Runs),
            ["preview"] = () => PreviewBench.Rows(options),
            ["stacks"] = () => StacksBench.Rows(options),
            ["corpus"] = () => CorpusBench.Rows(options),
        };
        if (options.Parts.Any(part => !parts.ContainsKey(part)))
            return Refuse();

        var isMissed = false;
        Console.WriteLine(Row.Heading);
        foreach (var row in parts.Where(part => options.Parts.Count == 0 || options.Parts.Contains(part.Key)).SelectMany(part => part.Value()))
        {
            Console.WriteLine(row);
            isMissed |= row.IsMissed;
        }

        if (options.Peers.Count > 0)
        {
            Console.WriteLine();
            foreach (var line in PeersBench.Lines(options))
                Console.WriteLine(line);
        }

        return isMissed ? 1 : 0;
    }

    private static int Refuse()
    {
        Console.Error.WriteLine(Options.Usage);
        return 2;
    }
}
