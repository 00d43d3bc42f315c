using McpInfra.Model;
using McpInfra.Settings.Clusters;
using Pulumi;
using Pulumi.Kubernetes.Helm.V3;

namespace McpInfra.Components;

/// <summary>What a <see cref="ReloaderRelease"/> is made from.</summary>
/// <param name="After">Its namespace.</param>
internal sealed record ReloaderReleaseArgs(ClusterSettings Cluster, ReloaderSettings Reloader, InputList<Resource> After);

/// <summary>Installs Stakater Reloader, which restarts what reads a Secret that changed outside Pulumi.</summary>
internal sealed class ReloaderRelease : ComponentResource
{
    public const string TypeToken = "mcp-infra:helm:ReloaderRelease";

    public ReloaderRelease(string name, ReloaderReleaseArgs args, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        _ = new Release(name, ChartReleases.Args(ClusterChart.Reloader(args.Cluster, args.Reloader)), new CustomResourceOptions { Parent = this, DependsOn = args.After });
        RegisterOutputs();
    }
}
