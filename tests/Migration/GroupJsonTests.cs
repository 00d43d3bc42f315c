using System.Text;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>AWS takes 65,536 bytes in one secret, and a text of another alphabet is no longer than it has to be.</summary>
public sealed class GroupJsonTests : MigratingRelease
{
    [Fact]
    public async Task Export_GroupThatAwsDoesNotTake_IsRefusedWithTheLineThatMendsIt()
    {
        Project.WithFile("values.yaml", Of("ED25519_PRIVATE_KEY", new string('x', 40_000)) + $"    SMTP_PASSWORD: canary-{new string('y', 30_000)}\n    JWT_SECRET_KEY: canary-jwt\n");
        await WriteAsync("values.yaml");

        var status = await Project.RunAsync("migrate", "status");
        var export = await Project.RunAsync("migrate", "export", "--group", "external");

        Assert.Equal((1, 2, ""), (status.ExitCode, export.ExitCode, export.Output));
        Assert.All((string[])[status.Output, export.Error], said => Assert.Contains("and AWS takes 65536 in one secret: ED25519_PRIVATE_KEY 40026, SMTP_PASSWORD 30", said, StringComparison.Ordinal));
        Assert.Contains("pulumi config set --stack dev --plaintext --path 'mcp-infra:secrets.ED25519_PRIVATE_KEY.group' ed25519-private-key", export.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SMTP_PASSWORD.group", export.Error, StringComparison.Ordinal);

        // As the line does.
        Project.WithFile("Pulumi.dev.yaml", Project.Read("Pulumi.dev.yaml").Replace("    ED25519_PRIVATE_KEY:\n", "    ED25519_PRIVATE_KEY:\n      group: ed25519-private-key\n", StringComparison.Ordinal));
        Assert.Equal(0, (await Project.RunAsync("migrate", "export", "--group", "external")).ExitCode);
        await WriteAsync("--ready");
    }

    [Fact]
    public async Task Plan_ValueThatNoAwsSecretHolds_IsToldBeforeAnythingBegins()
    {
        Project.WithFile("values.yaml", Of("ED25519_PRIVATE_KEY", new string('x', 70_000)));

        var plan = await Project.RunAsync("migrate", "values.yaml");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("No AWS secret holds ED25519_PRIVATE_KEY", plan.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ü<>&+'\u20ac")]
    [InlineData("пароль")]
    public async Task Export_TextOfAnyAlphabet_IsNoLongerThanItIs(string word)
    {
        var text = string.Concat(Enumerable.Repeat(word, 1_000));
        Project.WithFile("values.yaml", Of("SMTP_PASSWORD", $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"));
        await WriteAsync("values.yaml");

        var export = await Project.RunAsync("migrate", "export", "--group", "external");

        Assert.Contains($"\"SMTP_PASSWORD\":\"{text}\"", export.Output, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(export.Output), 1, Encoding.UTF8.GetByteCount(text) + 200);
    }

    private static string Of(string name, string value) => $"mcpContextForge:\n  secret:\n    {name}: {value}\n";
}
