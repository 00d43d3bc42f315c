using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>Inputs of a secret; its values are secret whoever gives them.</summary>
public class SecretArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [field: Input("data")]
    public InputMap<string> Data { get => field ??= []; set => field = Secrets.Of(value); }

    [Input("immutable")]
    public Input<bool>? Immutable { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    [field: Input("stringData")]
    public InputMap<string> StringData { get => field ??= []; set => field = Secrets.Of(value); }

    [Input("type")]
    public Input<string>? Type { get; set; }

    public static new SecretArgs Empty => new();
}
