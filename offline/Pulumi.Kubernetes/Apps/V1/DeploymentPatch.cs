using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.Apps.V1;

/// <summary>A change to a Deployment that somebody else made.</summary>
[KubernetesResourceType("kubernetes:apps/v1:DeploymentPatch")]
public class DeploymentPatch : KubernetesResource
{
    public DeploymentPatch(string name, DeploymentPatchArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:apps/v1:DeploymentPatch", name, MakeArgs(args), Defaults.Of(options, oldTypes:
        [
            "kubernetes:apps/v1beta1:DeploymentPatch",
            "kubernetes:apps/v1beta2:DeploymentPatch",
            "kubernetes:extensions/v1beta1:DeploymentPatch",
        ]))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<ObjectMetaPatch> Metadata { get; private set; } = null!;

    private static DeploymentPatchArgs MakeArgs(DeploymentPatchArgs? args)
    {
        args ??= new();
        args.ApiVersion = "apps/v1";
        args.Kind = "Deployment";
        return args;
    }
}
