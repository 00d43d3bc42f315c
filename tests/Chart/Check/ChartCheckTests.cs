using McpInfra.Chart.Check;
using McpInfra.Chart.Patch;
using McpInfra.Plaintext;
using McpInfra.Tests.Support;
using YamlDotNet.Serialization;

namespace McpInfra.Tests.Chart.Check;

/// <summary>What a check finds in charts that keep the contract and in charts that break it at one place.</summary>
public sealed class ChartCheckTests
{
    private const string GatewayTemplate = "templates/deployment-mcpgateway.yaml";
    private const string JobTemplate = "templates/job-migration.yaml";

    private static readonly Lazy<Task<ChartReport>> Untouched = new(() => CheckAsync(Repository.At("tests", "Charts", "patch", "layout-1.0")));

    private const string ChartsOwn = """
                    - secretRef:
                        name: {{ include "mcp-stack.fullname" . }}-gateway-secret
                    - configMapRef:
                        name: {{ include "mcp-stack.fullname" . }}-gateway-config

        """;

    /// <summary>The chart that the end-to-end tests install keeps the upstream contract.</summary>
    [HelmFact]
    public async Task Check_ChartOfTheEndToEndTests_WorksThroughExtraEnvFrom()
    {
        var report = await CheckAsync(Repository.At("tests", "Charts", "mcp-stack"));

        Assert.Equal(VerdictKind.WorksThroughExtraEnvFrom, report.Verdict.Kind);
        Assert.All(report.Groups.Single(group => group.Title == "Secrets for the servers").Points, point => Assert.Equal(Outcome.Yes, point.Outcome));
    }

