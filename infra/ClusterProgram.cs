using McpInfra.Backends;
using McpInfra.Components;
using McpInfra.Guard;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using AwsProvider = Pulumi.Aws.Provider;
using AwsProviderArgs = Pulumi.Aws.ProviderArgs;
using KubernetesProvider = Pulumi.Kubernetes.Provider;
using KubernetesProviderArgs = Pulumi.Kubernetes.ProviderArgs;

namespace McpInfra;

/// <summary>What a cluster runs for all environments in it. Every resource hangs from this component, so the guard sees each.</summary>
internal sealed class ClusterProgram : ComponentResource
{
    public const string TypeToken = "mcp-infra:index:McpCluster";

    private ClusterProgram(ClusterSettings cluster, PlaintextGuard guard, ResourceTransformation? observer)
        : base(TypeToken, "cluster", new ComponentResourceOptions
        {
            ResourceTransformations = observer is null ? [guard.Inspect] : [guard.Inspect, observer],
        })
    {
        var aws = new AwsProvider("aws", new AwsProviderArgs
        {
            Region = cluster.Aws.Region,
            AllowedAccountIds = { cluster.Aws.AccountId },
        }, new CustomResourceOptions { Parent = this });

        // A pod gets the identity that it finds at its start, so that is there first.
        var identity = new OperatorIdentity("identity", cluster, Using(aws));
        if (cluster.Delivery.Mode != DeliveryMode.Git)
            Install(cluster, identity);

        Outputs = ClusterOutputs.Of(cluster, identity);
        RegisterOutputs();
    }

    private IDictionary<string, object?> Outputs { get; }

    /// <summary>What is in the cluster: each chart in a namespace of its own.</summary>
    private void Install(ClusterSettings cluster, OperatorIdentity identity)
    {
        var kubernetes = new KubernetesProvider("kubernetes", new KubernetesProviderArgs
        {
            Context = cluster.Kubernetes.Context,

            // The SDK would write KUBECONFIG of this machine into the state; the provider reads the variable by itself.
            KubeConfig = null,
        }, new CustomResourceOptions { Parent = this });
        var space = AddNamespace("namespace", cluster.Operator.Namespace, isRestricted: cluster.Operator.PodSecurity, cluster, kubernetes);
        var running = new OperatorRelease("operator", new OperatorReleaseArgs(cluster, (Resource[])[identity, space]), Using(kubernetes));
        if (cluster.Reloader is { } reloader)
        {
            var room = AddNamespace("reloader-namespace", ReloaderSettings.Name, isRestricted: cluster.Operator.PodSecurity, cluster, kubernetes);
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

    private Namespace AddNamespace(string name, string called, bool isRestricted, ClusterSettings cluster, KubernetesProvider kubernetes) => new(name, new NamespaceArgs
    {
        Metadata = new ObjectMetaArgs
        {
            Name = called,
            Labels = new Dictionary<string, string>(ClusterObjects.Labels(isRestricted)),
        },
    }, new CustomResourceOptions { Parent = this, Provider = kubernetes, Protect = cluster.Protect });

    private ComponentResourceOptions Using(ProviderResource provider) => new() { Parent = this, Providers = { provider } };
}
