using System.Numerics;
using System.Text;

namespace McpInfra.Printing;

/// <summary>
/// A table without lines. Every cell is measured once, so that a table costs its rows. Where the columns do not fit beside
/// each other each row has several lines, as few as there can be, and what stands in a line is below each other all the same.
/// </summary>
internal sealed class Columns
{
    private const string Margin = "  ";

    /// <summary>Before what is of the row above.</summary>
    private const string Deeper = "      ";

    private readonly List<(string Text, int Width)[]> _lines = [];
    private readonly int[] _widths;
    private readonly int _width;

    public Columns(string[] titles, int width)
    {
        (_widths, _width) = (new int[titles.Length], width);
        Add(titles);
    }

    /// <summary>How many cells were measured: a test holds that it grows with the rows.</summary>
    public long Measured { get; private set; }

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

    /// <summary>The lines of the title and then those of each row; what of them is still too wide has one cell.</summary>
    public IEnumerable<(string Text, bool IsTitle)> Lines()
    {
        var bands = Bands();
        var text = new StringBuilder();
        for (var row = 0; row < _lines.Count; row++)
        {
            foreach (var (first, last) in bands)
                yield return (Line(text.Clear().Append(first == 0 ? Margin : Deeper), _lines[row], first, last, isWhole: bands.Count == 1), row == 0);
        }
    }

    private string Line(StringBuilder text, (string Text, int Width)[] row, int first, int last, bool isWhole)
    {
        for (var column = first; column < last; column++)
            text.Append(row[column].Text).Append(' ', _widths[column] - row[column].Width).Append(Margin);
        return isWhole ? text.ToString() : text.ToString().TrimEnd();
    }

    /// <summary>Which columns stand beside each other: all if they fit, otherwise in as few lines as they do, the widest of which is as narrow as can be.</summary>
    private List<(int First, int Last)> Bands()
    {
        var count = _widths.Length;
        return Enumerable.Range(0, 1 << (count - 1)).Select(cuts => Bands((uint)cuts, count))
            .Select(bands => (Bands: bands, Widest: bands.Max(Width)))
            .OrderBy(way => way.Widest > _width).ThenBy(way => way.Widest > _width ? way.Widest : way.Bands.Count).ThenBy(way => way.Widest).ThenBy(way => way.Bands.Count)
            .First().Bands;
    }

    private static List<(int First, int Last)> Bands(uint cuts, int count)
    {
        var bands = new List<(int, int)>(BitOperations.PopCount(cuts) + 1);
        var first = 0;
        for (var column = 1; column <= count; column++)
        {
            if (column < count && (cuts >> (column - 1) & 1) == 0)
                continue;
            bands.Add((first, column));
            first = column;
        }

        return bands;
    }

    private int Width((int First, int Last) band) =>
        (band.First == 0 ? Margin : Deeper).Length + _widths[band.First..band.Last].Sum() + (Margin.Length * (band.Last - band.First - 1));

    private int WidthOf(string text)
    {
        Measured++;
        return Cells.Of(text);
    }
}
