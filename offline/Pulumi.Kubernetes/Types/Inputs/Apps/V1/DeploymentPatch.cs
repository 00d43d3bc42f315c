using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Apps.V1;

/// <summary>What to change of a Deployment.</summary>
public class DeploymentPatchArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<ObjectMetaPatchArgs>? Metadata { get; set; }

    public static new DeploymentPatchArgs Empty => new();
}
