using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace McpInfra.Tests.Offline;

/// <summary>Runs a small program against mocks that answer with the inputs, and keeps what the mocks saw.</summary>
internal sealed class MockRun : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _resources = new();
    private readonly ConcurrentQueue<MockCallArgs> _calls = new();
    private readonly ConcurrentQueue<MockRegisterResourceOutputsRequest> _outputs = new();

    public bool IsPreview { get; init; }

    public Func<MockResourceArgs, (string? Id, object State)> Resource { get; init; } = args => ($"{args.Name}-id", args.Inputs);

    public Func<MockCallArgs, object> Call { get; init; } = args => args.Args;

    public IReadOnlyList<MockResourceArgs> Resources => [.. _resources];

    public IReadOnlyList<MockCallArgs> Calls => [.. _calls];

    public IReadOnlyList<MockRegisterResourceOutputsRequest> RegisteredOutputs => [.. _outputs];

    public MockResourceArgs this[string name] => Assert.Single(_resources, resource => resource.Name == name);

    public async Task<IDictionary<string, object?>> RunAsync(Func<IDictionary<string, object?>> program)
        => (await Deployment.TestAsync(this, new TestOptions { IsPreview = IsPreview }, program)).Outputs;

    public Task<ImmutableArray<Resource>> RunAsync(Action program)
        => Deployment.TestAsync(this, new TestOptions { IsPreview = IsPreview }, program);

    Task<(string? id, object state)> IMocks.NewResourceAsync(MockResourceArgs args)
    {
        _resources.Enqueue(args);
        return Task.FromResult(Resource(args));
    }

    Task<object> IMocks.CallAsync(MockCallArgs args)
    {
        _calls.Enqueue(args);
        return Task.FromResult(Call(args));
    }

    Task IMocks.RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        _outputs.Enqueue(args);
        return Task.CompletedTask;
    }
}
