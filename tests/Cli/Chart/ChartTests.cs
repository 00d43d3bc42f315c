using System.Text.Json;
using System.Text.RegularExpressions;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Chart;

public sealed partial class ChartTests
{
    private const string OwnChart = "tests/Charts/patch/layout-1.0";

    [Theory]
    [InlineData("chart-help.txt", "chart")]
    [InlineData("chart-check-help.txt", "chart", "check")]
    [InlineData("chart-patch-help.txt", "chart", "patch")]
    public async Task Chart_Help_IsAsInTheSnapshot(string snapshot, params string[] command)
    {
        var run = await ToolRun.InAsync(Repository.Root, [.. command, "--help"]);

        Assert.Equal(0, run.ExitCode);
        Snapshot.Matches(snapshot, run.Output);
    }

    [HelmTheory]
    [InlineData("text", "chart-check.txt")]
    [InlineData("json", "chart-check.json")]
    public async Task Check_OwnChart_IsAsInTheSnapshot(string format, string snapshot)
    {
        var run = await ToolRun.InAsync(Repository.Root, "chart", "check", OwnChart, "--format", format, "--helm", HelmProgram.Program);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("not-a-key-of-anybody", run.Output, StringComparison.Ordinal);
        Snapshot.Matches(snapshot, HelmVersion().Replace(run.Output, "helm${between}VERSION"));
    }

    [HelmFact]
    public async Task Check_Package_IsReadLikeADirectory()
    {
        var directory = Directory.CreateTempSubdirectory("mcp-packages-");
        Assert.Equal(0, HelmProgram.Helm("package", Repository.At("tests", "Charts", "patch", "layout-0.9"), "--destination", directory.FullName).Code);

        var package = await ToolRun.InAsync(directory.FullName, "chart", "check", "mcp-stack-0.9.0.tgz", "--format", "json", "--helm", HelmProgram.Program);
        var chart = await ToolRun.InAsync(Repository.At("tests", "Charts", "patch"), "chart", "check", "layout-0.9", "--format", "json", "--helm", HelmProgram.Program);
        directory.Delete(recursive: true);

        Assert.Equal(1, package.ExitCode);
        Assert.Contains("a version with a +: note", Points(package.Output));
        Assert.Equal(Points(chart.Output), Points(package.Output));

        static List<string> Points(string report)
        {
            using var json = JsonDocument.Parse(report);
            return
            [
                json.RootElement.GetProperty("verdict").GetProperty("result").GetString()!,
                .. json.RootElement.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("points").EnumerateArray())
                    .Select(point => $"{point.GetProperty("name")}: {point.GetProperty("outcome")}"),
            ];
        }
    }

    [HelmFact]
    public async Task Check_Renders_AreWrittenWhereAskedFor()
    {
        var directory = Directory.CreateTempSubdirectory("mcp-renders-");

        var run = await ToolRun.InAsync(
            Repository.Root, "chart", "check", OwnChart, "--renders", Path.Combine(directory.FullName, "new"), "--helm", HelmProgram.Program);
        var files = Directory.EnumerateFiles(Path.Combine(directory.FullName, "new")).Select(Path.GetFileName).ToList();
        directory.Delete(recursive: true);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("release-bundled-database.yaml", files);
        Assert.DoesNotContain("extraEnvFrom-with-a-text.yaml", files);
    }

    /// <summary>Charts and programs that cannot be looked at, and the words that say so.</summary>
    public static TheoryData<string, string[]> Unusable() => new()
    {
        { "nowhere is not there. A chart is a directory, a .tgz file or an oci:// address.", ["nowhere"] },
        { "docs is not a chart: it has no Chart.yaml.", ["docs"] },
        { "--version is for an oci:// address", [OwnChart, "--version", "1.0.8"] },
        { "The oci:// address carries a login. Leave it out", ["oci://me:secret@example.com/mcp-stack"] },
        { "/no/such/helm cannot be started. 'chart check' renders the chart with Helm", [OwnChart, "--helm", "/no/such/helm"] },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task Check_UnusableInput_IsBadInputWithAMessage(string message, string[] arguments)
    {
        var run = await ToolRun.InAsync(Repository.Root, ["chart", "check", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("me:secret", run.Error, StringComparison.Ordinal);
    }

    [HelmTheory]
    [InlineData("README.md", "helm cannot read README.md: it is not a packaged chart")]
    [InlineData("oci://127.0.0.1:1/nobody/mcp-stack", "helm cannot fetch oci://127.0.0.1:1/nobody/mcp-stack: the registry cannot be reached from here")]
    public async Task Check_ChartThatHelmCannotRead_SaysWhy(string chart, string message)
    {
        var run = await ToolRun.InAsync(Repository.Root, "chart", "check", chart, "--helm", HelmProgram.Program);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_OwnLayout_SaysWhatItDidAndThenThatThereIsNothingToDo()
    {
        using var chart = ChartCopy.OfLayout("layout-0.9");
        var parent = Path.GetDirectoryName(chart.Directory)!;
        var name = Path.GetFileName(chart.Directory);

        var diff = await ToolRun.InAsync(parent, "chart", "patch", name, "--diff");
        var untouched = chart["values.yaml"];
        var first = await ToolRun.InAsync(parent, "chart", "patch", name);
        var second = await ToolRun.InAsync(parent, "chart", "patch", name);

        Assert.StartsWith("--- a/Chart.yaml\n+++ b/Chart.yaml\n@@ ", diff.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("extraEnvVarsSecret", untouched, StringComparison.Ordinal);
        Assert.All([diff, first, second], run => Assert.Equal(0, run.ExitCode));
        Snapshot.Matches("chart-patch.txt", first.Output.Replace(name, "mcp-stack", StringComparison.Ordinal));
        Assert.Equal($"nothing to do  {name} has extraEnvVarsSecret already\n", second.Output);
    }

    [Fact]
    public async Task Patch_AnchorsMissing_RefusesAndNamesThem()
    {
        using var chart = ChartCopy.OfLayout("layout-1.0").With("README.md", "\n## Values\n", "\n").With("values.yaml", "extraEnvFrom: []", "more: []");

        var run = await ToolRun.InAsync("/", "chart", "patch", chart.Directory);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Equal(
            $"{chart.Directory} is left as it is: 2 of the places that the patch needs are not there.\n"
            + "  values.yaml: has neither 'extraEnvFrom:' nor 'envFrom:' under mcpContextForge, behind which the field belongs\n"
            + "  README.md: has no heading '## Values', before which the section belongs\n",
            run.Error);
    }

    [Theory]
    [InlineData("docs", "docs cannot be patched. It has no Chart.yaml, so it is not a chart.")]
    [InlineData("nowhere", "nowhere cannot be patched. It has no Chart.yaml, so it is not a chart.")]
    public async Task Patch_NoChart_IsBadInput(string directory, string message)
    {
        var run = await ToolRun.InAsync(Repository.Root, "chart", "patch", directory);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(message + "\n", run.Error);
    }

    /// <summary>The version, and nothing else that a helm writes in its own way.</summary>
    [GeneratedRegex("""helm(?<between>":\s*"| )v[0-9][^"\s]*""")]
    private static partial Regex HelmVersion();
}
