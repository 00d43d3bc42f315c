using McpInfra.Plaintext;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>Which cluster.</summary>
/// <param name="Context">Context of the kubeconfig, so that no stack lands in whatever cluster is current.</param>
internal sealed record KubernetesSettings(string Context)
{
    /// <summary>How the cluster is reached where its stack says that; null for the kubeconfig at hand.</summary>
    public SecretText? Kubeconfig { get; init; }
}

/// <summary><c>mcp-infra:kubernetes</c>.</summary>
internal static class KubernetesTopic
{
    public static GroupSetting Topic { get; } = new("kubernetes", "which cluster") { Need = Need.Always, ClusterMaySay = true };

    public static TextSetting Context { get; } = Topic.Add(new TextSetting("context", "the kubeconfig context of this stack's cluster", TextFormats.Any("a kubeconfig context", "CONTEXT")) { Need = Need.Always, ClusterMaySay = true });

    /// <param name="cluster">What the environment's cluster says of itself; null where the stack names none. A context of the stack's own is one of the kubeconfig at hand.</param>
    public static KubernetesSettings Read(SettingsGroup settings, ClusterAnswers? cluster)
    {
        var group = settings.Open(Topic);
        return new KubernetesSettings(group.Given(Context, cluster, ClusterOutput.KubernetesContext)) { Kubeconfig = group.Has(Context) ? null : cluster?.Kubeconfig };
    }
}
