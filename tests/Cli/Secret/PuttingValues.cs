using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Secret;

/// <summary>A stack with values to put, the programs that take them, and the line that puts one.</summary>
public abstract class PuttingValues : IDisposable
{
    private protected const string External = "mcp/dev/external";

    private static readonly StackYaml Aws = StackYaml.WithExternalDatabase.With("mcp-infra:secrets.SMTP_PASSWORD.from", "external")
        .With("mcp-infra:secrets.SSO_GITHUB_CLIENT_SECRET.from", "external").With("mcp-infra:secrets.LDAP_PASSWORD", "{from: config}")
        .With("mcp-infra:secrets.RDS_PASSWORD", $"{{from: existing, arn: '{StackYaml.ExistingArn}', property: password}}").With("mcp-infra:secretValues.LDAP_PASSWORD", StackYaml.Ciphertext);

    private protected TemporaryProject Project { get; } = new TemporaryProject().With("dev", Aws.Text);

    private protected FakePrograms Programs { get; } = new() { Texts = { [External] = null, ["mcp/dev/postgres"] = null } };

    public void Dispose()
    {
        Project.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<ToolRun> PutAsync(string input, string name, params string[] options) => Project.RunAsync(Programs, input, ["secret", "put", name, "--stack", "dev", .. options]);
}
