using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using McpInfra.Settings;
using Pulumi.Testing;

namespace McpInfra.Cli.Preview;

/// <summary>One resource as the program asked for it.</summary>
/// <param name="Inputs">As the SDK gives them to mocks: secrets unwrapped, nulls and unknowns dropped, numbers as doubles.</param>
internal sealed record SimulatedResource(string Type, string Name, ImmutableDictionary<string, object> Inputs);

/// <summary>What mocks do not see of a resource.</summary>
/// <param name="ParentType">Type of its parent; empty for none.</param>
internal sealed record ResourceFacts(string ParentType, bool IsProtected);

/// <summary>
/// Answers the program as AWS and the cluster would, in process: the same ARNs on every run, and random text for what
/// is secret so that a leak of it would be noticed.
/// </summary>
internal sealed class SimulatedCloud(AwsSettings aws) : IMocks
{
    /// <summary>Stands for an AWS version id, in the form that the AWS provider gives it.</summary>
    public const string VersionId = "terraform-20260101000000000000000001";

    private readonly ConcurrentQueue<SimulatedResource> _resources = new();

    /// <summary>In the order they were registered.</summary>
    public IReadOnlyCollection<SimulatedResource> Resources => _resources;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources.Enqueue(new SimulatedResource(args.Type!, args.Name!, args.Inputs));
        var state = args.Inputs.SetItems(Computed(args));
        var id = args.Type == "aws:secretsmanager/secret:Secret" ? state["arn"].ToString() : args.Name + "-id";
        return Task.FromResult<(string?, object)>((id, state));
    }

    public Task<object> CallAsync(MockCallArgs args) =>
        throw new NotSupportedException($"The program asked the cloud for {args.Token}; a preview has no cloud.");

    private Dictionary<string, object> Computed(MockResourceArgs args) => args.Type switch
    {
        "random:index/randomPassword:RandomPassword" => new() { ["result"] = NewSecret(args.Inputs) },
        "aws:secretsmanager/secret:Secret" => new() { ["arn"] = Arn("secretsmanager", $"secret:{args.Inputs["name"]}-XXXXXX") },
        "aws:secretsmanager/secretVersion:SecretVersion" => new() { ["versionId"] = VersionId },
        "aws:kms/key:Key" => new() { ["arn"] = Arn("kms", "key/" + args.Name), ["keyId"] = args.Name! },
        "aws:iam/role:Role" => new() { ["arn"] = $"arn:{aws.Partition}:iam::{aws.AccountId}:role/{args.Inputs["name"]}" },
        _ => [],
    };

    private string Arn(string service, string resource) =>
        $"arn:{aws.Partition}:{service}:{aws.Region}:{aws.AccountId}:{resource}";

    private static string NewSecret(ImmutableDictionary<string, object> inputs)
    {
        var length = Convert.ToInt32(inputs["length"], CultureInfo.InvariantCulture);
        return System.Security.Cryptography.RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", length);
    }
}
