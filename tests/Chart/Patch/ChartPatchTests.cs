using McpInfra.Chart.Patch;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Chart.Patch;

public sealed class ChartPatchTests
{
    private static readonly string[] Patched =
    [
        "Chart.yaml", "values.yaml", "values.schema.json", "templates/deployment-mcpgateway.yaml", "templates/job-migration.yaml", "templates/_helpers.tpl", "README.md", "CHANGELOG.md",
    ];

    public static TheoryData<string, string, bool> Endings()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var layout in ChartCopy.Layouts)
        {
            foreach (var newLine in (string[])["\n", "\r\n"])
            {
                data.Add(layout, newLine, true);
                data.Add(layout, newLine, false);
            }
        }

        return data;
    }

    public static TheoryData<string> Layouts() => [.. ChartCopy.Layouts];

    [Theory]
    [MemberData(nameof(Endings))]
    public void Patch_AnyLineEnd_KeepsEveryOtherByteAndIsDoneOnce(string layout, string newLine, bool hasFinalNewLine)
    {
        using var chart = ChartCopy.OfLayout(layout);
        foreach (var file in Patched)
            chart[file] = (hasFinalNewLine ? chart[file] : chart[file].TrimEnd('\n')).Replace("\n", newLine, StringComparison.Ordinal);

        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);
        PatchWriter.Write(chart.Directory, plan);

        Assert.Equal(Patched, plan.Changes.Select(change => change.File));
        Assert.All(plan.Changes, change =>
        {
            Insertions.AssertOnly(change.Before, change.After, isVersion: change.File == "Chart.yaml");
            Assert.Equal(change.After, chart[change.File]);
            Assert.DoesNotContain(newLine == "\n" ? "\r" : "\n", change.After.Replace("\r\n", newLine == "\n" ? "\r\n" : "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Equal(hasFinalNewLine, change.After.EndsWith('\n'));
        });
        var bytes = chart.Bytes();
        var second = ChartPatch.Plan(chart.Directory, VersionBump.Patch);
        PatchWriter.Write(chart.Directory, second);
        Assert.True(second.IsEmpty);
        Assert.Empty(second.Notes);
        Assert.Equal(bytes, chart.Bytes());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Patch_ByteOrderMark_StaysWhereItIs(string layout)
    {
        using var chart = ChartCopy.OfLayout(layout);
        foreach (var file in Patched)
            chart[file] = "\uFEFF" + chart[file];

        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        Assert.All(Patched, file => Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(chart.At(file))[..3]));
        Assert.True(ChartPatch.Plan(chart.Directory, VersionBump.Patch).IsEmpty);
    }

    [Theory]
    [InlineData(VersionBump.Patch, "version: 1.0.9   # the chart, not the gateway")]
    [InlineData(VersionBump.Minor, "version: 1.1.0   # the chart, not the gateway")]
    public void Patch_Bump_RaisesTheChartsVersionAlone(object bump, string line)
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");

        var change = ChartPatch.Plan(chart.Directory, (VersionBump)bump).Changes[0];

        Assert.Contains(line, change.After.Split('\n'));
        Assert.Contains("appVersion: \"1.0.8\"", change.After, StringComparison.Ordinal);
    }

    /// <summary>The version that a prerelease is called for comes after it.</summary>
    [Theory]
    [InlineData(VersionBump.Patch, "1.0.9-rc.1", "1.0.9")]
    [InlineData(VersionBump.Minor, "1.0.9-rc.1", "1.1.0")]
    [InlineData(VersionBump.Minor, "1.1.0-rc.1", "1.1.0")]
    [InlineData(VersionBump.Patch, "1.0.8-RC-1+build.5", "1.0.8")]
    [InlineData(VersionBump.Patch, "1.0.8+build.5", "1.0.9")]
    public void Patch_Prerelease_BecomesTheVersionThatItIsCalledFor(object bump, string from, string to)
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("Chart.yaml", "\nversion: 1.0.8", $"\nversion: {from}");

        Assert.Equal($"version {from} becomes {to}", ChartPatch.Plan(chart.Directory, (VersionBump)bump).Changes[0].What);
    }

    [Fact]
    public void Patch_DocumentsMissing_AreToldAndNotInvented()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        File.Delete(chart.At("README.md"));
        File.Delete(chart.At("CHANGELOG.md"));

        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);
        PatchWriter.Write(chart.Directory, plan);

        Assert.Equal(6, plan.Changes.Count);
        Assert.Equal(2, plan.Notes.Count);
        Assert.False(File.Exists(chart.At("README.md")));
    }

    /// <summary>A file of two minds: what is put in ends as the line before it does.</summary>
    [Fact]
    public void Patch_MixedLineEnds_FollowsTheLineBefore()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("values.yaml", "  extraEnvFrom: []\n", "  extraEnvFrom: []\r\n");

        var change = ChartPatch.Plan(chart.Directory, VersionBump.Patch).Changes.Single(change => change.File == "values.yaml");

        Assert.Contains("  extraEnvVarsSecret: []\r\n\n  ## More variables", change.After, StringComparison.Ordinal);
    }

    /// <summary>The anchor is the last line and has no end: it gets one, and the new last line none.</summary>
    [Theory]
    [InlineData("mcpContextForge:\n  a: 1\n  envFrom: []", "\n")]
    [InlineData("mcpContextForge:\r\n  a: 1\r\n  envFrom: []", "\r\n")]
    public void Patch_AnchorAtTheEndOfAFileWithoutANewLine_LeavesItWithoutOne(string values, string newLine)
    {
        var patched = ValuesPatch.Apply(values, [])!;

        Assert.StartsWith(values + newLine + newLine + "  # Secrets", patched, StringComparison.Ordinal);
        Assert.EndsWith(newLine + "  extraEnvVarsSecret: []", patched, StringComparison.Ordinal);
    }

    /// <summary>Somebody began by hand: what is there stays, what is missing is added.</summary>
    [Fact]
    public void Patch_HalfDone_AddsTheRest()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("values.yaml", "  extraEnvFrom: []", "  extraEnvFrom: []\n  extraEnvVarsSecret: []");

        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);

        Assert.Equal(Patched.Except(["values.yaml"]), plan.Changes.Select(change => change.File));
    }

    /// <summary>A list as a value of its own, its dashes below the key itself: the field comes behind all of it.</summary>
    [Theory]
    [InlineData("  extraEnvFrom:\n    - secretRef:\n        name: mine\n    # the last\n")]
    [InlineData("  extraEnvFrom:\n  - secretRef:\n      name: mine\n")]
    public void Patch_ValuesWithEntries_PutsTheFieldBehindThem(string entries)
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("values.yaml", "  extraEnvFrom: []\n", entries);

        var change = ChartPatch.Plan(chart.Directory, VersionBump.Patch).Changes.Single(change => change.File == "values.yaml");

        Insertions.AssertOnly(change.Before, change.After);
        Assert.Contains("name: mine\n", change.After[..change.After.IndexOf("made outside this chart", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"properties\":{\"mcpContextForge\":{\"properties\":{\"extraEnvFrom\":{\"type\":\"array\"},\"x\":{}}}}}")]
    [InlineData("{\n\t\"properties\": {\n\t\t\"mcpContextForge\": {\n\t\t\t\"properties\": {\n\t\t\t\t\"extraEnvFrom\": {}\n\t\t\t}\n\t\t}\n\t}\n}")]
    [InlineData("{ \"title\": { \"properties\": { \"mcpContextForge\": {} } }, \"properties\": {\n    \"other\": { \"properties\": { \"extraEnvFrom\": {} } },\n    \"mcpContextForge\": { \"properties\": {\n        \"envFrom\": {} } } } }")]
    public void Patch_SchemaOfAnyFormat_IsExtendedInThatFormat(string schema)
    {
        var problems = new List<PatchProblem>();

        var patched = SchemaPatch.Apply(schema, problems);

        Assert.Empty(problems);
        Insertions.AssertOnly(schema, patched!);
        Assert.Equal(!schema.Contains('\n', StringComparison.Ordinal), !patched!.Contains('\n', StringComparison.Ordinal));
        Assert.DoesNotContain(patched.Split('\n'), line => schema.Contains('\t', StringComparison.Ordinal) && line.StartsWith(' '));
        Assert.Null(SchemaPatch.Apply(patched, problems));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Diff_BothLayouts_IsAsInTheSnapshot(string layout)
    {
        using var chart = ChartCopy.OfLayout(layout);

        Snapshot.Matches($"chart-patch-{layout}.diff", UnifiedDiff.Of(ChartPatch.Plan(chart.Directory, VersionBump.Patch)));
    }
}
