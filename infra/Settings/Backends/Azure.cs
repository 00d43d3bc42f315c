using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>Azure Key Vault, read through workload identity.</summary>
    internal sealed record Azure : ThroughEso
    {
        public const string Name = "azure";

        public static BackendChoice Choice { get; } = new(Name, [AzureTopic.Topic], new("Key Vault", "azure.prefix", "Azure identity", "azure.clientId"), AzureTopic.Read);

        public override string Word => Name;

        public override bool WritesValues => false;

        public required string VaultUrl { get; init; }
        public required string TenantId { get; init; }
        public required string ClientId { get; init; }
        public required string ServiceAccount { get; init; }
        public required string Prefix { get; init; }
        public required AzureCloud Cloud { get; init; }

        public override string Holder(string environment, string group, string secret) => $"{Prefix}-{environment}-{group}";
    }
}

/// <summary>Azure's clouds, in External Secrets Operator's words.</summary>
internal enum AzureCloud
{
    PublicCloud,
    USGovernmentCloud,
    ChinaCloud,
}

/// <summary><c>mcp-infra:azure</c>.</summary>
internal static class AzureTopic
{
    public static GroupSetting Topic { get; } = BackendChoice.Topic(BackendSettings.Azure.Name, "Azure Key Vault, through workload identity");

    private static readonly TextSetting VaultUrl = Topic.Add(new TextSetting("vaultUrl", "the URL of the Key Vault", BackendFormats.KeyVaultUrl) { Need = Need.Always });
    private static readonly TextSetting TenantId = Topic.Add(new TextSetting("tenantId", "the Entra tenant of the Key Vault", BackendFormats.AzureId("TENANT_ID")) { Need = Need.Always });
    private static readonly TextSetting ClientId = Topic.Add(new TextSetting("clientId", "the client id of the identity that reads the Key Vault", BackendFormats.AzureId("CLIENT_ID")) { Need = Need.Always });
    private static readonly TextSetting ServiceAccount = Topic.Add(new TextSetting("serviceAccount", "ServiceAccount that reads the Key Vault; made by the program, annotated with client and tenant", TextFormats.ObjectName("NAME"), BackendFormats.Reader));
    private static readonly TextSetting Prefix = Topic.Add(new TextSetting("prefix", "first part of every secret's name: `<prefix>-<environment>-<group>`", BackendFormats.KeyVaultWord, "mcp"));

    private static readonly ChoiceSetting<AzureCloud> Cloud = Topic.Add(new ChoiceSetting<AzureCloud>("cloud", "`PublicCloud`, `USGovernmentCloud` or `ChinaCloud`", AzureCloud.PublicCloud,
        [.. Enum.GetValues<AzureCloud>().Select(cloud => (cloud.ToString(), cloud))]));

    public static BackendSettings.Azure Read(BackendSource source)
    {
        var azure = source.Settings.Open(Topic);
        return new BackendSettings.Azure
        {
            VaultUrl = azure.Required(VaultUrl),
            TenantId = azure.Required(TenantId),
            ClientId = azure.Required(ClientId),
            ServiceAccount = azure.Text(ServiceAccount),
            Prefix = azure.Text(Prefix),
            Cloud = azure.Choice(Cloud),
        };
    }
}
