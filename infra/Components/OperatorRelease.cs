using McpInfra.Model;
using McpInfra.Settings.Clusters;
using Pulumi;
using Pulumi.Kubernetes.Helm.V3;

namespace McpInfra.Components;

/// <summary>What an <see cref="OperatorRelease"/> is made from.</summary>
/// <param name="After">What must be there before its pods start: the namespace, and the identity that EKS gives to a pod at its start.</param>
internal sealed record OperatorReleaseArgs(ClusterSettings Cluster, InputList<Resource> After);

/// <summary>Installs External Secrets Operator; ready when its kinds are served and its webhook answers.</summary>
internal sealed class OperatorRelease : ComponentResource
{
    public const string TypeToken = "mcp-infra:helm:OperatorRelease";

    public OperatorRelease(string name, OperatorReleaseArgs args, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        var chart = ClusterChart.Operator(args.Cluster);
        _ = new Release(name, ChartReleases.Args(chart), new CustomResourceOptions { Parent = this, DependsOn = args.After, Protect = chart.Protect });
        RegisterOutputs();
    }
}
