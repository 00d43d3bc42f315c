namespace Pulumi.Kubernetes.Types.Inputs.Helm.V3;

/// <summary>Where a chart comes from.</summary>
public class RepositoryOptsArgs : ResourceArgs
{
    [Input("caFile")]
    public Input<string>? CaFile { get; set; }

    [Input("certFile")]
    public Input<string>? CertFile { get; set; }

    [Input("keyFile")]
    public Input<string>? KeyFile { get; set; }

    [Input("password")]
    public Input<string>? Password { get; set => field = Secrets.Of(value); }

    [Input("repo")]
    public Input<string>? Repo { get; set; }

    [Input("username")]
    public Input<string>? Username { get; set; }

    public static new RepositoryOptsArgs Empty => new();
}
