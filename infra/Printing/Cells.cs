using Spectre.Console.Rendering;

namespace McpInfra.Printing;

/// <summary>How many cells of a terminal a text takes.</summary>
internal static class Cells
{
    /// <summary>Every letter below is one cell wide: what is combined with another, or wide, comes later in Unicode.</summary>
    private const char LastOfOneCell = '\u02ff';

    public static int Of(string text) => text.AsSpan().ContainsAnyExceptInRange(' ', LastOfOneCell) ? new Segment(text).CellCount() : text.Length;
}
