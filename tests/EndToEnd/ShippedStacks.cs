using McpInfra.Tests.EndToEnd.Harness;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// The three shipped environments in one cluster and one account, brought up once for the tests that only look at them.
/// </summary>
public sealed class ShippedStacks : IAsyncLifetime
{
    private readonly List<LiveStack> _stacks = [];

    internal LiveStack Dev => Of("dev");

    internal IReadOnlyList<LiveStack> All => _stacks;

    internal LiveStack Of(string stack) => _stacks.Single(live => live.Settings.Stack == stack);

    public async Task InitializeAsync()
    {
        // The tests of the class are skipped, each with the reason.
        if (RealComponents.Missing() is not null)
            return;
        var id = LiveStack.NewId();
        foreach (var stack in Support.Stacks.Names)
            _stacks.Add(await LiveStack.CreateAsync(stack, id));

        // No shipped stack file holds a value itself.
        Dev.AddConfigSecret("SMTP_PASSWORD");
        await Task.WhenAll(_stacks.Select(live => live.UpAsync()));
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_stacks.Select(live => live.DisposeAsync().AsTask()));
    }
}

/// <summary>The tests that look at <see cref="ShippedStacks"/>.</summary>
[CollectionDefinition(Name)]
public sealed class ShippedStacksCollection : ICollectionFixture<ShippedStacks>
{
    public const string Name = "Shipped stacks, for real";
}
