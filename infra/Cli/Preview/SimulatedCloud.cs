using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using McpInfra.Guard;
using McpInfra.Printing;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using Pulumi.Testing;

namespace McpInfra.Cli.Preview;

/// <summary>One resource as the program asked for it.</summary>
/// <param name="Inputs">As the SDK gives them to mocks: secrets unwrapped, nulls and unknowns dropped, numbers as doubles.</param>
internal sealed record SimulatedResource(string Type, string Name, ImmutableDictionary<string, object> Inputs);

/// <summary>What mocks do not see of a resource.</summary>
/// <param name="ParentType">Type of its parent; empty for none.</param>
internal sealed record ResourceFacts(string ParentType, bool IsProtected);

/// <summary>What one run of the program asked for.</summary>
/// <param name="Facts">By type and name; what has none is not under the root.</param>
/// <param name="Refusal">Why it stopped; null where it ran through.</param>
internal sealed record SimulatedRun(
    IReadOnlyCollection<SimulatedResource> Resources, IReadOnlyDictionary<(string Type, string Name), ResourceFacts> Facts, GuardReport Guard, Words? Refusal);

/// <summary>
/// Answers the program as AWS and the cluster would, in process: the same ARNs on every run, and random text for what
/// is secret so that a leak of it would be noticed.
/// </summary>
internal sealed class SimulatedCloud : IMocks
{
    private readonly ProviderAnswers _answers;

    private SimulatedCloud(string partition, string region, string accountId) =>
        _answers = new(partition, region, accountId, (_, inputs) => NewSecret(inputs), _ => VersionId);

    /// <param name="account">Null where the backend makes nothing in AWS, so that no ARN is asked for.</param>
    public static SimulatedCloud Of(AwsSettings? account) => new(account?.Partition ?? "", account?.Region ?? "", account?.AccountId ?? "");

    public static SimulatedCloud Of(ClusterAccount account) => new(account.Partition, account.Region, account.AccountId);

    private readonly ConcurrentQueue<SimulatedResource> _resources = new();

    /// <summary>Stands for an AWS version id.</summary>
    public static string VersionId { get; } = ProviderAnswers.VersionId(1);

    /// <summary>In the order they were registered.</summary>
    public IReadOnlyCollection<SimulatedResource> Resources => _resources;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources.Enqueue(new SimulatedResource(args.Type!, args.Name!, args.Inputs));
        return Task.FromResult<(string?, object)>(_answers.To(args.Type!, args.Name!, args.Inputs));
    }

    public Task<object> CallAsync(MockCallArgs args) =>
        throw new NotSupportedException($"The program asked the cloud for {args.Token}; a preview has no cloud.");

    private static string NewSecret(ImmutableDictionary<string, object> inputs)
    {
        var length = Convert.ToInt32(inputs["length"], CultureInfo.InvariantCulture);
        return System.Security.Cryptography.RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", length);
    }
}
