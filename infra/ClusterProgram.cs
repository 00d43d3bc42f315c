using McpInfra.Backends;
using McpInfra.Components;
using McpInfra.Guard;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using Pulumi;

namespace McpInfra;

/// <summary>What a cluster runs for all environments in it.</summary>
internal sealed class ClusterProgram : GuardedProgram
{
    public const string TypeToken = "mcp-infra:index:McpCluster";

    private ClusterProgram(ClusterSettings cluster, PlaintextGuard guard, ResourceTransformation? observer)
        : base(TypeToken, "cluster", guard, observer)
    {
        // A pod gets the identity that it finds at its start, so that is there first.
        var identity = new OperatorIdentity("identity", cluster, InAws(cluster.Aws.Region, cluster.Aws.AccountId));
        if (cluster.Delivery.Mode != DeliveryMode.Git)
            Install(cluster, identity);

        Outputs = ClusterOutputs.Of(cluster, identity);
        RegisterOutputs();
    }

    private IDictionary<string, object?> Outputs { get; }

    /// <summary>What is in the cluster: each chart in a namespace of its own.</summary>
    private void Install(ClusterSettings cluster, OperatorIdentity identity)
    {
        var kubernetes = Cluster(cluster.Kubernetes);
        var labels = ClusterObjects.Labels(cluster.Operator.PodSecurity);
        var space = AddNamespace("namespace", cluster.Operator.Namespace, labels, kubernetes, cluster.Protect);
        var running = new OperatorRelease("operator", new OperatorReleaseArgs(cluster, (Resource[])[identity, space]), Using(kubernetes));
        if (cluster.Reloader is { } reloader)
        {
            var room = AddNamespace("reloader-namespace", ReloaderSettings.Name, labels, kubernetes, cluster.Protect);
            _ = new ReloaderRelease("reloader", new ReloaderReleaseArgs(cluster, reloader, (Resource[])[running, room]), Using(kubernetes));
        }
    }

    /// <summary>Defines the cluster's resources and gives the stack's outputs, none of them a secret.</summary>
    /// <param name="guard">Refuses any resource that would carry a secret in plain sight.</param>
    /// <param name="observer">Sees every resource with its options, which mocks do not: for preview and tests.</param>
    public static IDictionary<string, object?> Define(ClusterSettings cluster, PlaintextGuard? guard = null, ResourceTransformation? observer = null)
    {
        guard ??= new PlaintextGuard();
        foreach (var warning in cluster.Warnings)
            Log.Warn(warning.Words.Shown(new Judge(Caller.Message, guard.Held)));
        return new ClusterProgram(cluster, guard, observer).Outputs;
    }
}
