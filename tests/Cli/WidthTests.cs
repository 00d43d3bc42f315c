using System.Text.RegularExpressions;
using McpInfra.Tests.Cli.Preview.Baseline;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>Every report in a terminal of any width: nothing sticks out but a name that is wider by itself, and nothing is lost.</summary>
[Collection(PulumiCollection.Name)]
public sealed partial class WidthTests
{
    /// <summary>What is run, in which project.</summary>
    private static readonly Dictionary<string, (Func<Task<TemporaryProject>> Project, string[] Command)> Reports = new()
    {
        ["preview"] = (() => Task.FromResult(Shipped()), ["preview"]),
        ["preview-all"] = (() => Task.FromResult(Shipped()), ["preview", "--all", "--stack", "prod"]),
        ["preview-quiet"] = (() => Task.FromResult(Shipped()), ["preview", "--quiet"]),
        ["cost"] = (() => Task.FromResult(Shipped()), ["preview", "--cost"]),
        ["problems"] = (() => BaselineTests.ChangedProject(), ["preview", "--stack", "unusable"]),
        ["baseline"] = (() => BaselineTests.ChangedProject(), ["preview", "--baseline", "before.json"]),
        ["baseline-quiet"] = (() => BaselineTests.ChangedProject(), ["preview", "--baseline", "before.json", "--quiet"]),
        ["audit"] = (() => Task.FromResult(BadRepository.Write()), BadRepository.Command()),
        ["audit-quiet"] = (() => Task.FromResult(BadRepository.Write()), BadRepository.Command("--quiet")),
        ["migrate"] = (() => Task.FromResult(Release()), ["migrate", "values.yaml", "values-dev.yaml"]),
        ["migrate-quiet"] = (() => Task.FromResult(Release()), ["migrate", "values.yaml", "values-dev.yaml", "--quiet"]),
        ["migrate-status"] = (BegunAsync, ["migrate", "status"]),
        ["migrate-status-quiet"] = (BegunAsync, ["migrate", "status", "--quiet"]),
        ["render"] = (() => Task.FromResult(Rendered()), ["render", "argocd", "--out", "out"]),
        ["render-check"] = (() => Task.FromResult(Rendered()), ["render", "argocd", "--out", "out", "--check"]),
    };

    public static TheoryData<string> Names => [.. Reports.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Report_AtEachWidth_FitsLosesNothingAndIsAsInTheSnapshot(string report)
    {
        var (create, command) = Reports[report];
        using var project = await create();
        var whole = (await ToolRun.InAsync(project.PathOf("."), int.MaxValue, command)).Output;

        foreach (var width in (int[])[50, 80, 100, 120, 200])
        {
            // What has written a folder says something else of it the second time.
            using var again = report == "render" ? await create() : null;
            var output = (await ToolRun.InAsync((again ?? project).PathOf("."), width, command)).Output;
            FoldedLines.Fit(output, whole, width);
            if (width is 80 or 120 or 200)
                Snapshot.Matches($"width/{width}/{report}.txt", output);
        }
    }

    [HelmTheory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public async Task ChartCheck_AtAWidth_IsAsInTheSnapshotAndFits(int width)
    {
        string[] command = ["chart", "check", "tests/Charts/patch/layout-1.0", "--helm", HelmProgram.Program];
        var (run, whole) = (await ToolRun.InAsync(Repository.Root, width, command), await ToolRun.InAsync(Repository.Root, command));

        FoldedLines.Fit(run.Output, whole.Output, width);
        Snapshot.Matches($"width/{width}/chart-check.txt", HelmVersion().Replace(run.Output, "helm VERSION"));
    }

    /// <summary>What is said beside the output fits too.</summary>
    [Fact]
    public async Task Error_AtAWidth_Fits()
    {
        using var project = Release();

        var (run, whole) = (await ToolRun.InAsync(project.PathOf("."), 50, ["preview", "--stack", "other"]), await project.RunAsync("preview", "--stack", "other"));

        Assert.True(run.Error.Split('\n').Length > 2 && whole.Error.Split('\n').Length == 2);
        FoldedLines.Fit(run.Error, whole.Error, 50);
    }

    private static TemporaryProject Shipped() => new TemporaryProject().WithShipped("cluster-dev").WithShipped("cluster-prod").WithShipped("dev").WithShipped("staging").WithShipped("prod");

    private static TemporaryProject Release() => new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", ReleaseValues.Base).WithFile("values-dev.yaml", ReleaseValues.Environment);

    private static TemporaryProject Rendered() => new TemporaryProject().With("dev", RenderProject.Renderable.Text).With("prod", RenderProject.Prod.Text);

    private static async Task<TemporaryProject> BegunAsync()
    {
        var project = Release();
        await project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--write");
        return project;
    }

    [GeneratedRegex(@"helm\s+v?[0-9.]+\S*")]
    private static partial Regex HelmVersion();
}
