using Spectre.Console;

namespace McpInfra.Cli;

/// <summary>Styled text for a person, on whatever writer a command was given.</summary>
internal static class Terminal
{
    /// <summary>Wider than any line here, so that a terminal wraps by itself and a command can be copied whole.</summary>
    private const int Width = 1000;

    /// <summary>Colour on a terminal alone: decided here, since the library's own guess looks at more than the output.</summary>
    public static IAnsiConsole On(TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Width;
        return console;
    }
}
