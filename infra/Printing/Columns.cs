using System.Text;
using Spectre.Console.Rendering;

namespace McpInfra.Printing;

/// <summary>A table without lines. Every cell is measured once, so that a table costs its rows.</summary>
internal sealed class Columns
{
    private const string Margin = "  ";

    /// <summary>Every letter below is one cell wide: what is combined with another, or wide, comes later in Unicode.</summary>
    private const char LastOfOneCell = '\u02ff';

    private readonly List<(string Text, int Width)[]> _lines = [];
    private readonly int[] _widths;

    public Columns(string[] titles)
    {
        _widths = new int[titles.Length];
        Add(titles);
    }

    /// <summary>How many cells were measured: a test holds that it grows with the rows.</summary>
    public long Measured { get; private set; }

    /// <summary>The line above the rows.</summary>
    public string Title => Line(new StringBuilder(), _lines[0]).ToString();

    public void Add(string[] cells)
    {
        var line = new (string Text, int Width)[cells.Length];
        for (var column = 0; column < cells.Length; column++)
        {
            line[column] = (cells[column], WidthOf(cells[column]));
            _widths[column] = Math.Max(_widths[column], line[column].Width);
        }

        _lines.Add(line);
    }

    /// <summary>The end of the title's line, and the rows below it.</summary>
    public string Rows()
    {
        var text = new StringBuilder();
        foreach (var line in _lines.Skip(1))
            Line(text.AppendLine(), line);
        return text.AppendLine().ToString();
    }

    private StringBuilder Line(StringBuilder text, (string Text, int Width)[] line)
    {
        text.Append(Margin);
        for (var column = 0; column < line.Length; column++)
            text.Append(line[column].Text).Append(' ', _widths[column] - line[column].Width).Append(Margin);
        return text;
    }

    private int WidthOf(string text)
    {
        Measured++;
        return text.AsSpan().ContainsAnyExceptInRange(' ', LastOfOneCell) ? new Segment(text).CellCount() : text.Length;
    }
}
