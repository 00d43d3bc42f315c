using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Components;

/// <summary>What Helm is given: references in the chart's lists, and nothing that nobody asked for.</summary>
[Collection(PulumiCollection.Name)]
public sealed class McpStackReleaseTests
{
    [Fact]
    public async Task Release_EnvFrom_ListsTheStacksEntriesFirstAndOursLast()
    {
        var dev = Stacks.Shipped("dev");
        var settings = dev with
        {
            ExtraEnvVarsSecret =
            [
                new EnvFromSettings(EnvFromKind.SecretRef, "team-secret", Optional: false),
                new EnvFromSettings(EnvFromKind.ConfigMapRef, "team-config", Optional: true),
            ],
        };

        var release = (await Deployed.RunAsync(settings)).Single(Deployed.Release);

        foreach (var key in (string[])["extraEnvFrom", "extraEnvVarsSecret"])
        {
            var list = release.At("values.mcpContextForge." + key)!.Value.EnumerateArray().ToList();
            Assert.Equal("""{"secretRef":{"name":"team-secret"}}""", list[0].GetRawText());
            Assert.Equal("team-config", list[1].GetProperty("configMapRef").GetProperty("name").GetString());
            Assert.True(list[1].GetProperty("configMapRef").GetProperty("optional").GetBoolean());
            Assert.StartsWith("mcp-gateway-external-secret-", list[^1].GetProperty("secretRef").GetProperty("name").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Release_ChartDefaultsOfTheGateway_AreOverriddenByOurSecret()
    {
        var settings = Stacks.Shipped("dev");
        var deployed = await Deployed.RunAsync(settings);
        var release = deployed.Single(Deployed.Release);
        var chart = new EnvFromContent<string>("chart",
            ChartCredentials.GatewayVariables.ToDictionary(name => name, _ => "changeme"));
        var listed = release.At("values.mcpContextForge.extraEnvFrom")!.Value.EnumerateArray()
            .Select(entry => entry.GetProperty("secretRef").GetProperty("name").GetString()!)
            .Select(name => deployed.OfType(Deployed.ExternalSecret).Single(secret => secret.Text("spec.target.name") == name))
            .Select(secret => new EnvFromContent<string>(secret.Text("spec.target.name")!, secret.At("spec.data")!.Value.EnumerateArray()
                .ToDictionary(data => data.GetProperty("secretKey").GetString()!, data => data.GetProperty("remoteRef").GetProperty("key").GetString()!)));

        var effective = PodEnvironment.Compute([chart, .. listed], []);

        foreach (var name in ChartCredentials.GatewayVariables)
            Assert.NotEqual("changeme", effective[name].Value);
        Assert.Equal("mcp/dev/gateway", effective["JWT_SECRET_KEY"].Value);
        Assert.Equal("mcp/dev/encryption", effective["AUTH_ENCRYPTION_SECRET"].Value);
    }

    [Fact]
    public async Task Release_EveryStack_IsAwaited()
    {
        foreach (var stack in Stacks.Names)
        {
            var release = (await Deployed.RunAsync(Stacks.Shipped(stack))).Single(Deployed.Release);
            Assert.Equal("False", release.Text("skipAwait"));
        }
    }

    [Fact]
    public async Task Release_UnlessAsked_HasNoServiceMonitorIngressOrDemoServer()
    {
        var release = (await Deployed.RunAsync(Stacks.Shipped("dev") with { Gateway = null, Values = new Dictionary<string, object?>() })).Single(Deployed.Release);

        foreach (var path in (string[])["mcpContextForge.metrics.serviceMonitor", "mcpContextForge.ingress", "mcpFastTimeServer", "mcpFastTimeServer.ingress"])
            Assert.Equal("False", release.Text($"values.{path}.enabled"));
    }
}
