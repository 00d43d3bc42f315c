using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Backends;

/// <summary>What each backend is asked outside of the cluster, and what its answers mean.</summary>
public sealed class NeedsOfBackendsTests
{
    private const string Kubernetes = """{"kubernetes/": {"type": "kubernetes"}}""";

    public static TheoryData<string, string, string, int, string, string> Answers => new()
    {
        { "vault", "Vault", """{"sealed": false, "version": "1.19.0"}""", 0, "", "ok https://vault.example.com:8200 answers, version 1.19.0" },
        { "vault", "Vault", """{"sealed": true}""", 2, "", "fail https://vault.example.com:8200 is sealed: nobody can read there" },
        { "vault", "Vault", "", 1, "connection refused", "unknown https://vault.example.com:8200 does not answer from here; the operator's way there may be another" },
        { "vault", "token", """["create", "read", "update"]""", 0, "", "ok taken, and may put values at mcp/dev/encryption" },
        { "vault", "token", """["root"]""", 0, "", "ok taken, and may put values at mcp/dev/encryption" },
        { "vault", "token", """["create", "update"]""", 0, "", "warn taken, and may put no value at mcp/dev/encryption" },
        { "vault", "token", """["deny"]""", 0, "", "warn taken, and may put no value at mcp/dev/encryption" },
        { "vault", "token", "", 2, "Code: 403. Errors: * permission denied", "unknown Vault says nothing of the token at hand: it does not take it, or the token is without the policy default" },
        { "vault", "token", "", 2, "Code: 403. Errors: * permission denied * invalid token", "fail Vault does not take the token at hand" },
        { "vault", "auth method", Kubernetes, 0, "", "ok kubernetes is enabled at kubernetes" },
        { "vault", "auth method", "{\"token/\": {\"type\": \"token\"}}", 0, "", "fail there is none at kubernetes" },
        { "vault", "auth method", "", 2, "Code: 403. Errors: * permission denied", "unknown whoever asks may not read this; it takes read on sys/auth" },
        { "vault", "role", """{"data": {"bound_service_account_names": ["mcp-secrets-reader"], "bound_service_account_namespaces": ["mcp-dev"]}}""", 0, "", "ok mcp-dev-reader lets ServiceAccount mcp-dev/mcp-secrets-reader in" },
        { "vault", "role", """{"data": {"bound_service_account_names": ["mcp-secrets-reader"], "bound_service_account_namespaces": ["other"]}}""", 0, "", "fail mcp-dev-reader does not name ServiceAccount mcp-dev/mcp-secrets-reader" },
        { "vault", "role", "", 2, "No value found at auth/kubernetes/role/mcp-dev-reader", "fail there is no role mcp-dev-reader at kubernetes" },
        { "vault", "KV engine", """{"secret/": {"type": "kv", "options": {"version": "2"}}}""", 0, "", "ok secret is a KV engine, version 2" },
        { "vault", "KV engine", """{"secret/": {"type": "kv", "options": {"version": "1"}}}""", 0, "", "fail secret is no KV engine of version 2" },
        { "vault", "KV engine", "{}", 0, "", "fail there is none at secret" },
        { "azure", "tenant", """{"tenantId": "TENANT"}""", 0, "", "ok TENANT, as the stack says" },
        { "azure", "tenant", """{"tenantId": "11111111-2222-3333-4444-555555555555"}""", 0, "", "fail the login at hand is of tenant 11111111-2222-3333-4444-555555555555; the Key Vault's is TENANT" },
        { "azure", "tenant", """{"tenantId": "canary-9"}""", 0, "", "fail the login at hand is of another tenant; the Key Vault's is TENANT" },
        { "azure", "tenant", "", 1, "Please run 'az login' to setup account.", "fail nobody is logged in" },
        { "azure", "Key Vault", """{"properties": {"vaultUri": "https://mcp-dev.vault.azure.net/"}}""", 0, "", "ok there" },
        { "azure", "Key Vault", "", 3, "(VaultNotFound) the vault was not found", "fail there is no Key Vault mcp-dev in this subscription" },
        { "gcpsm", "secret mcp-dev-gateway", "{}", 0, "", "ok there" },
        { "gcpsm", "secret mcp-dev-gateway", "", 1, "ERROR: NOT_FOUND: Secret", "warn not there yet" },
        { "gcpsm", "secret mcp-dev-gateway", "", 1, "ERROR: PERMISSION_DENIED: x", "unknown whoever asks may not read this; it takes secretmanager.secrets.get" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Question_OfABackend_SaysWhatTheAnswerMeans(string backend, string name, string output, int code, string error, string says)
    {
        var settings = BackendStacks.Load(backend);
        var tenant = (settings.Backend as McpInfra.Settings.Backends.BackendSettings.Azure)?.TenantId;
        var question = Backend.Of(LoadedStack.Of(settings)).Needs.Single(question => question.Name == name);

        var result = Assert.Single(await Asked.OfAsync(question, tenant is null ? output : output.Replace("TENANT", tenant, StringComparison.Ordinal), code, error));

        Assert.Equal(tenant is null ? says : says.Replace("TENANT", tenant, StringComparison.Ordinal), result.Text());
    }

    [Theory]
    [InlineData("arn:aws:eks:eu-west-1:123456789012:cluster/mcp", "aws eks list-pod-identity-associations --region eu-west-1 --cluster-name mcp ")]
    [InlineData("mcp", "aws eks list-pod-identity-associations --region eu-west-1 --cluster-name CLUSTER ")]
    public void PodIdentity_OfAnEnvironment_IsAskedByTheClusterThatTheContextNames(string context, string line)
    {
        var settings = StackYaml.WithPodIdentity.With("mcp-infra:kubernetes.context", context).Load();

        Assert.StartsWith(line, Backend.Of(LoadedStack.Of(settings)).Needs.Single(question => question.Name == "Pod Identity").Ran.ToString(), StringComparison.Ordinal);
    }
}
