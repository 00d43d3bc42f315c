using McpInfra.Model;
using McpInfra.Printing;

namespace McpInfra.Backends;

/// <summary>A backend that External Secrets Operator reads: a secret store outside of the cluster, filled by this program or by somebody else.</summary>
internal abstract class EsoBackend(LoadedStack stack) : Backend(stack)
{
    /// <summary>Name of the store's provider in <c>spec.provider</c>, such as <c>aws</c>.</summary>
    protected abstract string Provider { get; }

    /// <summary>What stands there, in the smallest form.</summary>
    protected abstract IReadOnlyDictionary<string, object?> Spec { get; }

    /// <summary>Who the store reads as; null for the operator itself.</summary>
    protected abstract KubernetesManifest? Reader { get; }

    protected sealed override IEnumerable<KubernetesManifest> Objects => EsoManifests.All(Stack, Provider, Spec, Reader);

    public sealed override IEnumerable<SecretObject> MadeByOthers => [];

    public sealed override OperatorRead? Read => EsoManifests.Read;

    public sealed override Words PutBy => Words.Own("you");

    /// <summary>Who that is, in a word or two.</summary>
    protected abstract Words ReadsAs { get; }

    public sealed override Words Way => EsoManifests.Way(Settings, ReadsAs);

    public sealed override Words Refresh(SecretObject secret) => EsoManifests.Refresh(Settings, secret);
}
