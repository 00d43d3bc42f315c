using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Outputs.Core.V1;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.Core.V1;

/// <summary>An identity of pods.</summary>
[KubernetesResourceType("kubernetes:core/v1:ServiceAccount")]
public class ServiceAccount : KubernetesResource
{
    public ServiceAccount(string name, ServiceAccountArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:ServiceAccount", name, MakeArgs(args), Defaults.Of(options))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("automountServiceAccountToken")]
    public Output<bool> AutomountServiceAccountToken { get; private set; } = null!;

    [Output("imagePullSecrets")]
    public Output<ImmutableArray<LocalObjectReference>> ImagePullSecrets { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;

    [Output("secrets")]
    public Output<ImmutableArray<ObjectReference>> Secrets { get; private set; } = null!;

    private static ServiceAccountArgs MakeArgs(ServiceAccountArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "ServiceAccount";
        return args;
    }
}
