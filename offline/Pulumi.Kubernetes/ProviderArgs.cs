namespace Pulumi.Kubernetes;

public partial class ProviderArgs
{
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

    [Input("kubeconfig")]
    public Input<string>? KubeConfig { get; set; } = FromEnvironment.Text("KUBECONFIG");

    [Input("skipUpdateUnreachable", json: true)]
    public Input<bool>? SkipUpdateUnreachable { get; set; } = FromEnvironment.Flag("PULUMI_K8S_SKIP_UPDATE_UNREACHABLE");

    [Input("suppressDeprecationWarnings", json: true)]
    public Input<bool>? SuppressDeprecationWarnings { get; set; } = FromEnvironment.Flag("PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS");

    [Input("suppressHelmHookWarnings", json: true)]
    public Input<bool>? SuppressHelmHookWarnings { get; set; } = FromEnvironment.Flag("PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS");

    [Input("upsertExistingObjects", json: true)]
    public Input<bool>? UpsertExistingObjects { get; set; } = FromEnvironment.Flag("PULUMI_K8S_UPSERT_EXISTING_OBJECTS");
}
