namespace Pulumi.Kubernetes.Types.Inputs.Provider;

public partial class KubeClientSettingsArgs : ResourceArgs
{
    [Input("burst")]
    public Input<int>? Burst { get; set; } = FromEnvironment.Whole("PULUMI_K8S_CLIENT_BURST");

    [Input("qps")]
    public Input<double>? Qps { get; set; } = FromEnvironment.Number("PULUMI_K8S_CLIENT_QPS");

    [Input("timeout")]
    public Input<int>? Timeout { get; set; } = FromEnvironment.Whole("PULUMI_K8S_CLIENT_TIMEOUT");
}
