namespace Pulumi.Kubernetes.Types.Inputs.Helm.V3;

public partial class RepositoryOptsArgs
{
    [Input("password")]
    public Input<string>? Password { get; set => field = Secrets.Of(value); }
}
