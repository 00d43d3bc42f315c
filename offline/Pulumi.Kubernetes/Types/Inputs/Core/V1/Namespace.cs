using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>Inputs of a namespace.</summary>
public class NamespaceArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    [Input("spec")]
    public Input<NamespaceSpecArgs>? Spec { get; set; }

    public static new NamespaceArgs Empty => new();
}

/// <summary>What a namespace should be.</summary>
public class NamespaceSpecArgs : ResourceArgs
{
    [field: Input("finalizers")]
    public InputList<string> Finalizers { get => field ??= []; set; }

    public static new NamespaceSpecArgs Empty => new();
}
