namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>Azure Key Vault, read through workload identity.</summary>
    internal sealed record Azure : ThroughEso
    {
        private const string Name = "azure";

        public static BackendChoice Choice { get; } = new(Name, [SettingsPath.Of(Name)], new("Key Vault", "azure.prefix", "Azure identity", "azure.clientId"), Read);

        public override string Word => Name;

        public override bool WritesValues => false;

        /// <summary>URL of the Key Vault.</summary>
        public required string VaultUrl { get; init; }

        public required string TenantId { get; init; }

        /// <summary>Client id of the identity that may read the Key Vault's secrets.</summary>
        public required string ClientId { get; init; }

        /// <summary>ServiceAccount that is federated with that identity; this program makes it.</summary>
        public required string ServiceAccount { get; init; }

        /// <summary>First part of every secret's name: <c>&lt;prefix&gt;-&lt;environment&gt;-&lt;group&gt;</c>.</summary>
        public required string Prefix { get; init; }

        public required AzureCloud Cloud { get; init; }

        public override string Holder(string environment, string group, string secret) => $"{Prefix}-{environment}-{group}";

        private static Azure Read(BackendSource source)
        {
            var azure = source.Open(Name, "vaultUrl", "tenantId", "clientId", "serviceAccount", "prefix", "cloud");
            return new Azure
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
}

/// <summary>Azure's clouds, in External Secrets Operator's words.</summary>
internal enum AzureCloud
{
    PublicCloud,
    USGovernmentCloud,
    ChinaCloud,
}
