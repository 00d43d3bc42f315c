using McpInfra.Settings;
using McpInfra.Settings.Backends;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model.Backends;

/// <summary>The cluster's side of Azure Key Vault, read through External Secrets Operator with workload identity.</summary>
internal static class AzureManifests
{
    public static IEnumerable<KubernetesManifest> All(StackSettings settings, SecretCatalog catalog, BackendSettings.Azure azure) => EsoManifests.All(
        settings, catalog, "azurekv",
        Map(
            ("authType", "WorkloadIdentity"),
            ("environmentType", azure.Cloud.ToString()),
            ("serviceAccountRef", EsoManifests.ServiceAccountRef(settings, azure.ServiceAccount)),
            ("tenantId", azure.TenantId),
            ("useAzureSDK", false),
            ("vaultUrl", azure.VaultUrl)),
        SecretManifests.ServiceAccount(settings, azure.ServiceAccount,
            ("azure.workload.identity/client-id", azure.ClientId), ("azure.workload.identity/tenant-id", azure.TenantId)));
}
