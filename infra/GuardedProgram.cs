using McpInfra.Guard;
using McpInfra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using AwsProvider = Pulumi.Aws.Provider;
using AwsProviderArgs = Pulumi.Aws.ProviderArgs;
using KubernetesProvider = Pulumi.Kubernetes.Provider;
using KubernetesProviderArgs = Pulumi.Kubernetes.ProviderArgs;

namespace McpInfra;

/// <summary>The program of a stack of either kind: every resource hangs from it, so that the guard sees each, and reaches the one account and cluster of the stack.</summary>
/// <param name="observer">Sees every resource with its options, which mocks do not: for preview and tests.</param>
internal abstract class GuardedProgram(string type, string name, PlaintextGuard guard, ResourceTransformation? observer) : ComponentResource(type, name, new ComponentResourceOptions
{
    ResourceTransformations = observer is null ? [guard.Inspect] : [guard.Inspect, observer],
})
{
    /// <summary>The provider refuses credentials of any other account.</summary>
    protected ComponentResourceOptions InAws(string region, string accountId) => Using(new AwsProvider("aws", new AwsProviderArgs
    {
        Region = region,
        AllowedAccountIds = { accountId },
    }, new CustomResourceOptions { Parent = this }));

    protected KubernetesProvider Cluster(KubernetesSettings kubernetes) => new("kubernetes", new KubernetesProviderArgs
    {
        Context = kubernetes.Context,

        // The SDK would write KUBECONFIG of this machine into the state; the provider reads the variable by itself.
        KubeConfig = kubernetes.Kubeconfig is { } kubeconfig ? (Input<string>)Output.CreateSecret(kubeconfig.Reveal()) : null,
    }, new CustomResourceOptions { Parent = this });

    protected Namespace AddNamespace(string name, string called, IEnumerable<KeyValuePair<string, string>> labels, KubernetesProvider cluster, bool? protect = null) => new(name, new NamespaceArgs
    {
        Metadata = new ObjectMetaArgs
        {
            Name = called,
            Labels = new Dictionary<string, string>(labels),
        },
    }, new CustomResourceOptions { Parent = this, Provider = cluster, Protect = protect });

    protected ComponentResourceOptions Using(ProviderResource provider) => new() { Parent = this, Providers = { provider } };
}
