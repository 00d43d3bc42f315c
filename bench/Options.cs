using System.Globalization;

namespace McpInfra.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: bench/run [judge|guard|migrate|audit|preview|stacks|corpus]... [NAME=COMMAND]... [--small]
                         [--runs N] [--sizes N,N,...] [--stacks N,N,...] [--files N]
               bench/run folders DIR [--sizes N,N,...]
        """;

    /// <summary>Parts by name, in the order in which they are run; none for all.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>What others would run, by the name in the table.</summary>
    public IReadOnlyList<(string Name, string Command)> Peers { get; init; } = [];

    public int Runs { get; init; } = 5;

    /// <summary>Numbers of secrets.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [10, 500, 2000];

    public IReadOnlyList<int> Stacks { get; init; } = [3, 10, 100];

    public int Files { get; init; } = 10_000;

    /// <summary>Null where the line is not one of <see cref="Usage"/>.</summary>
    public static Options? Read(string[] args)
    {
        var options = new Options();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var word))
        {
            if (word == "--small")
                options = options with { Runs = 2, Sizes = [250, 1000], Stacks = [10, 40], Files = 2_000 };
            else if (word.StartsWith("--", StringComparison.Ordinal) && rest.TryDequeue(out var value) && Numbers(value) is [var first, ..] numbers)
            {
                switch (word)
                {
                    case "--runs": options = options with { Runs = first }; break;
                    case "--sizes": options = options with { Sizes = numbers }; break;
                    case "--stacks": options = options with { Stacks = numbers }; break;
                    case "--files": options = options with { Files = first }; break;
                    default: return null;
                }
            }
            else if (word.StartsWith("--", StringComparison.Ordinal))
                return null;
            else if (word.IndexOf('=') is > 0 and var at)
                options = options with { Peers = [.. options.Peers, (word[..at], word[(at + 1)..])] };
            else
                options = options with { Parts = [.. options.Parts, word] };
        }

        return options;
    }

    private static List<int> Numbers(string text) =>
        [.. text.Split(',').Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0).Where(number => number > 0)];
}
