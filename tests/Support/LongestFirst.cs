using Xunit.Abstractions;

[assembly: TestCollectionOrderer("McpInfra.Tests.Support." + nameof(McpInfra.Tests.Support.LongestFirst), "McpInfra.Tests")]

namespace McpInfra.Tests.Support;

/// <summary>The collection that takes longest, one test after the other, is begun first: begun last, it would go on alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName != PulumiCollection.Name);
}
