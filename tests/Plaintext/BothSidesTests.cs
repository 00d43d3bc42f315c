using McpInfra.Guard;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Plaintext;

/// <summary>What holds a secret by its name, asked on both sides: of a stack file and of what a resource is given.</summary>
public sealed class BothSidesTests
{
    [Theory]
    [InlineData("SSO_GITHUB_CLIENT_SECRET")]
    [InlineData("SSO_GOOGLE_CLIENT_SECRET")]
    [InlineData("SSO_IBM_VERIFY_CLIENT_SECRET")]
    [InlineData("SSO_OKTA_CLIENT_SECRET")]
    [InlineData("SSO_KEYCLOAK_CLIENT_SECRET")]
    [InlineData("SSO_ENTRA_CLIENT_SECRET")]
    [InlineData("SSO_ADFS_CLIENT_SECRET")]
    [InlineData("SSO_GENERIC_CLIENT_SECRET")]
    [InlineData("SMTP_PASSWORD")]
    [InlineData("CSRF_SECRET_KEY")]
    [InlineData("IDENTITY_CLAIMS_SECRET")]
    [InlineData("ED25519_PRIVATE_KEY")]
    [InlineData("PREV_ED25519_PRIVATE_KEY")]
    [InlineData("LANGFUSE_PUBLIC_KEY")]
    [InlineData("LANGFUSE_SECRET_KEY")]
    [InlineData("LANGFUSE_OTEL_AUTH")]
    [InlineData("OTEL_EXPORTER_JAEGER_PASSWORD")]
    [InlineData("dbPass")]
    [InlineData("password2")]
    [InlineData("REDIS_AUTH")]
    [InlineData("sessionKey")]
    [InlineData("master-key")]
    [InlineData("sharedKey")]
    [InlineData("accountKey")]
    [InlineData("LICENSE_KEY")]
    [InlineData("tokens")]
    [InlineData("x/clientSecret")]
    public void Values_NameOfASecret_IsRefusedOnBothSides(string name)
    {
        var values = $"{{some: {{'{name}': {BadStacks.Canary}}}}}";

        Assert.NotEmpty(StackYaml.Baseline.With("mcp-infra:values", values).Problems());
        Assert.NotNull(Judge("some." + name, BadStacks.Canary));
    }

    [Theory]
    [InlineData("{mcpContextForge: {ingress: {annotations: {'nginx.ingress.kubernetes.io/auth-tls-secret': ns/ca-secret, 'nginx.ingress.kubernetes.io/auth-secret': basic-auth}}}}")]
    [InlineData("{mcpContextForge: {ingress: {annotations: {'nginx.ingress.kubernetes.io/auth-url': 'https://idp.example.com/auth', 'nginx.ingress.kubernetes.io/auth-type': basic}}}}")]
    [InlineData("{mcpContextForge: {ingress: {annotations: {'x/auth-tlsSecret': name, 'cert-manager.io/cluster-issuer': letsencrypt, 'cert-manager.io/private-key-algorithm': ECDSA}}}}")]
    [InlineData("{some: {existingSecret: name, existingSecretKey: token, existingSecretPasswordKey: password, imagePullSecret: regcred, tlsSecret: name}}")]
    [InlineData("{global: {imagePullSecrets: [regcred]}, other: {imagePullSecrets: [{name: regcred}]}}")]
    [InlineData("{mcpContextForge: {config: {REQUIRE_TOKEN: 1, REQUIRE_PASSWORD: '0', REQUIRE_AUTH: required, MCP_REQUIRE_AUTH: true, ALLOW_QUERYPARAM_AUTH: 'false', MAX_TOKENS: 4096}}}")]
    [InlineData("{mcpContextForge: {config: {SSO_GITHUB_CLIENT_ID: Iv1.0123456789abcdef, PLATFORM_ADMIN_EMAIL: admin@example.com, PASSWORD_MIN_LENGTH: '12'}}}")]
    [InlineData("{mcpContextForge: {image: {repository: 'ghcr.io/ibm/mcp-context-forge', tag: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'}}}")]
    [InlineData("{serviceAccount: {annotations: {'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/gateway'}}, secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-11112222-AbCdEf'}")]
    [InlineData("{some: {ca: '-----BEGIN CERTIFICATE----- MIIBszCCAVmgAwIBAgIUQx0m -----END CERTIFICATE-----', policy: '{\"min_password_length\":\"12\"}'}}")]
    [InlineData("{some: {endpoints: '{\"token_endpoint\": \"https://idp.example.com/oauth2/token\", \"jwks_uri\": \"https://idp.example.com:8443/keys\"}'}}")]
    [InlineData("{mcpContextForge: {config: {OTEL_REDACT_FIELDS: 'password,secret,token,api_key,authorization'}}}")]
    public void Values_OrdinarySettings_PassOnBothSides(string values)
    {
        var yaml = StackYaml.Baseline.With("mcp-infra:values", values);

        Assert.Empty(yaml.Problems());
        foreach (var (path, value) in ValueTree.Leaves(yaml.Load().Values))
            Assert.True(Judge(path, $"{value}") is null, $"{path}: {Judge(path, $"{value}")}");
    }

    /// <summary>The message that Pulumi prints, past every printer of ours.</summary>
    [Fact]
    public void Refusal_ValueRefusedUnderItsName_IsQuotedByNoOtherProblem()
    {
        const string value = "winterHills22x";
        var source = StackYaml.Baseline.With("mcp-infra:values", $"{{a: {{password: {value}}}}}").With("mcp-infra:identity.mode", value).With("mcp-infra:delivery", value).Source();

        var refused = Assert.Throws<SettingsException>(() => StackLoader.Load(source));

        Assert.True(refused.Problems.Count >= 3);
        Assert.DoesNotContain(value, refused.Message, StringComparison.Ordinal);
    }

    private static (Words Problem, Words Fix)? Judge(string path, string text) =>
        new PlaintextRules(new HeldSecrets()).Check(new Place(path[(path.LastIndexOf('.') + 1)..].Split('[')[0], "values." + path), text);
}
