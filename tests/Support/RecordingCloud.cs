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

    /// <summary>Outputs of the other stacks that a program refers to, by full name; those in the second list are secret.</summary>
    public IReadOnlyDictionary<string, (Dictionary<string, object> Outputs, string[] Secrets)> Stacks { get; init; } = new Dictionary<string, (Dictionary<string, object>, string[])>();

    private ProviderAnswers Answers => new("aws", "eu-west-1", StackYaml.AccountId, (name, _) => canaries.New(name), VersionIdOf);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _requests.Enqueue(args);
        if (args.Type == "pulumi:pulumi:StackReference")
            return Task.FromResult<(string?, object)>((args.Id, StateOf((string)args.Inputs["name"])));
        return Task.FromResult<(string?, object)>(Unknown ? (null, args.Inputs) : Answers.To(args.Type!, args.Name!, args.Inputs));
    }

    private Dictionary<string, object> StateOf(string stack)
    {
        var (outputs, secrets) = Stacks[stack];
        return new() { ["name"] = stack, ["outputs"] = outputs, ["secretOutputNames"] = secrets };
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException("No call was expected: " + args.Token);
}
