using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Model.Backends;

/// <summary>Whether a stack's settings fit its backend, beyond what each of them can be in itself.</summary>
internal static class BackendRules
{
    /// <summary>Azure's limit for the name of a Key Vault's secret.</summary>
    private const int LongestKeyVaultName = 127;

    public static void Check(LoadedStack stack, Problems problems)
    {
        switch (stack.Settings.Backend)
        {
            case BackendSettings.Vault vault:
                CheckVault(vault, problems);
                break;
            case BackendSettings.Azure azure:
                CheckAzure(stack, azure, problems);
                break;
            case BackendSettings.Sealed files:
                SealedRules.Check(stack, files, problems);
                break;
            case BackendSettings.Existing existing:
                CheckExisting(stack, existing, problems);
                break;
        }
    }

    private static void CheckVault(BackendSettings.Vault vault, Problems problems)
    {
        if (!vault.Address.StartsWith("http://", StringComparison.Ordinal))
            return;
        var path = SettingsPath.Of("vault").Key("address");
        if (vault.Ca is not null)
            problems.Remove(SettingsPath.Of("vault").Key(vault.Ca.Holder == CertificateHolder.Secret ? "caSecret" : "caConfigMap"), "has no meaning with an http:// address, which has no certificate.");
        else
            problems.Warn(path, "is http://: the secrets cross the network in plain text.", problems.Command.Set(path, vault.Address.Replace("http://", "https://", StringComparison.Ordinal)));
    }

    private static void CheckAzure(LoadedStack stack, BackendSettings.Azure azure, Problems problems)
    {
        foreach (var name in stack.Catalog.Objects.SelectMany(secret => secret.Fetched).Select(fetched => fetched.Remote.Holder).Distinct())
        {
            if (name.Length > LongestKeyVaultName)
                problems.Change(SettingsPath.Of("azure").Key("prefix"), $"makes a name of {name.Length} characters, '{name}'; a Key Vault takes {LongestKeyVaultName}.", "mcp");
        }

        var cloud = azure.VaultUrl switch
        {
            { Length: 0 } => azure.Cloud,
            var url when url.EndsWith(".usgovcloudapi.net", StringComparison.Ordinal) => AzureCloud.USGovernmentCloud,
            var url when url.EndsWith(".azure.cn", StringComparison.Ordinal) => AzureCloud.ChinaCloud,
            _ => AzureCloud.PublicCloud,
        };
        if (cloud != azure.Cloud)
            problems.Change(SettingsPath.Of("azure").Key("cloud"), $"is {azure.Cloud} and mcp-infra:azure.vaultUrl is of {cloud}.", cloud.ToString());
    }

    private static void CheckExisting(LoadedStack stack, BackendSettings.Existing existing, Problems problems)
    {
        const string feeds = "gateway-";
        var objects = stack.Catalog.Objects
            .ToDictionary(secret => secret.FeedsGateway ? secret.Id[feeds.Length..] : secret.Id);
        foreach (var (use, named) in existing.Secrets)
        {
            var path = ExistingReader.Secrets.Key(use);
            if (!objects.TryGetValue(use, out var secret))
            {
                problems.UnknownKey(path, use, [.. objects.Keys.Order(StringComparer.Ordinal)]);
                continue;
            }

            foreach (var key in named.Keys.Keys)
                CheckKey(path.Key("keys").Key(key), key, secret, problems);
        }
    }

    private static void CheckKey(SettingsPath path, string key, SecretObject secret, Problems problems)
    {
        var known = secret.Fetched.Select(fetched => fetched.Key).ToList();
        if (secret.FeedsGateway)
            problems.Remove(path, "cannot be: the gateway takes every key of this Secret as the variable of that name.");
        else if (!known.Contains(key))
            problems.UnknownKey(path, key, known);
        else if (!ChartNames.SecretKeySettings.ContainsKey(key))
            problems.Remove(path, "cannot be: the chart reads this key under no other name.");
    }
}
