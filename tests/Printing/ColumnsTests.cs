using McpInfra.Printing;

namespace McpInfra.Tests.Printing;

public sealed class ColumnsTests
{
    [Fact]
    public void Rows_CellsOfAnyLetters_StandBelowEachOther()
    {
        var columns = new Columns(["name", "from"], 80);
        columns.Add(["a · b", "x"]);
        columns.Add(["日本", "a longer one"]);

        Assert.Equal([("  name   from          ", true), ("  a · b  x             ", false), ("  日本   a longer one  ", false)], columns.Lines());
    }

    /// <summary>In as few lines as there can be, and no line wider than it must be.</summary>
    [Theory]
    [InlineData(19, "  one   two   three", "  1111  2222  3333")]
    [InlineData(18, "  one   two", "      three", "  1111  2222", "      3333")]
    [InlineData(11, "  one", "      two", "      three", "  1111", "      2222", "      3333")]
    public void Lines_ColumnsThatDoNotFit_AreStackedAndAligned(int width, params string[] expected)
    {
        var columns = new Columns(["one", "two", "three"], width);
        columns.Add(["1111", "2222", "3333"]);

        Assert.Equal(expected, columns.Lines().Select(line => line.Text.TrimEnd()));
    }

    /// <summary>The library's own table measures each cell again and again: most of the time of a preview with 500 secrets.</summary>
    [Fact]
    public void Rows_ManyRows_MeasureEachCellOnce()
    {
        var columns = new Columns(["name", "from", "by"], 80);
        for (var row = 0; row < 2000; row++)
            columns.Add(["EXTRA", "mcp/dev · EXTRA", "generate"]);

        Assert.Equal(2001, columns.Lines().Count());
        Assert.Equal(2001 * 3, columns.Measured);
    }
}
