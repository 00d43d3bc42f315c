using McpInfra.Settings.Backends;

namespace McpInfra.Audit.Rules;

/// <summary>What two environments have in common in a Vault or a Key Vault.</summary>
internal static class SharedBackend
{
    public static IEnumerable<(AuditRule Rule, string Path, string Message)> Of(AuditedStack stack, AuditedStack other)
    {
        switch (stack.Settings!.Backend, other.Settings!.Backend)
        {
            case (BackendSettings.Vault mine, BackendSettings.Vault its) when (mine.Address, mine.Namespace) == (its.Address, its.Namespace):
                if (mine.Mount == its.Mount && SharedHolder(stack, other) is { } path)
                    yield return (SharedCheck.SecretPath, "mcp-infra:vault.path", $"reads {path} in the Vault at {mine.Address}");
                if ((mine.AuthMount, mine.Role) == (its.AuthMount, its.Role))
                    yield return (SharedCheck.Role, "mcp-infra:vault.role", $"reads with the role {mine.Role} of the Vault at {mine.Address}");
                break;
            case (BackendSettings.Azure mine, BackendSettings.Azure its):
                if (mine.VaultUrl == its.VaultUrl && SharedHolder(stack, other) is { } name)
                    yield return (SharedCheck.SecretPath, "mcp-infra:azure.prefix", $"reads {name} in {mine.VaultUrl}");
                if ((mine.TenantId, mine.ClientId) == (its.TenantId, its.ClientId))
                    yield return (SharedCheck.Role, "mcp-infra:azure.clientId", $"reads as the identity {mine.ClientId}");
                break;
        }
    }

    private static string? SharedHolder(AuditedStack stack, AuditedStack other) => Holders(stack).Intersect(Holders(other)).FirstOrDefault();

    private static IEnumerable<string> Holders(AuditedStack stack) =>
        stack.Catalog!.Objects.SelectMany(secret => secret.Fetched).Select(fetched => fetched.Remote.Holder);
}
