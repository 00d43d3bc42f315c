using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Tests.Settings;

public class SecretPatternsTests
{
    // Put together here, so that no scanner takes this file for a leak.
    private static readonly string Filler = string.Concat(Enumerable.Repeat("Ab3", 12));

    [Theory]
    [InlineData("AKIA", "ABCDEFGHIJ234567", "an AWS access key id")]
    [InlineData("ghp_", null, "a GitHub token")]
    [InlineData("github_pat_", null, "a GitHub token")]
    [InlineData("glpat-", null, "a GitLab token")]
    [InlineData("xoxb-", null, "a Slack token")]
    [InlineData("sk-", null, "an API key")]
    [InlineData("sk-proj-", null, "an API key")]
    [InlineData("sk_live_", null, "a Stripe key")]
    [InlineData("rk_live_", null, "a Stripe key")]
    [InlineData("GOCSPX-", null, "a Google credential")]
    [InlineData("AIza", null, "a Google credential")]
    [InlineData("hvs.", null, "a Vault token")]
    [InlineData("https://hooks.slack.com/services/T0123/B0123/", null, "a Slack webhook")]
    [InlineData("DefaultEndpointsProtocol=https;AccountKey=", null, "an Azure account key")]
    [InlineData("AGE-SECRET-KEY-1", "QQPQQPQQPQQPQQPQQPQQPQQPQQP", "a private key")]
    [InlineData("-----BEGIN PGP ", "PRIVATE KEY BLOCK-----", "a private key")]
    [InlineData("pul-", "0123456789abcdef0123456789abcdef01234567", "a Pulumi token")]
    [InlineData("hf_", null, "a token of a registry")]
    [InlineData("npm_", null, "a token of a registry")]
    [InlineData("dckr_pat_", null, "a token of a registry")]
    [InlineData("xapp-", null, "a Slack token")]
    [InlineData("glrt-", null, "a GitLab token")]
    [InlineData("SG.", "Ab3Ab3Ab3Ab3Ab3Ab3.Ab3Ab3Ab3Ab3Ab3Ab3", "a SendGrid key")]
    [InlineData("eyJ", "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "a JSON Web Token")]
    [InlineData("eyJ", "hbGciOiJIUzI1NiJ9", "a JSON Web Token")]
    [InlineData("postgresql://user:", "pa/ss@host/db", "a URL with a password")]
    [InlineData("postgresql://host/db?user=a&", "password=x", "a URL with a password")]
    [InlineData("https://host/?password=", "x", "a URL with a password")]
    [InlineData("PASSWORD=", "hunter2hunter2", "a credential inside a text")]
    [InlineData("{\"client_secret\": ", "\"hunter2hunter2\"}", "a credential inside a text")]
    [InlineData("{\\\"api_key\\\":", "\\\"hunter2hunter2\\\"}", "a credential inside a text")]
    [InlineData("-----BEGIN ", "PRIVATE KEY-----", "a private key")]
    [InlineData("-----BEGIN OPENSSH ", "PRIVATE KEY-----", "a private key")]
    [InlineData("postgresql://user:", "pass@host/db", "a URL with a password")]
    [InlineData("rediss://:", "pass@host:6379/0", "a URL with a password")]
    public void Describe_KnownFormat_NamesIt(string prefix, string? rest, string expected)
    {
        Assert.Equal(expected, SecretPatterns.Describe(prefix + (rest ?? Filler)));
        Assert.Equal(expected, SecretPatterns.Describe($"--value={prefix}{rest ?? Filler}"));
    }

    /// <summary>An address that never ends costs no more than its length.</summary>
    [Fact]
    public void Describe_LongTextOfAddresses_TakesNoTime()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Null(SecretPatterns.Describe(string.Concat(Enumerable.Repeat("a://b:c", 100_000))));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eu-west-1")]
    [InlineData("task-force-of-many-people-here")]
    [InlineData("https://example.com:8443/path@x")]
    [InlineData("https://user@example.com/")]
    [InlineData("postgresql://$(POSTGRES_USER):$(POSTGRES_PASSWORD)@$(POSTGRES_HOST)/db")]
    [InlineData("rediss://:{{ .password | urlquery }}@host:6379/0")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-11112222-AbCdEf")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("eyJtaW5fcGFzc3dvcmRfbGVuZ3RoIjoiMTIifQ==")]
    [InlineData("{\"min_password_length\":\"12345678\"}")]
    [InlineData("{\"token_endpoint\": \"https://idp.example.com/oauth2/v1/token\"}")]
    [InlineData("{\"a\":\"http://host:8080\",\"b\":\"me@example.com\"}")]
    [InlineData("oci://registry.example.com:5000/image@sha256:0123456789abcdef")]
    [InlineData("password: required")]
    [InlineData("password=$(POSTGRES_PASSWORD)")]
    [InlineData("token: {{ .token_of_sso_2 }}")]
    [InlineData("api_key: <your key 1>")]
    [InlineData("the token: https://example.com/2/token")]
    [InlineData("password,secret,token,api_key,authorization")]
    [InlineData("secret: mcp-gateway-external-secret-1a2b3c4d")]
    [InlineData("secret=mcp/dev/gateway-2")]
    [InlineData("passwordKey: POSTGRES_PASSWORD_2, password: POSTGRES_PASSWORD_2")]
    public void Describe_OrdinaryText_IsNull(string text) => Assert.Null(SecretPatterns.Describe(text));
}
