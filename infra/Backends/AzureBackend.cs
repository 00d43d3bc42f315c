using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Stores;
using McpInfra.Yaml;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Backends;

/// <summary>Azure Key Vault, read with workload identity.</summary>
internal sealed class AzureBackend(LoadedStack stack, BackendSettings.Azure azure) : EsoBackend(stack)
{
    /// <summary>Azure's limit for the name of a Key Vault's secret.</summary>
    private const int LongestName = 127;

    public override AwsSettings? MadeInAws => null;

    private BackendSettings.Azure Azure { get; } = azure;

    protected override string Provider => "azurekv";

    protected override IReadOnlyDictionary<string, object?> Spec
    {
        get
        {
            var spec = Map(
                ("authType", "WorkloadIdentity"),
                ("serviceAccountRef", EsoManifests.ServiceAccountRef(Settings, Azure.ServiceAccount)),
                ("tenantId", Azure.TenantId),
                ("vaultUrl", Azure.VaultUrl));
            if (Azure.Cloud != AzureCloud.PublicCloud)
                spec["environmentType"] = Azure.Cloud.ToString();
            return spec;
        }
    }

    protected override KubernetesManifest? Reader => EnvironmentObjects.ServiceAccount(Settings, Azure.ServiceAccount,
        ("azure.workload.identity/client-id", Azure.ClientId), ("azure.workload.identity/tenant-id", Azure.TenantId));

    public override IValueStore? Store(IPrograms programs, string directory) => new KeyVaultStore(programs, Azure.VaultUrl);

    protected override IEnumerable<string> PutBySecretPut => NamesOfExternal;

    protected override IReadOnlyList<Words> HolderLines => [];

    public override Words Heading => $"backend azure {Azure.VaultUrl}";

    public override Words Title => Words.Own("Azure Key Vault");

    protected override Words ReadsAs => $"identity {Azure.ClientId}";

    public override ReadCost? Cost => null;

    public override void Check(Problems problems)
    {
        foreach (var name in Holders.Where(name => name.Length > LongestName))
            problems.Change(SettingsPath.Of("azure").Key("prefix"), $"makes a name of {name.Length} characters, '{name}'; a Key Vault takes {LongestName}.", "mcp");

        var cloud = Azure.VaultUrl switch
        {
            { Length: 0 } => Azure.Cloud,
            var url when url.EndsWith(".usgovcloudapi.net", StringComparison.Ordinal) => AzureCloud.USGovernmentCloud,
            var url when url.EndsWith(".azure.cn", StringComparison.Ordinal) => AzureCloud.ChinaCloud,
            _ => AzureCloud.PublicCloud,
        };
        if (cloud != Azure.Cloud)
            problems.Change(SettingsPath.Of("azure").Key("cloud"), $"is {Azure.Cloud} and mcp-infra:azure.vaultUrl is of {cloud}.", cloud.ToString());
    }

    public override Question SignIn => Question.OfJson(Tenant, "az", ["account", "show", "--output", "json"],
        answer => answer.Text("tenantId") is not { } tenant ? []
            : tenant == Azure.TenantId ? [Found.Ok($"{tenant}, as the stack says")]
            : [Found.Fail($"the login at hand is of {(Guid.TryParse(tenant, out var other) ? Words.Of($"tenant {other.ToString()}") : Words.Own("another tenant"))}; the Key Vault's is {Azure.TenantId}", LogIn)],
        answer => answer.LacksCredentials() ? [Found.Fail($"nobody is logged in", LogIn)] : []);

    private const string Tenant = "tenant";

    private Words LogIn => $"log in there (mcp-infra:azure.tenantId)\n{ShellLine.Of($"az login --tenant {Azure.TenantId}")}";

    public override IReadOnlyList<Question> Needs =>
    [
        SignIn,
        Question.OfJson("Key Vault", "az", ["keyvault", "show", "--name", VaultName, "--output", "json"],
            answer => answer.Text("properties", "vaultUri") is not { } uri ? []
                : uri.TrimEnd('/') == Azure.VaultUrl.TrimEnd('/') ? [Found.Ok($"there")]
                : [Found.Fail($"{VaultName} is at another address than the stack says", $"name its own in azure.vaultUrl")],
            answer => answer.Says("not found") ? [Found.Fail($"there is no Key Vault {VaultName} in this subscription", $"name another in azure.vaultUrl, or log in to its subscription")] : [],
            Words.Own("Microsoft.KeyVault/vaults/read")) with { After = Tenant },
    ];

    private string VaultName => new Uri(Azure.VaultUrl).Host.Split('.')[0];

    public override IEnumerable<OwnPart> Own =>
    [
        .. Holders.Select(name => new OwnPart(SharedKind.SecretPath, (Azure.VaultUrl, name), "mcp-infra:azure.prefix", $"reads {name} in {Azure.VaultUrl}")
        {
            Apart = free => $"{Azure.Prefix}-{free}",
        }),
        new(SharedKind.Role, (Azure.TenantId, Azure.ClientId), "mcp-infra:azure.clientId", $"reads as the identity {Azure.ClientId}"),
    ];
}
