using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Types.Outputs.Core.V1;

/// <summary>What a namespace should be.</summary>
[OutputType]
public sealed class NamespaceSpec
{
    public readonly ImmutableArray<string> Finalizers;

    [OutputConstructor]
    private NamespaceSpec(ImmutableArray<string> finalizers)
    {
        Finalizers = finalizers;
    }
}

/// <summary>What a namespace is.</summary>
[OutputType]
public sealed class NamespaceStatus
{
    public readonly ImmutableArray<NamespaceCondition> Conditions;
    public readonly string Phase;

    [OutputConstructor]
    private NamespaceStatus(ImmutableArray<NamespaceCondition> conditions, string phase)
    {
        Conditions = conditions;
        Phase = phase;
    }
}

/// <summary>Why a namespace is what it is.</summary>
[OutputType]
public sealed class NamespaceCondition
{
    public readonly string LastTransitionTime;
    public readonly string Message;
    public readonly string Reason;
    public readonly string Status;
    public readonly string Type;

    [OutputConstructor]
    private NamespaceCondition(string lastTransitionTime, string message, string reason, string status, string type)
    {
        LastTransitionTime = lastTransitionTime;
        Message = message;
        Reason = reason;
        Status = status;
        Type = type;
    }
}
