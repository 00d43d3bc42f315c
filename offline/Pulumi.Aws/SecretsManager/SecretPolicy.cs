namespace Pulumi.Aws.SecretsManager;

/// <summary>Who may read a secret.</summary>
[AwsResourceType("aws:secretsmanager/secretPolicy:SecretPolicy")]
public class SecretPolicy : CustomResource
{
    public SecretPolicy(string name, SecretPolicyArgs args, CustomResourceOptions? options = null)
        : base("aws:secretsmanager/secretPolicy:SecretPolicy", name, args ?? new SecretPolicyArgs(), Defaults.Of(options))
    {
    }

    [Output("blockPublicPolicy")]
    public Output<bool?> BlockPublicPolicy { get; private set; } = null!;

    [Output("policy")]
    public Output<string> Policy { get; private set; } = null!;

    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    [Output("secretArn")]
    public Output<string> SecretArn { get; private set; } = null!;
}

/// <summary>Inputs of a SecretPolicy.</summary>
public sealed class SecretPolicyArgs : ResourceArgs
{
    [Input("blockPublicPolicy")]
    public Input<bool>? BlockPublicPolicy { get; set; }

    [Input("policy", required: true)]
    public Input<string> Policy { get; set; } = null!;

    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("secretArn", required: true)]
    public Input<string> SecretArn { get; set; } = null!;

    public static new SecretPolicyArgs Empty => new();
}
