using McpInfra.Settings;
using McpInfra.Settings.Backends;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model.Backends;

/// <summary>The cluster's side of Azure Key Vault, read through External Secrets Operator with workload identity.</summary>
internal static class AzureManifests
{
    public static IEnumerable<KubernetesManifest> All(LoadedStack stack, BackendSettings.Azure azure)
    {
        var settings = stack.Settings;
        var spec = Map(
            ("authType", "WorkloadIdentity"),
            ("serviceAccountRef", EsoManifests.ServiceAccountRef(settings, azure.ServiceAccount)),
            ("tenantId", azure.TenantId),
            ("vaultUrl", azure.VaultUrl));
        if (azure.Cloud != AzureCloud.PublicCloud)
            spec["environmentType"] = azure.Cloud.ToString();
        return EsoManifests.All(stack, "azurekv", spec, SecretManifests.ServiceAccount(settings, azure.ServiceAccount,
            ("azure.workload.identity/client-id", azure.ClientId), ("azure.workload.identity/tenant-id", azure.TenantId)));
    }
}
