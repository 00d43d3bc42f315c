namespace Pulumi.Aws.SecretsManager;

public partial class SecretVersionArgs
{
    [Input("secretBinary")]
    public Input<string>? SecretBinary { get; set => field = Secrets.Of(value); }

    [Input("secretString")]
    public Input<string>? SecretString { get; set => field = Secrets.Of(value); }

    [Input("secretStringWo")]
    public Input<string>? SecretStringWo { get; set => field = Secrets.Of(value); }
}
