using System.Collections.Immutable;

namespace Pulumi.Aws.SecretsManager;

/// <summary>A value of a secret.</summary>
[AwsResourceType("aws:secretsmanager/secretVersion:SecretVersion")]
public class SecretVersion : CustomResource
{
    public SecretVersion(string name, SecretVersionArgs args, CustomResourceOptions? options = null)
        : base(
            "aws:secretsmanager/secretVersion:SecretVersion",
            name,
            args ?? new SecretVersionArgs(),
            Defaults.Of(options, ["secretBinary", "secretString", "secretStringWo"]))
    {
    }

    [Output("hasSecretStringWo")]
    public Output<bool> HasSecretStringWo { get; private set; } = null!;

    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    [Output("secretArn")]
    public Output<string> SecretArn { get; private set; } = null!;

    [Output("secretBinary")]
    public Output<string?> SecretBinary { get; private set; } = null!;

    [Output("secretId")]
    public Output<string> SecretId { get; private set; } = null!;

    [Output("secretString")]
    public Output<string?> SecretString { get; private set; } = null!;

    [Output("secretStringWo")]
    public Output<string?> SecretStringWo { get; private set; } = null!;

    [Output("secretStringWoVersion")]
    public Output<int?> SecretStringWoVersion { get; private set; } = null!;

    [Output("versionId")]
    public Output<string> VersionId { get; private set; } = null!;

    [Output("versionStages")]
    public Output<ImmutableArray<string>> VersionStages { get; private set; } = null!;
}

/// <summary>Inputs of a SecretVersion.</summary>
public sealed class SecretVersionArgs : ResourceArgs
{
    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("secretBinary")]
    public Input<string>? SecretBinary { get; set => field = Secrets.Of(value); }

    [Input("secretId", required: true)]
    public Input<string> SecretId { get; set; } = null!;

    [Input("secretString")]
    public Input<string>? SecretString { get; set => field = Secrets.Of(value); }

    [Input("secretStringWo")]
    public Input<string>? SecretStringWo { get; set => field = Secrets.Of(value); }

    [Input("secretStringWoVersion")]
    public Input<int>? SecretStringWoVersion { get; set; }

    [field: Input("versionStages")]
    public InputList<string> VersionStages { get => field ??= []; set; }

    public static new SecretVersionArgs Empty => new();
}
