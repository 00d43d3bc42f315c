namespace McpInfra.Printing;

/// <summary>Where the output goes: how wide that is, what it can show, and whether somebody sits there. Decided here for all that is printed.</summary>
internal sealed record Terminal
{
    /// <summary>A file, a pipe and a log have no width of their own.</summary>
    public const int WidthOfPipe = 120;

    /// <summary>What a terminal is taken for that does not say how wide it is.</summary>
    private const int WidthUnsaid = 80;

    /// <summary>Nothing is made to fit into less.</summary>
    private const int Narrowest = 40;

    /// <summary>No terminal: plain lines, and nobody to ask.</summary>
    public static Terminal None { get; } = new();

    public int Width { get; init; } = WidthOfPipe;

    /// <summary>Whether colors are seen, and nobody has asked for none.</summary>
    public bool HasColors { get; private init; }

    /// <summary>Whether a line beside the output may be taken back again.</summary>
    public bool IsWatched { get; private init; }

    /// <summary>Whether there is a person to ask.</summary>
    public bool Asks { get; private init; }

    /// <summary>Whether what is written is seen at once.</summary>
    public bool IsSeen { get; private init; }

    public static Terminal OfProcess() => Of(
        !Console.IsOutputRedirected, !Console.IsErrorRedirected, !Console.IsInputRedirected, () => Console.WindowWidth, Environment.GetEnvironmentVariable);

    /// <param name="output">Whether the output is a terminal; the same for the error and the input.</param>
    /// <param name="columns">Asked of a terminal alone.</param>
    /// <param name="variable">What the environment says, which is how a person or a pipeline asks for plain lines.</param>
    public static Terminal Of(bool output, bool error, bool input, Func<int> columns, Func<string, string?> variable)
    {
        if (!output)
            return None;
        var isCi = IsSet("CI");
        var isPlain = isCi || IsSet("NO_COLOR") || variable("TERM") == "dumb";
        var width = columns();
        return new Terminal
        {
            Width = width <= 0 ? WidthUnsaid : Math.Max(width, Narrowest),
            HasColors = !isPlain,
            IsWatched = error && !isPlain && IsSet("TERM"),
            Asks = input && !isCi,
            IsSeen = true,
        };

        bool IsSet(string name) => !string.IsNullOrEmpty(variable(name));
    }
}
