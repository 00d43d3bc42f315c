using System.Globalization;
using McpInfra.Components;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Components;

public sealed class LateValuesTests
{
    /// <summary>Adding to a map of inputs key by key writes all of it anew for each: 8,300 keys took a minute.</summary>
    [Fact]
    public void Map_FourTimesTheKeys_CostsFourTimes()
    {
        var (small, large) = (Tree(1000), Tree(4000));

        // A logarithm is in it: the map is a tree.
        Assert.InRange(Allocation.Growth(() => LateValues.None.Map(small), () => LateValues.None.Map(large)), 3, 5);
    }

    private static Dictionary<string, object?> Tree(int keys) =>
        Enumerable.Range(0, keys).ToDictionary(key => key.ToString(CultureInfo.InvariantCulture), key => (object?)"text");
}
