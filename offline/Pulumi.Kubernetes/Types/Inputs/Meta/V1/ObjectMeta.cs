namespace Pulumi.Kubernetes.Types.Inputs.Meta.V1;

/// <summary>Name, place and labels of an object.</summary>
public class ObjectMetaArgs : ResourceArgs
{
    [field: Input("annotations")]
    public InputMap<string> Annotations { get => field ??= []; set; }

    [Input("clusterName")]
    public Input<string>? ClusterName { get; set; }

    [Input("creationTimestamp")]
    public Input<string>? CreationTimestamp { get; set; }

    [Input("deletionGracePeriodSeconds")]
    public Input<int>? DeletionGracePeriodSeconds { get; set; }

    [Input("deletionTimestamp")]
    public Input<string>? DeletionTimestamp { get; set; }

    [field: Input("finalizers")]
    public InputList<string> Finalizers { get => field ??= []; set; }

    [Input("generateName")]
    public Input<string>? GenerateName { get; set; }

    [Input("generation")]
    public Input<int>? Generation { get; set; }

    [field: Input("labels")]
    public InputMap<string> Labels { get => field ??= []; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    [Input("resourceVersion")]
    public Input<string>? ResourceVersion { get; set; }

    [Input("selfLink")]
    public Input<string>? SelfLink { get; set; }

    [Input("uid")]
    public Input<string>? Uid { get; set; }

    public static new ObjectMetaArgs Empty => new();
}

/// <summary>Name, place and labels of an object to change.</summary>
public class ObjectMetaPatchArgs : ResourceArgs
{
    [field: Input("annotations")]
    public InputMap<string> Annotations { get => field ??= []; set; }

    [field: Input("labels")]
    public InputMap<string> Labels { get => field ??= []; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    public static new ObjectMetaPatchArgs Empty => new();
}
