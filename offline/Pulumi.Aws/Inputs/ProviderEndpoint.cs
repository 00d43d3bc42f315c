namespace Pulumi.Aws.Inputs;

/// <summary>Other addresses of services.</summary>
public sealed class ProviderEndpointArgs : ResourceArgs
{
    [Input("iam")]
    public Input<string>? Iam { get; set; }

    [Input("kms")]
    public Input<string>? Kms { get; set; }

    [Input("secretsmanager")]
    public Input<string>? Secretsmanager { get; set; }

    [Input("sts")]
    public Input<string>? Sts { get; set; }

    public static new ProviderEndpointArgs Empty => new();
}
