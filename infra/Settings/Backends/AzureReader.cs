namespace McpInfra.Settings.Backends;

/// <summary>Reads <c>mcp-infra:azure</c>.</summary>
internal static class AzureReader
{
    public static BackendSettings.Azure Read(OpenGroup open)
    {
        var azure = open("azure", "vaultUrl", "tenantId", "clientId", "serviceAccount", "prefix", "cloud");
        return new BackendSettings.Azure
        {
            VaultUrl = azure.RequiredText("vaultUrl", BackendFormats.KeyVaultUrl, "the URL of the Key Vault"),
            TenantId = azure.RequiredText("tenantId", BackendFormats.AzureId("TENANT_ID"), "the Entra tenant of the Key Vault"),
            ClientId = azure.RequiredText("clientId", BackendFormats.AzureId("CLIENT_ID"), "the client id of the identity that reads the Key Vault"),
            ServiceAccount = azure.Text("serviceAccount", TextFormats.ObjectName(BackendFormats.Reader), BackendFormats.Reader),
            Prefix = azure.Text("prefix", BackendFormats.KeyVaultWord, "mcp"),
            Cloud = azure.Choice("cloud", [.. Enum.GetValues<AzureCloud>().Select(cloud => (cloud.ToString(), cloud))]) ?? AzureCloud.PublicCloud,
        };
    }
}
