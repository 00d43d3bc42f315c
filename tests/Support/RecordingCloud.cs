using System.Collections.Concurrent;
using McpInfra.Cli.Preview;
using Pulumi.Testing;

namespace McpInfra.Tests.Support;

/// <summary>Mocks that keep what was asked for, and answer as the preview does but for secrets: those are canaries.</summary>
internal sealed class RecordingCloud(Canaries canaries) : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _requests = new();

    /// <summary>In the order of registration.</summary>
    public IReadOnlyCollection<MockResourceArgs> Requests => _requests;

    /// <summary>AWS version id of a group's secret; change it to say that a value has changed.</summary>
    public Func<string, string> VersionIdOf { get; init; } = _ => ProviderAnswers.VersionId(1);

    /// <summary>Leaves every computed output and id unknown, as the first preview on the real engine does.</summary>
    public bool Unknown { get; init; }

    private ProviderAnswers Answers => new("aws", "eu-west-1", StackYaml.AccountId, (name, _) => canaries.New(name), VersionIdOf);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _requests.Enqueue(args);
        return Task.FromResult<(string?, object)>(Unknown ? (null, args.Inputs) : Answers.To(args.Type!, args.Name!, args.Inputs));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException("No call was expected: " + args.Token);
}
