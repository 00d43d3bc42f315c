using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>Inputs of a service account.</summary>
public class ServiceAccountArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("automountServiceAccountToken")]
    public Input<bool>? AutomountServiceAccountToken { get; set; }

    [field: Input("imagePullSecrets")]
    public InputList<LocalObjectReferenceArgs> ImagePullSecrets { get => field ??= []; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    [field: Input("secrets")]
    public InputList<ObjectReferenceArgs> Secrets { get => field ??= []; set; }

    public static new ServiceAccountArgs Empty => new();
}

/// <summary>An object of the same namespace.</summary>
public class LocalObjectReferenceArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    public static new LocalObjectReferenceArgs Empty => new();
}

/// <summary>An object.</summary>
public class ObjectReferenceArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("fieldPath")]
    public Input<string>? FieldPath { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    [Input("resourceVersion")]
    public Input<string>? ResourceVersion { get; set; }

    [Input("uid")]
    public Input<string>? Uid { get; set; }

    public static new ObjectReferenceArgs Empty => new();
}
