using System.Globalization;

namespace McpInfra.Bench;

/// <summary>Ours and others' commands for the same three environments, in turn: a machine that slows down slows all of them.</summary>
internal static class PeersBench
{
    private const string Heading = "| secrets | command | s | times ours | processor s | MiB |\n|--:|:--|--:|--:|--:|--:|";

    public static IEnumerable<string> Lines(Options options)
    {
        using var folder = new BenchFolder();
        yield return Heading;
        foreach (var size in options.Sizes)
        {
            var stacks = folder.At(size.ToString(CultureInfo.InvariantCulture));
            StackFolder.Make(stacks, size);
            var commands = new (string Name, Func<Cost> Run)[] { ("ours", () => Tool.Run(stacks, mayFind: false, "preview")) }
                .Concat(options.Peers.Select(peer => (peer.Name, Run: (Func<Cost>)(() => Tool.Shell(peer.Command, size))))).ToList();

            // The first round is not counted.
            var rounds = Enumerable.Range(0, options.Runs + 1).Select(_ => commands.ConvertAll(command => command.Run())).Skip(1).ToList();
            for (var index = 0; index < commands.Count; index++)
            {
                var cost = Cost.Of([.. rounds.Select(round => round[index])]);
                var times = Cost.Median(rounds.Select(round => round[index].Seconds / round[0].Seconds));
                yield return string.Create(CultureInfo.InvariantCulture, $"| {size} | {commands[index].Name} | {cost.Seconds:0.00} | {times:0.00} | {cost.Work:0.00} | {cost.Memory:0} |");
            }
        }
    }
}
