using System.Text.Json;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>A real Vault, through its own CLI, which reads <c>VAULT_ADDR</c> and <c>VAULT_TOKEN</c> by itself.</summary>
internal static class VaultServer
{
    /// <summary>Audience of the tokens that the auth method takes: the API server's own.</summary>
    public const string Audience = "https://kubernetes.default.svc.cluster.local";

    public static string Address => Environment.GetEnvironmentVariable("VAULT_ADDR")!;

    /// <summary>A role for one ServiceAccount of one namespace that reads what is below one path, as docs/backends.md makes it.</summary>
    public static async Task AddReaderAsync(string role, string path, string inNamespace)
    {
        await RunAsync(["policy", "write", role, "-"], $"path \"secret/data/{path}/*\" {{\n  capabilities = [\"read\"]\n}}\n");
        await RunAsync(
        [
            "write", "auth/kubernetes/role/" + role, "bound_service_account_names=mcp-secrets-reader", "bound_service_account_namespaces=" + inNamespace,
            "audience=" + Audience, "token_policies=" + role, "token_ttl=10m",
        ]);
    }

    /// <summary>Puts a whole group, as docs/backends.md does.</summary>
    public static Task PutAsync(string holder, IReadOnlyDictionary<string, string> values) =>
        RunAsync(["kv", "put", "-mount=secret", holder, "-"], JsonSerializer.Serialize(values));

    private static async Task RunAsync(string[] arguments, string? input = null)
    {
        var result = await Command.RunAsync("vault", arguments, input);
        Assert.True(result.Code == 0, $"vault {arguments[0]}: {result.Error}");
    }
}
