using Pulumi;
using Pulumi.Utilities;
using Aws = Pulumi.Aws;
using K8s = Pulumi.Kubernetes;

namespace McpInfra.Tests.Offline;

[Collection("Pulumi")]
public sealed class RegistrationTests
{
    [Fact]
    public async Task Resource_WithSecretInput_ReachesMocksInPlainAndComesBackUnmarked()
    {
        var run = new MockRun();

        var outputs = await run.RunAsync(() =>
        {
            var secret = new Pulumi.Aws.SecretsManager.Secret("store", new() { Name = "mcp/dev/gateway" });
            var version = new Pulumi.Aws.SecretsManager.SecretVersion("value", new() { SecretId = secret.Id, SecretString = "canary" });
            return new Dictionary<string, object?> { ["id"] = version.SecretId, ["value"] = version.SecretString };
        });

        Assert.Equal("canary", run["value"].Inputs["secretString"]);
        Assert.Equal("store-id", await OutputUtilities.GetValueAsync((Output<string>)outputs["id"]!));
        Assert.False(await Output.IsSecretAsync((Output<string?>)outputs["value"]!));
    }
}
