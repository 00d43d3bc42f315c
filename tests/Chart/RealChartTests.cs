using McpInfra.Chart.Check;
using McpInfra.Chart.Patch;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Tests.Chart.Patch;
using McpInfra.Tests.Support;
using McpInfra.Yaml;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Tests.Chart;

/// <summary>The upstream chart itself, of whatever version the directory has that <c>MCP_STACK_CHART</c> names.</summary>
public sealed class RealChartTests
{
    /// <summary>What the program believes of a version it can be told to install, seen in what that version renders.</summary>
    [RealChartFact]
    public async Task ChartContract_ShadowedVariables_AreThoseThatAreRendered()
    {
        var report = await CheckAsync(RealChartFactAttribute.Directory!);

        var isUsable = ChartContract.Judge(report.ChartVersion).Support != ChartSupport.Refused;
        var compared = report.Groups.Single(group => group.Title.StartsWith("variables", StringComparison.Ordinal)).Points
            .Where(point => point.Name.Contains("release", StringComparison.Ordinal)).ToList();
        Assert.Equal(isUsable ? 3 : 0, compared.Count);
        Assert.All(compared, point => Assert.True(point.Outcome == Outcome.Yes, $"{point.Name}: {string.Join(' ', point.Names ?? [])}"));
        Assert.Equal(isUsable, report.Verdict.Kind != VerdictKind.DoesNotWork);
    }

    /// <summary>What a stack can say itself that changes what the chart's <c>env:</c> sets.</summary>
    private static readonly (string Name, IReadOnlyDictionary<string, object?> Values)[] Stacks =
    [
        ("everything on", Map(("mcpContextForge", Map(
            ("metrics", Map(("excludedHandlers", "/health"), ("customLabels", Map(("team", "a"))))),
            ("pluginConfig", Map(("enabled", true))),
            ("extraEnv", new List<object?> { Map(("name", "PROBE"), ("value", "x")) }),
            ("config", Map(("RATELIMITER_REDIS_CA_CERTS", "/ca"), ("RATELIMITER_REDIS_CLIENT_CERT", "/cert"))))))),
        ("everything off", Map(("mcpContextForge", Map(
            ("metrics", Map(("enabled", false), ("excludedHandlers", "/health"), ("customLabels", Map(("team", "a"))))),
            ("config", Map(
                ("RATELIMITER_REDIS_MAX_CONNECTIONS", ""), ("RATELIMITER_REDIS_SSL", false), ("RATELIMITER_REDIS_SSL_KEYFILE", ""),
                ("RATELIMITER_REDIS_SOCKET_TIMEOUT", 0))))))),
    ];

    [RealChartFact]
    public async Task ChartContract_ShadowedByAStacksValues_AreThoseThatAreRendered()
    {
        var source = ChartSource.Parse(RealChartFactAttribute.Directory!, null, "/");
        var probes = Stacks.Select(stack => new Probe(stack.Name, stack.Values)).Prepend(new Probe(Probes.Defaults, Map())).ToList();
        var renders = await Renders.OfAsync(new Helm(HelmProgram.Program), source, probes, new HeldSecrets(), CancellationToken.None);
        if (ChartContract.Judge(renders.Chart.Version).Support == ChartSupport.Refused)
            return;

        foreach (var (name, values) in Stacks)
        {
            var expected = ChartContract.For(renders.Chart.Version).Shadowed(ChartContainer.Gateway, Probes.BundledRedis, values).Select(variable => variable.Name);
            var rendered = RenderedContainer.Find(renders[name], ChartContainer.Gateway)!.Env.Select(variable => variable.Name);
            Assert.Equal(rendered.Order(StringComparer.Ordinal), expected.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The rows of the table against the chart's own values; a version with another credential needs a row.</summary>
    [RealChartFact]
    public void ChartTable_ShippedValues_AreThoseOfTheChart()
    {
        var values = Read("values.yaml");
        var version = Read("Chart.yaml").Text("version")!;
        var known = ChartTable.Rows.OfType<ChartSetting>().Where(row => row.Default is not null).Select(row => (row.Path, Default: YamlText(row.Default!)))
            .Concat(ChartCredentials.All.Select(row => (row.Path, Default: ShippedCredentials.At(row.Path, version))));

        Assert.All(known, row => Assert.Equal($"{row.Path}: {row.Default}", $"{row.Path}: {values.Text(row.Path.Split('.'))}"));
        Assert.Empty(ChartFacts.CredentialsIn(values, "").Select(found => found.Path).Except(ChartCredentials.All.Select(row => row.Path)));

        static YamlNode Read(string file) => YamlReader.ReadWhole(File.ReadAllText(Path.Combine(RealChartFactAttribute.Directory!, file)), YamlRules.Manifests)!;

        static string YamlText(object value) => value is bool flag ? (flag ? "true" : "false") : (string)value;
    }

    [RealChartFact]
    public async Task Patch_RealChart_RendersTheSameWithoutTheFieldAndWorksWithIt()
    {
        using var chart = new ChartCopy(RealChartFactAttribute.Directory!);
        string[] template = ["template", "probe", chart.Directory, "--set", "mcpContextForge.hpa.enabled=false"];
        var before = HelmProgram.Helm(template).Output;
        var plan = ChartPatch.Plan(chart.Directory, VersionBump.Patch);
        PatchWriter.Write(chart.Directory, plan);
        var bytes = chart.Bytes();

        Assert.Equal(0, HelmProgram.Helm("lint", chart.Directory).Code);
        Assert.Equal(WithoutVersion(before), WithoutVersion(HelmProgram.Helm(template).Output));
        Assert.Equal(VerdictKind.Works, (await CheckAsync(chart.Directory)).Verdict.Kind);
        Assert.All(plan.Changes, change => Insertions.AssertOnly(change.Before, change.After, isVersion: change.File == "Chart.yaml"));
        PatchWriter.Write(chart.Directory, ChartPatch.Plan(chart.Directory, VersionBump.Patch));
        Assert.Equal(bytes, chart.Bytes());
    }

    private static string WithoutVersion(string rendered) =>
        string.Join('\n', rendered.Split('\n').Where(line => !line.TrimStart().StartsWith("helm.sh/chart:", StringComparison.Ordinal)));

    private static Task<ChartReport> CheckAsync(string chart) =>
        ChartCheck.RunAsync(new Helm(HelmProgram.Program), ChartSource.Parse(chart, null, "/"), new HeldSecrets(), CancellationToken.None);
}
