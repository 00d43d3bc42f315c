using System.Text;
using McpInfra.Chart.Patch;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Chart.Patch;

/// <summary>A chart that the patch does not know is left as it is, and everything that it lacks is told.</summary>
public sealed class ChartPatchRefusalTests
{
    /// <summary>Each place that the patch relies on, taken away or made ambiguous.</summary>
    public static TheoryData<string, string, string, string, string> Broken() => new()
    {
        { "layout-1.0", "Chart.yaml", "version: 1.0.8", "version: 1.0", "line 8 has no version of three numbers" },
        { "layout-1.0", "Chart.yaml", "\nversion: 1.0.8", "\nVersion: 1.0.8", "no line 'version:'" },
        { "layout-1.0", "values.yaml", "\nmcpContextForge:", "\ngateway:", "no line 'mcpContextForge:'" },
        { "layout-1.0", "values.yaml", "  extraEnvFrom: []", "  more: []", "neither 'extraEnvFrom:' nor 'envFrom:'" },
        { "layout-1.0", "values.yaml", "  replicaCount: 1", "  replicaCount: [1", "is not YAML" },
        { "layout-1.0", "values.yaml", "  extraEnv: []", "  extraEnvFrom: []", "is not YAML" },
        { "layout-1.0", "values.schema.json", "\"extraEnvFrom\"", "\"more\"", "neither 'extraEnvFrom' nor 'envFrom'" },
        { "layout-1.0", "values.schema.json", "\"migration\": {", "\"migration\": [", "is not JSON, at line 2" },
        { "layout-1.0", "values.schema.json", "\"replicaCount\"", "\"extraEnv\"", "names a property twice" },
        { "layout-1.0", "templates/deployment-mcpgateway.yaml", "          envFrom:", "          from:", "has no 'envFrom:' list" },
        { "layout-1.0", "templates/deployment-mcpgateway.yaml", "-gateway-config\n", "-settings\n", "does not name the chart's own" },
        { "layout-1.0", "templates/deployment-mcpgateway.yaml", "          # everything else", "          envFrom:", "has 2 'envFrom:' lists" },
        { "layout-1.0", "templates/deployment-mcpgateway.yaml", "            {{- if .Values.mcpContextForge.extraEnvFrom }}", "          other:\n            {{- if .Values.mcpContextForge.extraEnvFrom }}", "uses extraEnvFrom outside" },
        { "layout-1.0", "templates/job-migration.yaml", "nindent 12 }}\n            {{- end }}\n          # room", "nindent 12 }}\n          # room", "whose end cannot be told" },
        { "layout-0.9", "templates/job-migration.yaml", "          env:", "          variables:", "neither an 'envFrom:' nor an 'env:' list" },
        { "layout-0.9", "templates/job-migration.yaml", "\"mcp-stack.fullname\"", "\"other.name\"", "does not name its objects with the helper" },
        { "layout-1.0", "README.md", "\n## Values\n", "\n## Settings\n", "no heading '## Values'" },
        { "layout-1.0", "CHANGELOG.md", "## [", "## ", "no heading '## ['" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Patch_AnchorMissing_IsNamedWithItsFileAndNothingChanges(string layout, string file, string old, string changed, string message)
    {
        using var chart = ChartCopy.OfLayout(layout).With(file, old, changed);
        var bytes = chart.Bytes();

        var refused = Assert.Throws<PatchRefusedException>(() => ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(file, problem.File);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, chart.Bytes());
    }

    [Fact]
    public void Patch_SeveralAnchorsMissing_AreAllNamed()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("README.md", "\n## Values\n", "\n").With("values.yaml", "extraEnvFrom: []", "more: []");
        File.Delete(chart.At("templates/job-migration.yaml"));

        var refused = Assert.Throws<PatchRefusedException>(() => ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        Assert.Equal(["values.yaml", "templates/job-migration.yaml", "README.md"], refused.Problems.Select(problem => problem.File));
    }

    [Fact]
    public void Patch_FileThatIsNoText_IsBadInput()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        File.WriteAllBytes(chart.At("README.md"), [.. Encoding.UTF8.GetBytes("## Values\n"), 0xFF, 0xFE]);

        var unusable = Assert.Throws<UnusableChartException>(() => ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        Assert.Contains("README.md is not UTF-8", unusable.Message, StringComparison.Ordinal);
    }
}
