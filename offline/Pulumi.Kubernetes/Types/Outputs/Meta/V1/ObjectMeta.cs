using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Types.Outputs.Meta.V1;

/// <summary>Name, place and labels of an object.</summary>
[OutputType]
public sealed class ObjectMeta
{
    public readonly ImmutableDictionary<string, string> Annotations;
    public readonly string ClusterName;
    public readonly string CreationTimestamp;
    public readonly int DeletionGracePeriodSeconds;
    public readonly string DeletionTimestamp;
    public readonly ImmutableArray<string> Finalizers;
    public readonly string GenerateName;
    public readonly int Generation;
    public readonly ImmutableDictionary<string, string> Labels;
    public readonly string Name;
    public readonly string Namespace;
    public readonly string ResourceVersion;
    public readonly string SelfLink;
    public readonly string Uid;

    [OutputConstructor]
    private ObjectMeta(
        ImmutableDictionary<string, string> annotations, string clusterName, string creationTimestamp,
        int deletionGracePeriodSeconds, string deletionTimestamp, ImmutableArray<string> finalizers,
        string generateName, int generation, ImmutableDictionary<string, string> labels, string name,
        string @namespace, string resourceVersion, string selfLink, string uid)
    {
        Annotations = annotations;
        ClusterName = clusterName;
        CreationTimestamp = creationTimestamp;
        DeletionGracePeriodSeconds = deletionGracePeriodSeconds;
        DeletionTimestamp = deletionTimestamp;
        Finalizers = finalizers;
        GenerateName = generateName;
        Generation = generation;
        Labels = labels;
        Name = name;
        Namespace = @namespace;
        ResourceVersion = resourceVersion;
        SelfLink = selfLink;
        Uid = uid;
    }
}

/// <summary>Name, place and labels of a changed object.</summary>
[OutputType]
public sealed class ObjectMetaPatch
{
    public readonly ImmutableDictionary<string, string> Annotations;
    public readonly ImmutableDictionary<string, string> Labels;
    public readonly string Name;
    public readonly string Namespace;

    [OutputConstructor]
    private ObjectMetaPatch(
        ImmutableDictionary<string, string> annotations, ImmutableDictionary<string, string> labels, string name,
        string @namespace)
    {
        Annotations = annotations;
        Labels = labels;
        Name = name;
        Namespace = @namespace;
    }
}
