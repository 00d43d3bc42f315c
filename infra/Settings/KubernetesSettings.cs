using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>Which cluster.</summary>
/// <param name="Context">Context of the kubeconfig, so that no stack lands in whatever cluster is current.</param>
internal sealed record KubernetesSettings(string Context);

/// <summary><c>mcp-infra:kubernetes</c>.</summary>
internal static class KubernetesTopic
{
    public static GroupSetting Topic { get; } = new("kubernetes", "which cluster") { Need = Need.Always };

    public static TextSetting Context { get; } = Topic.Add(new TextSetting("context", "the kubeconfig context of this stack's cluster", TextFormats.Any("a kubeconfig context", "CONTEXT")) { Need = Need.Always });

    public static KubernetesSettings Read(SettingsGroup settings) => new(settings.Open(Topic).Required(Context));
}
