using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.Core.V1;

/// <summary>A secret as Kubernetes keeps it.</summary>
[KubernetesResourceType("kubernetes:core/v1:Secret")]
public class Secret : KubernetesResource
{
    public Secret(string name, SecretArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:Secret", name, MakeArgs(args), Defaults.Of(options, secretOutputs: ["data", "stringData"]))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("data")]
    public Output<ImmutableDictionary<string, string>> Data { get; private set; } = null!;

    [Output("immutable")]
    public Output<bool> Immutable { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;

    [Output("stringData")]
    public Output<ImmutableDictionary<string, string>> StringData { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;

    private static SecretArgs MakeArgs(SecretArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "Secret";
        return args;
    }
}
