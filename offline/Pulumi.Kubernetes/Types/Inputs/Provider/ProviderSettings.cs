namespace Pulumi.Kubernetes.Types.Inputs.Provider;

/// <summary>How releases are made.</summary>
public class HelmReleaseSettingsArgs : ResourceArgs
{
    [Input("driver")]
    public Input<string>? Driver { get; set; } = FromEnvironment.Text("PULUMI_K8S_HELM_DRIVER");

    [Input("pluginsPath")]
    public Input<string>? PluginsPath { get; set; } = FromEnvironment.Text("PULUMI_K8S_HELM_PLUGINS_PATH");

    [Input("registryConfigPath")]
    public Input<string>? RegistryConfigPath { get; set; } = FromEnvironment.Text("PULUMI_K8S_HELM_REGISTRY_CONFIG_PATH");

    [Input("repositoryCache")]
    public Input<string>? RepositoryCache { get; set; } = FromEnvironment.Text("PULUMI_K8S_HELM_REPOSITORY_CACHE");

    [Input("repositoryConfigPath")]
    public Input<string>? RepositoryConfigPath { get; set; } = FromEnvironment.Text("PULUMI_K8S_HELM_REPOSITORY_CONFIG_PATH");

    public static new HelmReleaseSettingsArgs Empty => new();
}

/// <summary>How the API server is called.</summary>
public class KubeClientSettingsArgs : ResourceArgs
{
    [Input("burst")]
    public Input<int>? Burst { get; set; } = FromEnvironment.Whole("PULUMI_K8S_CLIENT_BURST");

    [Input("qps")]
    public Input<double>? Qps { get; set; } = FromEnvironment.Number("PULUMI_K8S_CLIENT_QPS");

    [Input("timeout")]
    public Input<int>? Timeout { get; set; } = FromEnvironment.Whole("PULUMI_K8S_CLIENT_TIMEOUT");

    public static new KubeClientSettingsArgs Empty => new();
}
