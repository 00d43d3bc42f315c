using Pulumi.Kubernetes.Types.Inputs.Provider;

namespace Pulumi.Kubernetes;

/// <summary>Access to a cluster.</summary>
[KubernetesResourceType("pulumi:providers:kubernetes")]
public class Provider : ProviderResource
{
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes", name, args ?? new ProviderArgs(), Defaults.Of(options))
    {
    }
}

/// <summary>Settings of the access; several can come from the environment.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    [Input("alwaysRender", json: true)]
    public Input<bool>? AlwaysRender { get; set; }

    [Input("cluster")]
    public Input<string>? Cluster { get; set; }

    [Input("clusterIdentifier")]
    public Input<string>? ClusterIdentifier { get; set; }

    [Input("context")]
    public Input<string>? Context { get; set; }

    [Input("deleteUnreachable", json: true)]
    public Input<bool>? DeleteUnreachable { get; set; } = FromEnvironment.Flag("PULUMI_K8S_DELETE_UNREACHABLE");

    [Input("enableConfigMapMutable", json: true)]
    public Input<bool>? EnableConfigMapMutable { get; set; } = FromEnvironment.Flag("PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE");

    [Input("enablePatchForce", json: true)]
    public Input<bool>? EnablePatchForce { get; set; } = FromEnvironment.Flag("PULUMI_K8S_ENABLE_PATCH_FORCE");

    [Input("enableSecretMutable", json: true)]
    public Input<bool>? EnableSecretMutable { get; set; } = FromEnvironment.Flag("PULUMI_K8S_ENABLE_SECRET_MUTABLE");

    [Input("enableServerSideApply", json: true)]
    public Input<bool>? EnableServerSideApply { get; set; } = FromEnvironment.Flag("PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY");

    [Input("helmReleaseSettings", json: true)]
    public Input<HelmReleaseSettingsArgs>? HelmReleaseSettings { get; set; }

    [Input("kubeClientSettings", json: true)]
    public Input<KubeClientSettingsArgs>? KubeClientSettings { get; set; }

    [Input("kubeconfig")]
    public Input<string>? KubeConfig { get; set; } = FromEnvironment.Text("KUBECONFIG");

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    [Input("renderYamlToDirectory")]
    public Input<string>? RenderYamlToDirectory { get; set; }

    [Input("skipUpdateUnreachable", json: true)]
    public Input<bool>? SkipUpdateUnreachable { get; set; } = FromEnvironment.Flag("PULUMI_K8S_SKIP_UPDATE_UNREACHABLE");

    [Input("suppressDeprecationWarnings", json: true)]
    public Input<bool>? SuppressDeprecationWarnings { get; set; } = FromEnvironment.Flag("PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS");

    [Input("suppressHelmHookWarnings", json: true)]
    public Input<bool>? SuppressHelmHookWarnings { get; set; } = FromEnvironment.Flag("PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS");

    [Input("upsertExistingObjects", json: true)]
    public Input<bool>? UpsertExistingObjects { get; set; } = FromEnvironment.Flag("PULUMI_K8S_UPSERT_EXISTING_OBJECTS");

    public static new ProviderArgs Empty => new();
}
