using System.Text;
using McpInfra.Chart.Patch;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Chart;

public sealed class ChartPatchTests
{
    private static readonly string[] Patched =
    [
        "Chart.yaml", "values.yaml", "values.schema.json", "templates/deployment-mcpgateway.yaml", "templates/job-migration.yaml", "README.md", "CHANGELOG.md",
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

    /// <summary>Each place that the patch relies on, taken away or made ambiguous.</summary>
    public static TheoryData<string, string, string, string, string> Broken() => new()
    {
        { "layout-1.0", "Chart.yaml", "version: 1.0.8", "version: 1.0.8-RC-1", "line 8 has no version of three numbers" },
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
    public void Patch_DocumentsMissing_AreToldAndNotInvented()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        File.Delete(chart.At("README.md"));
        File.Delete(chart.At("CHANGELOG.md"));

        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);
        PatchWriter.Write(chart.Directory, plan);

        Assert.Equal(5, plan.Changes.Count);
        Assert.Equal(2, plan.Notes.Count);
        Assert.False(File.Exists(chart.At("README.md")));
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

    [Fact]
    public void Write_LaterFileCannotBeWritten_LeavesEveryFileAsItWas()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        Directory.CreateDirectory(chart.At("in-the-way"));
        File.WriteAllText(chart.At("in-the-way/file"), "");
        var bytes = chart.Bytes();
        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);

        Assert.Throws<PatchInputException>(() => PatchWriter.Write(
            chart.Directory, plan with { Changes = [.. plan.Changes, new FileChange("in-the-way", "", "", "a directory")] }));
        Assert.Throws<PatchInputException>(() => PatchWriter.Write(
            chart.Directory, plan with { Changes = [.. plan.Changes, new FileChange("nowhere/file", "", "", "no such directory")] }));

        Assert.Equal(bytes, chart.Bytes());
    }

    [Fact]
    public void Write_LinkAndMode_StayWhatTheyAre()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var chart = ChartCopy.OfLayout("layout-1.0");
        File.Move(chart.At("values.yaml"), chart.At("real-values.yaml"));
        File.CreateSymbolicLink(chart.At("values.yaml"), "real-values.yaml");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(chart.At("README.md"), mode);

        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        Assert.NotNull(new FileInfo(chart.At("values.yaml")).LinkTarget);
        Assert.Contains(PatchTexts.Field, chart["real-values.yaml"], StringComparison.Ordinal);
        Assert.Equal(mode, File.GetUnixFileMode(chart.At("README.md")));
    }

    [Fact]
    public void Patch_FileThatIsNoText_IsBadInput()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        File.WriteAllBytes(chart.At("README.md"), [.. Encoding.UTF8.GetBytes("## Values\n"), 0xFF, 0xFE]);

        var unusable = Assert.Throws<PatchInputException>(() => ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        Assert.Contains("README.md is not UTF-8", unusable.Message, StringComparison.Ordinal);
    }
}
