using McpInfra.Model;
using Pulumi;

namespace McpInfra.Components;

/// <summary>What a <see cref="GitOpsDelivery"/> is made from.</summary>
/// <param name="Objects">In the order in which they need each other, with what each is waited for.</param>
/// <param name="TimeoutSeconds">How long each may take.</param>
/// <param name="After">What must be Ready before the chart is installed: the Secrets it names.</param>
internal sealed record GitOpsDeliveryArgs(
    IReadOnlyList<AwaitedManifest> Objects, LateValues Late, int TimeoutSeconds, InputList<Resource> After);

/// <summary>Has a GitOps tool install the mcp-stack chart, in place of Pulumi's own release.</summary>
internal sealed class GitOpsDelivery : ComponentResource
{
    public const string TypeToken = "mcp-infra:gitops:GitOpsDelivery";

    public GitOpsDelivery(string name, GitOpsDeliveryArgs args, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        var after = args.After;
        foreach (var (manifest, ready) in args.Objects)
        {
            var identity = ManifestIdentity.Of($"{name}-{manifest.Kind.ToLowerInvariant()}", manifest, this, after);
            var made = new ManifestResource(identity.Name,
                ManifestArgs.From(manifest with { ReadyWhen = ready }, args.Late, args.TimeoutSeconds), identity.Options);
            after = args.After.Concat(made);
        }

        RegisterOutputs();
    }
}
