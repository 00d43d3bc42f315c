using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.Core.V1;

/// <summary>Settings without secrets.</summary>
[KubernetesResourceType("kubernetes:core/v1:ConfigMap")]
public class ConfigMap : KubernetesResource
{
    public ConfigMap(string name, ConfigMapArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:ConfigMap", name, MakeArgs(args), Defaults.Of(options))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("binaryData")]
    public Output<ImmutableDictionary<string, string>> BinaryData { get; private set; } = null!;

    [Output("data")]
    public Output<ImmutableDictionary<string, string>> Data { get; private set; } = null!;

    [Output("immutable")]
    public Output<bool> Immutable { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;

    private static ConfigMapArgs MakeArgs(ConfigMapArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "ConfigMap";
        return args;
    }
}
