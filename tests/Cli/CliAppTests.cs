using System.Diagnostics;
using System.Xml.Linq;
using McpInfra.Delivery;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>What the program says of itself, and in which form it was started.</summary>
[Collection(PulumiCollection.Name)]
public sealed class CliAppTests
{
    private static readonly string Version = XDocument.Load(Repository.At("infra", "McpInfra.csproj")).Descendants("Version").Single().Value;

    public static TheoryData<string[]> Commands =>
    [
        ["--help"], ["preview", "--help"], ["audit", "--help"], ["render", "--help"], ["init", "--help"], ["migrate", "--help"], ["chart", "--help"], ["chart", "patch", "--help"],
        ["init", "qa", "--like", "dev", "--context", "qa", "--oidc-provider", StackYaml.OidcProviderArn],
        ["preview", "--stack", "git"], ["preview", "--stack", "git", "--format", "json"], ["preview", "--stack", "git", "--format", "markdown"],
        ["render", "manifests", "--stack", "git", "--out", "out", "--check"],
        ["migrate", "values.yaml", "--stack", "release"], ["migrate", "values.yaml", "--stack", "release", "--format", "json"], ["migrate", "values.yaml", "--stack", "release", "--format", "markdown"],
        ["migrate", "export", "values.yaml", "--stack", "release", "--group", "postgres"], ["migrate", "values.yaml", "--stack", "release", "--write"],
        ["chart", "patch", "chart"],
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_OfTheInstalledTool_NamesItInEveryLine(string[] command)
    {
        using var project = Project();

        using var same = Project();

        var installed = await RunAsync(project, ToolForm.Installed, command);
        var byProject = await RunAsync(same, ToolForm.Project, command);

        Assert.DoesNotContain("dotnet", installed, StringComparison.Ordinal);
        Assert.Contains("mcp-infra ", installed, StringComparison.Ordinal);
        Assert.Equal(installed, byProject.Replace(ToolForm.Project.Start(), "mcp-infra ", StringComparison.Ordinal).Replace(ToolForm.Project.Start(isBuilt: true), "mcp-infra ", StringComparison.Ordinal));
    }

    /// <summary>Otherwise a directory would be stale for every teammate who starts the program otherwise.</summary>
    [Theory]
    [MemberData(nameof(RenderProject.Tools), MemberType = typeof(RenderProject))]
    public async Task Render_ByTheInstalledTool_WritesWhatTheProjectWrites(string tool)
    {
        using var project = new TemporaryProject().With("dev", RenderProject.Renderable.Text);
        await RunAsync(project, ToolForm.Installed, ["render", tool, "--out", "out"]);

        var check = await project.RunAsync("render", tool, "--out", "out", "--check");

        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.All(Directory.EnumerateFiles(project.PathOf("out"), "*.yaml", SearchOption.AllDirectories), path => Assert.StartsWith(FileHeader.Mark, File.ReadAllText(path), StringComparison.Ordinal));
    }

    public static TheoryData<string[]> FromBelow =>
    [
        ["audit", "--help"], ["preview", "--stack", "git"], ["init", "qa", "--like", "dev", "--context", "qa", "--oidc-provider", StackYaml.OidcProviderArn],
    ];

    [Theory]
    [MemberData(nameof(FromBelow))]
    public async Task Command_FromAFolderBelow_NamesTheProjectFromThere(string[] command)
    {
        using var project = Project();
        Directory.CreateDirectory(project.PathOf("below"));

        var run = await ToolRun.InAsync(project.PathOf("below"), command);

        Assert.Contains("dotnet run --project ../infra -- ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--project infra", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_FromAFolderBelow_WritesWhatItWritesElsewhere()
    {
        using var project = new TemporaryProject().With("dev", RenderProject.Renderable.Text);
        Directory.CreateDirectory(project.PathOf("below"));
        await ToolRun.InAsync(project.PathOf("below"), "render", "flux", "--out", "../out");

        Assert.Equal(0, (await project.RunAsync("render", "flux", "--out", "out", "--check")).ExitCode);
    }

    [Fact]
    public async Task Version_OneLine_IsThatOfTheProjectFile()
    {
        var run = await ToolRun.InAsync(Repository.Root, "--version");

        Assert.Equal((0, $"mcp-infra {Version}\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void Changelog_VersionOfTheProjectFile_HasItsSection() =>
        Assert.Contains(File.ReadLines(Repository.At("CHANGELOG.md")), line => line.StartsWith($"## [{Version}] - ", StringComparison.Ordinal));

    [Fact]
    public async Task Arguments_None_AreHelp()
    {
        var run = await ToolRun.InAsync(Repository.Root);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((await ToolRun.InAsync(Repository.Root, "--help")).Output, run.Output);
    }

    /// <summary>Pulumi's language host gives no arguments; it is known by the variable that says where its engine listens.</summary>
    [Theory]
    [InlineData(null, "Usage:")]
    [InlineData("127.0.0.1:1", "Pulumi")]
    public async Task Process_WithoutArguments_IsThePulumiProgramOnlyWherePulumiStartsIt(string? monitor, string said)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ToolForm).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("PULUMI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        if (monitor is not null)
            start.Environment["PULUMI_MONITOR"] = monitor;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var all = await process.StandardError.ReadToEndAsync() + await output;
        await process.WaitForExitAsync();

        Assert.Contains(said, all, StringComparison.Ordinal);
        Assert.Equal(monitor is null, process.ExitCode == 0);
        Assert.Equal(monitor is null, all.Contains("Usage:", StringComparison.Ordinal));
    }

    private static TemporaryProject Project() => new TemporaryProject().With("dev", StackYaml.Baseline.Text).With("git", RenderProject.Renderable.With("mcp-infra:environment", "git").Text)
        .With("release", StackYaml.OfRelease.Text).WithFile("values.yaml", ReleaseValues.Base).WithFilesOf(Repository.At("tests", "Charts", "patch", "layout-1.0"), "chart").WithFilesOf(Repository.At("tests", "Charts", "patch", "layout-1.0", "templates"), "chart/templates");

    private static async Task<string> RunAsync(TemporaryProject project, ToolForm form, string[] command)
    {
        var run = await ToolRun.InAsync(project.PathOf("."), command, form);
        return run.Output + run.Error;
    }
}
