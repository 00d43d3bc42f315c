using McpInfra.Chart.Patch;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Chart.Patch;

/// <summary>Replicas that leave the autoscaler its number, and a label that bears a version with a plus.</summary>
public sealed class ScalingPatchTests
{
    [Theory]
    [InlineData("layout-0.9")]
    [InlineData("layout-1.0")]
    public void Patch_GatewayWithAnAutoscaler_AsksItFirst(string layout)
    {
        using var chart = ChartCopy.OfLayout(layout);

        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        Assert.Contains("spec:\n  {{- if not .Values.mcpContextForge.hpa.enabled }}\n  replicas: {{ .Values.mcpContextForge.replicaCount }}\n  {{- end }}\n  selector:", chart["templates/deployment-mcpgateway.yaml"], StringComparison.Ordinal);
        Assert.Contains("helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace \"+\" \"_\" }}\n", chart["templates/_helpers.tpl"], StringComparison.Ordinal);
    }

    /// <summary>One that has the field already, from a patch of before or by hand, still gets what it lacks.</summary>
    [Fact]
    public void Patch_ChartThatHasTheField_GetsTheRest()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        var before = chart["templates/deployment-mcpgateway.yaml"];
        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));
        var after = chart["templates/deployment-mcpgateway.yaml"];
        chart["templates/deployment-mcpgateway.yaml"] = after.Replace("  {{- if not .Values.mcpContextForge.hpa.enabled }}\n", "", StringComparison.Ordinal).Replace("replicaCount }}\n  {{- end }}\n", "replicaCount }}\n", StringComparison.Ordinal);

        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);

        Assert.NotEqual(before, after);
        Assert.Equal(["Chart.yaml", "templates/deployment-mcpgateway.yaml"], plan.Changes.Select(change => change.File));
        Assert.Equal(after, plan.Changes[1].After);
    }

    [Theory]
    [InlineData("  replicas: {{ .Values.mcpContextForge.replicaCount | default 2 }}")]
    [InlineData("  replicas: 3")]
    public void Patch_ReplicasThatCannotBeTold_AreRefused(string line)
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("templates/deployment-mcpgateway.yaml", "  replicas: {{ .Values.mcpContextForge.replicaCount }}", line);

        var refused = Assert.Throws<PatchRefusedException>(() => ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        Assert.Contains("line 9 writes the gateway's replicas otherwise", Assert.Single(refused.Problems).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Patch_ChartThatWritesNone_LeavesItSo()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("templates/deployment-mcpgateway.yaml", "  replicas: {{ .Values.mcpContextForge.replicaCount }}\n", "");

        Assert.DoesNotContain("replicas", ChartPatch.Plan(chart.Directory, VersionBump.Patch).Changes.Single(change => change.File == TemplatePatch.Gateway).After, StringComparison.Ordinal);
    }
}
