namespace Pulumi.Kubernetes.Types.Inputs.Provider;

public partial class HelmReleaseSettingsArgs : ResourceArgs
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
}
