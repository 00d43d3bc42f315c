using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>The stack's own entries and the program's, in a chart that reads either list, and from a registry.</summary>
public sealed class ExtraEnvVarsSecretTests
{
    [EndToEndTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gateway_SeveralEntriesOfBothKinds_AreReadInOrderAndOursLast(bool chartReadsExtraEnvVarsSecret)
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with
        {
            Chart = live.Settings.Chart with { Source = chartReadsExtraEnvVarsSecret ? ProjectChart.WithReader : ProjectChart.Path },
            ExtraEnvVarsSecret =
            [
                new EnvFromSettings(EnvFromKind.ConfigMapRef, "platform", Optional: false),
                new EnvFromSettings(EnvFromKind.SecretRef, "team", Optional: false),
                new EnvFromSettings(EnvFromKind.SecretRef, "not-there", Optional: true),
            ],
        };
        live.OthersObjects["platform"] = new() { ["HTTPS_PROXY"] = "proxy", ["LOG_LEVEL"] = "platform", ["SHARED"] = "platform" };
        live.OthersObjects["team"] = new() { ["SHARED"] = "team", ["JWT_SECRET_KEY"] = "team" };

        await live.UpAsync();
        await live.Cluster.DeleteAsync(live.Named("Secret", "not-there"));
        var seen = await live.Pod.GatewayAsync();

        Assert.Equal(("proxy", "platform"), (seen["HTTPS_PROXY"].Value, seen["HTTPS_PROXY"].Source));
        Assert.Equal("platform", seen["LOG_LEVEL"].Value);
        Assert.Equal(("team", "team"), (seen["SHARED"].Value, seen["SHARED"].Source));
        Assert.Equal(live.SecretName("gateway-gateway"), seen["JWT_SECRET_KEY"].Source);
        Assert.Equal(["mcp-mcp-stack-gateway-secret", "team"], seen["JWT_SECRET_KEY"].Overridden);
        var deployment = await live.Cluster.GetAsync(live.Named("deployments.apps", ChartNames.GatewayDeployment(live.Settings.Release.Name)));
        Assert.Equal(
            ["mcp-mcp-stack-gateway-secret", "mcp-mcp-stack-gateway-config", "platform", "team", "not-there", .. live.Catalog.GatewayObjects.Select(secret => live.SecretName(secret.Id))],
            LivePod.Container(deployment)["envFrom"]!.AsArray().Select(entry => (string)(entry!["secretRef"] ?? entry["configMapRef"])!["name"]!));
    }

    [EndToEndFact("OCI_REGISTRY")]
    public async Task Release_ChartInARegistry_IsInstalledInTheVersionOfTheStack()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        var directory = Directory.CreateTempSubdirectory("chart-");
        var repository = $"{RealComponents.OciRegistry}/{LiveStack.NewId()}";
        foreach (var version in (string[])["1.0.7", "1.0.8"])
            await live.HelmAsync("package", ProjectChart.Path, "--version", version, "--destination", directory.FullName);
        foreach (var package in directory.EnumerateFiles())
            await live.HelmAsync("push", package.FullName, "oci://" + repository, "--plain-http");
        directory.Delete(recursive: true);
        live.Settings = live.Settings with { Chart = new ChartSettings { Source = $"oci://{repository}/mcp-stack", Version = "1.0.7" } };

        await live.UpAsync();

        Assert.Contains("mcp-stack-1.0.7", await live.HelmAsync("list"), StringComparison.Ordinal);
        Assert.Contains((await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Value, live.Canaries.All);
    }
}
