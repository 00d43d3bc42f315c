using System.Text.Json;
using McpInfra.Contract;
using McpInfra.Loading;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>What the printed lines do with the real <c>pulumi</c>: a value arrives byte for byte, encrypted, and the stack loads.</summary>
public sealed class PulumiConfigTests
{
    private const string Values = """
        mcpContextForge:
          secret:
            AUTH_ENCRYPTION_SECRET: " old 'salt' $HOME `x` \\ é"
            ED25519_PRIVATE_KEY: |
              -----BEGIN PRIVATE KEY-----
              MC4CAQ
              -----END PRIVATE KEY-----
            SMTP_PASSWORD: "ends in lines\n\n"
            LANGFUSE_SECRET_KEY: "12345678"
        """;

    [PulumiCliFact]
    public void Export_IntoPulumiConfig_ArrivesByteForByte()
    {
        using var pulumi = new PulumiCli();
        pulumi.Shell("pulumi stack init dev");
        var plan = AnyValuesTests.Plan(Values, to: SecretSource.Config);
        File.AppendAllText(pulumi.StackFile("dev"), plan.StackText);
        var lines = plan.Stages[1].Run.Select(line => line.ToString()).Where(line => line.Contains("pulumi config set", StringComparison.Ordinal)).ToList();

        Assert.Equal(plan.Carried.Count, lines.Count);
        foreach (var line in lines)
        {
            var set = line[(line.IndexOf('|', StringComparison.Ordinal) + 2)..];
            pulumi.Shell(set, ValueExport.OfSecret(plan, plan.Carried.Single(carried => set.EndsWith($"secretValues.{carried.Id}'", StringComparison.Ordinal)).Id));
        }

        using var shown = JsonDocument.Parse(pulumi.Shell("pulumi config --stack dev --show-secrets --json"));
        var values = shown.RootElement.GetProperty("mcp-infra:secretValues").GetProperty("objectValue");
        foreach (var carried in plan.Carried)
            Assert.Equal(carried.Value!.Reveal(), values.GetProperty(carried.Id).GetString());

        var text = File.ReadAllText(pulumi.StackFile("dev"));
        var settings = StackLoader.Load(StackYaml.SourceOf(text)).Settings;
        Assert.Equal(SecretSource.Config, settings.Secrets.Single(secret => secret.Name == ChartCredentials.AuthEncryptionSecret).Source.From);
        Assert.DoesNotContain("12345678\n", text, StringComparison.Ordinal);
    }
}
