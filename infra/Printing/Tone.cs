using Spectre.Console;

namespace McpInfra.Printing;

/// <summary>What a part of a line means, and with it how a terminal shows it: the one palette.</summary>
internal sealed class Tone
{
    private Tone(Style style) => Style = style;

    public static Tone Plain { get; } = new(Style.Plain);

    /// <summary>What a block is about.</summary>
    public static Tone Bold { get; } = new(new Style(decoration: Decoration.Bold));

    /// <summary>What can be overlooked.</summary>
    public static Tone Quiet { get; } = new(new Style(Color.Grey));

    public static Tone Good { get; } = new(new Style(Color.Green));

    public static Tone Wary { get; } = new(new Style(Color.Yellow));

    public static Tone Bad { get; } = new(new Style(Color.Red));

    /// <summary>What is neither good nor bad and yet to be found at a glance.</summary>
    public static Tone Marked { get; } = new(new Style(Color.Blue));

    /// <summary>For <see cref="Printer"/>.</summary>
    internal Style Style { get; }
}
