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
    [InlineData("eyJ", null, "a JSON Web Token")]
    [InlineData("-----BEGIN ", "PRIVATE KEY-----", "a private key")]
    [InlineData("-----BEGIN OPENSSH ", "PRIVATE KEY-----", "a private key")]
    [InlineData("postgresql://user:", "pass@host/db", "a URL with a password")]
    [InlineData("rediss://:", "pass@host:6379/0", "a URL with a password")]
    public void Describe_KnownFormat_NamesIt(string prefix, string? rest, string expected)
    {
        Assert.Equal(expected, SecretPatterns.Describe(prefix + (rest ?? Filler)));
        Assert.Equal(expected, SecretPatterns.Describe($"--token={prefix}{rest ?? Filler}"));
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
    public void Describe_OrdinaryText_IsNull(string text) => Assert.Null(SecretPatterns.Describe(text));
}
