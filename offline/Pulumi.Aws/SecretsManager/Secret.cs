using System.Collections.Immutable;
using Pulumi.Aws.SecretsManager.Inputs;
using Pulumi.Aws.SecretsManager.Outputs;

namespace Pulumi.Aws.SecretsManager;

/// <summary>A secret: a name and rules, without a value.</summary>
[AwsResourceType("aws:secretsmanager/secret:Secret")]
public class Secret : CustomResource
{
    public Secret(string name, SecretArgs? args = null, CustomResourceOptions? options = null)
        : base("aws:secretsmanager/secret:Secret", name, args ?? new SecretArgs(), Defaults.Of(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    [Output("forceOverwriteReplicaSecret")]
    public Output<bool?> ForceOverwriteReplicaSecret { get; private set; } = null!;

    [Output("kmsKeyId")]
    public Output<string?> KmsKeyId { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("namePrefix")]
    public Output<string> NamePrefix { get; private set; } = null!;

    [Output("policy")]
    public Output<string> Policy { get; private set; } = null!;

    [Output("recoveryWindowInDays")]
    public Output<int?> RecoveryWindowInDays { get; private set; } = null!;

    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    [Output("replicas")]
    public Output<ImmutableArray<SecretReplica>> Replicas { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("tagsAll")]
    public Output<ImmutableDictionary<string, string>> TagsAll { get; private set; } = null!;

    [Output("type")]
    public Output<string?> Type { get; private set; } = null!;
}

/// <summary>Inputs of a Secret.</summary>
public sealed class SecretArgs : ResourceArgs
{
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("forceOverwriteReplicaSecret")]
    public Input<bool>? ForceOverwriteReplicaSecret { get; set; }

    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namePrefix")]
    public Input<string>? NamePrefix { get; set; }

    [Input("policy")]
    public Input<string>? Policy { get; set; }

    [Input("recoveryWindowInDays")]
    public Input<int>? RecoveryWindowInDays { get; set; }

    [Input("region")]
    public Input<string>? Region { get; set; }

    [field: Input("replicas")]
    public InputList<SecretReplicaArgs> Replicas { get => field ??= []; set; }

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= []; set; }

    [Input("type")]
    public Input<string>? Type { get; set; }

    public static new SecretArgs Empty => new();
}
