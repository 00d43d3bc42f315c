using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace McpInfra.Tests.Support;

/// <summary>Mocks that keep what was asked for and answer with ARNs, version ids and canaries.</summary>
internal sealed class RecordingCloud(Canaries canaries) : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _requests = new();

    /// <summary>In the order of registration.</summary>
    public IReadOnlyCollection<MockResourceArgs> Requests => _requests;

    /// <summary>AWS version id of a group's secret; change it to say that a value has changed.</summary>
    public Func<string, string> VersionIdOf { get; init; } = _ => VersionId(1);

    /// <summary>A version id as the AWS provider makes it: a time and a counter, alike but for the last digits.</summary>
    public static string VersionId(int counter) => $"terraform-2026112221000000000{counter:x8}";

    /// <summary>Leaves every computed output and id unknown, as the first preview on the real engine does.</summary>
    public bool Unknown { get; init; }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _requests.Enqueue(args);
        if (Unknown)
            return Task.FromResult<(string?, object)>((null, args.Inputs));
        var state = args.Inputs.SetItems(Computed(args));
        return Task.FromResult<(string?, object)>((state.GetValueOrDefault("arn") as string ?? args.Name + "-id", state));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException("No call was expected: " + args.Token);

    private Dictionary<string, object> Computed(MockResourceArgs args) => args.Type switch
    {
        "random:index/randomPassword:RandomPassword" => new() { ["result"] = canaries.New(args.Name!) },
        "aws:secretsmanager/secret:Secret" => new() { ["arn"] = $"arn:aws:secretsmanager:eu-west-1:123456789012:secret:{args.Inputs["name"]}-AbCdEf" },
        "aws:secretsmanager/secretVersion:SecretVersion" => new() { ["versionId"] = VersionIdOf(args.Name!) },
        "aws:kms/key:Key" => new() { ["arn"] = "arn:aws:kms:eu-west-1:123456789012:key/11112222-3333-4444-5555-666677778888", ["keyId"] = "11112222" },
        "aws:iam/role:Role" => new() { ["arn"] = $"arn:aws:iam::123456789012:role/{args.Inputs["name"]}" },
        _ => [],
    };
}