    [HelmTheory]
    [InlineData("layout-0.9", VerdictKind.DoesNotWork)]
    [InlineData("layout-1.0", VerdictKind.WorksThroughExtraEnvFrom)]
    public async Task Check_OwnLayouts_GivesTheVerdictBeforeAndAfterThePatch(string layout, object before)
    {
        using var chart = ChartCopy.OfLayout(layout);

        var unpatched = await CheckAsync(chart);
        Assert.Equal((VerdictKind)before, unpatched.Verdict.Kind);
        Assert.Equal([Outcome.Note, Outcome.Note], Upgrading(unpatched));
        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));
        var report = await CheckAsync(chart);

        Assert.Equal(VerdictKind.Works, report.Verdict.Kind);
        var schema = Point(report, "JSON schema", "extraEnvVarsSecret");
        Assert.Equal(Outcome.Yes, schema.Outcome);
        Assert.Equal(3, schema.Evidence.Count);
        Assert.Equal([Outcome.Yes, Outcome.Yes], Upgrading(report));

        static List<Outcome> Upgrading(ChartReport report) =>
            [.. ((string[])["replicas beside the autoscaler", "a version with a +"]).Select(point => Point(report, "upgrading", point).Outcome)];
    }

    /// <summary>The patched chart renders what it rendered, but for its version, and replicas beside an autoscaler; and is in order for helm.</summary>
    [HelmTheory]
    [InlineData("layout-0.9", "0.9.0", "0.9.1")]
    [InlineData("layout-1.0", "1.0.8", "1.0.9")]
    public void Patch_WithoutTheField_RendersTheSame(string layout, string from, string to)
    {
        using var chart = ChartCopy.OfLayout(layout);
        string[] template = ["template", "probe", chart.Directory, "--set", "mcpContextForge.hpa.enabled=false"];
        var (before, scaled) = (HelmProgram.Helm(template), HelmProgram.Helm("template", "probe", chart.Directory));
        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));

        var after = HelmProgram.Helm(template);

        Assert.Equal(0, HelmProgram.Helm("lint", "--strict", chart.Directory).Code);
        Assert.Equal(before.Output.Replace($"mcp-stack-{from}", $"mcp-stack-{to}", StringComparison.Ordinal), after.Output);
        Assert.Equal(scaled.Output.Replace($"mcp-stack-{from}", $"mcp-stack-{to}", StringComparison.Ordinal).Replace("  replicas: 1\n", "", StringComparison.Ordinal),
            HelmProgram.Helm("template", "probe", chart.Directory).Output);
    }

    /// <summary>What helm takes for the field of a patched chart, and what it refuses.</summary>
    [HelmTheory]
    [InlineData("[]", true)]
    [InlineData("[{secretRef: {name: a}}, {configMapRef: {name: b, optional: true}, prefix: X_}]", true)]
    [InlineData("text", false)]
    [InlineData("{secretRef: {name: a}}", false)]
    [InlineData("[a]", false)]
    [InlineData("[{prefix: X_}]", false)]
    [InlineData("[{secretRef: {name: a}, configMapRef: {name: b}}]", false)]
    [InlineData("[{secretRef: a}]", false)]
    [InlineData("[{secretRef: {}}]", false)]
    [InlineData("[{secretRef: {name: ''}}]", false)]
    [InlineData("[{secretRef: {name: a, optional: 'yes'}}]", false)]
    [InlineData("[{secretRef: {name: a, key: b}}]", false)]
    [InlineData("[{secretRef: {name: a}, prefix: 1}]", false)]
    [InlineData("[{secretRef: {name: a}, optional: true}]", false)]
    public void Schema_OfThePatchedChart_TakesReferencesAndNothingElse(string list, bool isTaken)
    {
        var chart = PatchedChart.Value;

        var (code, output) = HelmProgram.Helm("template", "probe", chart.Directory, "--set-json", "mcpContextForge=" + Json(list));

        Assert.Equal(isTaken, code == 0);
        Assert.Equal(!isTaken, output.Contains("/mcpContextForge/extraEnvVarsSecret", StringComparison.Ordinal));
    }

    [HelmFact]
    public async Task Check_ListBeforeTheChartsOwn_DoesNotWorkSinceTheChartWins()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        const string list = "            {{- if .Values.mcpContextForge.extraEnvFrom }}\n            {{- toYaml .Values.mcpContextForge.extraEnvFrom | nindent 12 }}\n            {{- end }}\n";
        chart.With(GatewayTemplate, ChartsOwn + list, list + "\n" + ChartsOwn);

        var report = await CheckAsync(chart);

        Assert.Equal(VerdictKind.DoesNotWork, report.Verdict.Kind);
        Assert.Contains("-gateway-secret of the chart comes after them and wins", Point(report, "references", "extraEnvFrom, gateway").Finding, StringComparison.Ordinal);
        Assert.Contains("extraEnvFrom does not come out as written in the gateway", report.Verdict.Reason, StringComparison.Ordinal);
    }

    /// <summary>Ways to write the list out that lose something, and what the report says.</summary>
    public static TheoryData<string, string> Losses() => new()
    {
        { "{{- range .Values.mcpContextForge.extraEnvFrom }}\n            - secretRef:\n                name: {{ (.secretRef | default .configMapRef).name }}\n            {{- end }}", "a configMapRef became a secretRef; optional is lost; prefix is lost" },
        { "{{- toYaml (reverse .Values.mcpContextForge.extraEnvFrom) | nindent 12 }}", "they are in another order" },
        { "{{- toYaml (list (first .Values.mcpContextForge.extraEnvFrom)) | nindent 12 }}", "3 of 4 entries are missing" },
    };

    [HelmTheory]
    [MemberData(nameof(Losses))]
    public async Task Check_ListWrittenOutWithLosses_NamesThem(string written, string finding)
    {
        using var chart = ChartCopy.OfLayout("layout-1.0")
            .With(JobTemplate, "{{- toYaml .Values.mcpContextForge.extraEnvFrom | nindent 12 }}", written);

        var report = await CheckAsync(chart);

        Assert.Equal(finding, Point(report, "references", "extraEnvFrom, migration Job").Finding);
        Assert.Equal(Outcome.Yes, Point(report, "references", "extraEnvFrom, gateway").Outcome);
        Assert.Equal(VerdictKind.DoesNotWork, report.Verdict.Kind);
    }

    [HelmFact]
    public async Task Check_ChartWithoutAGateway_DoesNotWorkAndSaysWhy()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        File.Delete(chart.At(GatewayTemplate));

        var report = await CheckAsync(chart);

        Assert.Contains("there is no gateway", report.Verdict.ToString(), StringComparison.Ordinal);
        Assert.Equal(VerdictKind.DoesNotWork, report.Verdict.Kind);
    }

    [HelmFact]
    public async Task Check_ChartWithoutAJob_LooksAtTheGatewayAlone()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0");
        File.Delete(chart.At(JobTemplate));

        var report = await CheckAsync(chart);

        Assert.Equal(VerdictKind.WorksThroughExtraEnvFrom, report.Verdict.Kind);
        Assert.Contains("the pods wait for a schema that no Job makes", Point(report, "installing", "order, the chart's values").Finding, StringComparison.Ordinal);
    }

    /// <summary>A hook before everything else, of something that the same release makes after it.</summary>
    [HelmFact]
    public async Task Check_PreInstallJobThatNeedsTheChartsOwnSecret_CannotStart()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("values.yaml", "\"post-install,pre-upgrade\"", "\"pre-install,pre-upgrade\"");

        var order = Point(await CheckAsync(chart), "installing", "order, the chart's values");

        Assert.Equal(Outcome.Note, order.Outcome);
        Assert.Contains(order.Evidence, evidence => evidence.What == "Secret probe-mcp-stack-postgres-secret" && evidence.Template == JobTemplate);
    }

    [HelmFact]
    public async Task Check_Evidence_NamesTheLineOfTheRender()
    {
        var report = await Untouched.Value;

        var placed = report.Groups.SelectMany(group => group.Points).SelectMany(point => point.Evidence).Where(evidence => evidence.Line is not null).ToList();
        Assert.NotEmpty(placed);
        var entries = placed.Single(evidence => evidence is { Render: "extraEnvFrom", Template: GatewayTemplate } && evidence.What == "the entries");
        var lines = report.Renders.Single(render => render.Probe == entries.Render).Text.Split('\n');
        Assert.Equal("            - secretRef:", lines[entries.Line!.Value - 1]);
        Assert.Contains("probe-extraenvfrom-1", lines[entries.Line.Value], StringComparison.Ordinal);
        Assert.Equal("              prefix: PROBE_", lines[entries.LastLine!.Value - 1]);
    }

    [HelmFact]
    public async Task Check_ShippedCredentials_AreCountedAndNeverShown()
    {
        var report = await Untouched.Value;

        var point = Point(report, "credentials", "the chart's values");
        Assert.Equal("4 credentials that the chart ships are rendered", point.Finding);
        Assert.Contains(point.Evidence, evidence => evidence.What == "JWT_SECRET_KEY of Secret probe-mcp-stack-gateway-secret, 31 characters");
        Assert.Equal(Outcome.Yes, Point(report, "credentials", "release, bundled database").Outcome);
        Assert.All(report.Groups.SelectMany(group => group.Points), found =>
        {
            Assert.DoesNotContain("not-a-key-of-anybody", found.ToString() + string.Concat(found.Evidence), StringComparison.Ordinal);
            Assert.DoesNotContain("test-123-test", found.ToString() + string.Concat(found.Evidence), StringComparison.Ordinal);
        });
    }

    /// <summary>A helm that writes down what it was given: values stand in files only, in a directory that is private and then gone.</summary>
    [Fact]
    public async Task Check_ValuesFiles_ArePrivateAndGoneAfterwards()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var chart = ChartCopy.OfLayout("layout-1.0");
        var log = chart.At("log");
        var helm = chart.At("helm");
        await File.WriteAllTextAsync(helm, $$"""
            #!/bin/sh
            case "$1" in
            version) echo v0 ;;
            show) echo "name: mcp-stack" ;;
            template)
              for word in "$@"; do file=$word; done
              echo "$file $(ls -ld "$(dirname "$file")" | cut -c1-10) $*" >> '{{log}}'
              echo "kind: Nothing" ;;
            esac
            """);
        File.SetUnixFileMode(helm, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var report = await ChartCheck.RunAsync(new Helm(helm), ChartSource.Parse(chart.Directory, null, "/"), new HeldSecrets(), CancellationToken.None);

        var runs = await File.ReadAllLinesAsync(log);
        Assert.Equal(Probes.All.Count, runs.Length);
        Assert.All(runs, run =>
        {
            var words = run.Split(' ');
            Assert.False(Path.Exists(Path.GetDirectoryName(words[0])));
            Assert.Equal("drwx------", words[1]);
            Assert.Equal(["template", "probe", chart.Directory, "--namespace", "probe", "--values", words[0]], words[2..]);
        });
        Assert.Equal(VerdictKind.DoesNotWork, report.Verdict.Kind);
    }

    private static readonly Lazy<ChartCopy> PatchedChart = new(() =>
    {
        var chart = ChartCopy.OfLayout("layout-1.0");
        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => chart.Dispose();
        return chart;
    });

    private static string Json(string list) => new SerializerBuilder().JsonCompatible().Build()
        .Serialize(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>($"extraEnvVarsSecret: {list}")!);

    internal static CheckPoint Point(ChartReport report, string group, string point) => report.Groups
        .Single(candidate => candidate.Title.Contains(group, StringComparison.Ordinal)).Points.Single(candidate => candidate.Name == point);

    private static Task<ChartReport> CheckAsync(ChartCopy chart) => CheckAsync(chart.Directory);

    private static Task<ChartReport> CheckAsync(string directory) =>
        ChartCheck.RunAsync(new Helm(HelmProgram.Program), ChartSource.Parse(directory, null, "/"), new HeldSecrets(), CancellationToken.None);
}
