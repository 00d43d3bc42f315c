using McpInfra.Printing;

namespace McpInfra.Tests.Printing;

public sealed class ColumnsTests
{
    [Fact]
    public void Rows_CellsOfAnyLetters_StandBelowEachOther()
    {
        var columns = new Columns(["name", "from"]);
        columns.Add(["a · b", "x"]);
        columns.Add(["日本", "a longer one"]);

        Assert.Equal("  name   from          ", columns.Title);
        Assert.Equal(["", "  a · b  x             ", "  日本   a longer one  ", ""], columns.Rows().Split(Environment.NewLine));
    }

    /// <summary>The library's own table measures each cell again and again: most of the time of a preview with 500 secrets.</summary>
    [Fact]
    public void Rows_ManyRows_MeasureEachCellOnce()
    {
        var columns = new Columns(["name", "from", "by"]);
        for (var row = 0; row < 2000; row++)
            columns.Add(["EXTRA", "mcp/dev · EXTRA", "generate"]);

        Assert.NotEmpty(columns.Title + columns.Rows());
        Assert.Equal(2001 * 3, columns.Measured);
    }
}
