using McpInfra.Chart.Patch;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>What <c>chart patch</c> does for whoever upgrades with Helm, as Pulumi does: the autoscaler's number stays.</summary>
public sealed class PatchedChartUpgradeTests
{
    [EndToEndTheory]
    [InlineData(true, 5)]
    [InlineData(false, 1)]
    public async Task HelmUpgrade_OfAScaledGateway_LeavesItsReplicasWhereTheChartIsPatched(bool isPatched, int replicas)
    {
        await using var live = await LiveStack.CreateAsync("dev");
        using var chart = ChartCopy.OfLayout("layout-1.0");
        if (isPatched)
            PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));
        var name = live.Named("deployments.apps", "mcp-mcp-stack-mcpgateway");
        await live.Cluster.RunAsync(["create", "namespace", live.Settings.Namespace]);
        string[] upgrade = ["upgrade", "--install", "mcp", chart.Directory, "--set", "mcpContextForge.metrics.serviceMonitor.enabled=false"];

        await live.HelmAsync(upgrade);
        await live.Cluster.RunAsync(["scale", "deployment", name.Name, "--namespace", live.Settings.Namespace, "--replicas=5"]);
        await live.HelmAsync([.. upgrade, "--set", "mcpContextForge.image=example.com/gateway:another"]);

        var deployment = await live.Cluster.GetAsync(name);
        Assert.Contains("gateway:another", deployment.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(replicas, (int)deployment["spec"]!["replicas"]!);
    }
}
