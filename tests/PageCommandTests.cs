using System.Text.RegularExpressions;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests;

/// <summary>
/// Every line of every <c>sh</c> block of a page: what this program does is run, in the order of the page, beside what the
/// page has at hand; lines of programs that are known are read; any other has its reason here, or fails.
/// </summary>
[Collection(PulumiCollection.Name)]
public sealed partial class PageCommandTests
{
    private const string Quickstart = "docs/quickstart.md";
    private const string Before = "/tmp/before.json";

    /// <summary>What a line of this program, without what starts it, begins with, and why it is not run here.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["chart check"] = "asks helm, and a registry; RealChartTests and ChartTests run it",
        ["migrate compare"] = "reads what aws prints; TemporaryProject.CompareAsync pipes it",
        ["migrate export"] = "writes secrets into a pipe; MigrateTests reads them there",
        ["doctor"] = "asks a cluster and an account",
        ["secret list"] = "asks an account",
        ["secret put"] = "asks a cluster and an account",
        ["status"] = "asks a cluster",
    };

    /// <summary>What a line of another program begins with, and why nothing here knows it.</summary>
    private static readonly Dictionary<string, string> OfOthers = new()
    {
        ["dotnet test"] = "runs this",
        ["dotnet pack "] = "`.ci/tool` packs",
        ["dotnet tool install "] = "`.ci/tool` installs",
        [".ci/pack packages"] = "`.ci/tool` packs",
        ["docker "] = "the workflow `ci` builds the container and runs it; there may be no engine here",
        ["mkdir "] = "makes a folder",
        ["cat > nuget.config"] = "names a folder of packages; `.ci/tool` builds with such a file",
        ["git "] = "its own documentation says so, and no test pushes",
        ["flux "] = "Flux's command line is in none of the tests' places",
    };

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Repository.At("docs"), "*.md").Append(Repository.At("README.md")).Select(page => Path.GetRelativePath(Repository.Root, page).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_EveryLineOfItsBlocks_IsRunOrReadOrHasAReason(string page)
    {
        using var place = Place();
        foreach (var block in Blocks(page))
        {
            // Where a project is made there is none yet; the quickstart goes on in its own.
            var folder = place.PathOf(page == Quickstart || block.Contains(" init ", StringComparison.Ordinal) ? "empty" : "project");
            foreach (var line in Lines(block))
                await TryAsync(page, line, folder);
        }
    }

    private static async Task TryAsync(string page, string line, string folder)
    {
        if (Command().Match(line) is { Success: true } command)
        {
            var rest = command.Groups["rest"].Value;
            if (NotRun.Keys.Any(known => rest.StartsWith(known, StringComparison.Ordinal)))
                return;
            Assert.DoesNotContain('|', rest);
            var words = ShellText.Commands(rest.Replace(Before, "before.json", StringComparison.Ordinal))[0];
            var run = await ToolRun.InAsync(folder, [.. words], ToolForm.Installed);

            // What is found in files that are here to be found in is no mistake of the line.
            Assert.True(run.ExitCode == 0 || (run.ExitCode == 1 && words[0] is "audit" or "migrate"), $"{page}: {line}\n{run.ExitCode}\n{run.Output}{run.Error}");
            if (rest.EndsWith($"> {Before}", StringComparison.Ordinal))
                File.WriteAllText(Path.Combine(folder, "before.json"), run.Output);
        }
        else if (KnownCommands.IsOfATool(line))
        {
            Assert.True(KnownCommands.FaultOf(line) is not { } fault, $"{page}: {line}\n{KnownCommands.FaultOf(line)}");
        }
        else
        {
            Assert.True(OfOthers.Keys.Any(known => line.StartsWith(known, StringComparison.Ordinal)), $"{page}: nothing runs or reads this line: {line}");
        }
    }

    /// <summary>A block that a person pastes is one that a shell takes, whatever is in it.</summary>
    [RunnerFact]
    public void Blocks_Every_AreTakenByAShell() => Assert.All(
        ((IEnumerable<object[]>)Pages).SelectMany(page => Blocks((string)page[0])),
        block => Assert.Equal((0, ""), HelmProgram.Run("bash", "-n", "-c", block)));

    [Fact]
    public void Reasons_Each_AreOfALineThatIsThere()
    {
        var lines = ((IEnumerable<object[]>)Pages).SelectMany(page => Blocks((string)page[0])).SelectMany(Lines).ToList();
        var rests = lines.Select(line => Command().Match(line)).Where(match => match.Success).Select(match => match.Groups["rest"].Value).ToList();

        Assert.All(NotRun.Keys, known => Assert.Contains(rests, rest => rest.StartsWith(known, StringComparison.Ordinal)));
        Assert.All(OfOthers.Keys, known => Assert.Contains(lines, line => line.StartsWith(known, StringComparison.Ordinal)));
    }

    /// <summary>What the pages speak of: the shipped stacks in a repository with a base branch, values, objects and a chart beside it.</summary>
    private static TemporaryProject Place()
    {
        var place = new TemporaryProject();
        File.Delete(place.PathOf("Pulumi.yaml"));
        Directory.CreateDirectory(place.PathOf("empty"));
        foreach (var file in Directory.EnumerateFiles(Repository.Root, "Pulumi*.yaml"))
            place.WithFile($"project/{Path.GetFileName(file)}", File.ReadAllText(file));
        const string Values = "mcpContextForge: {secret: {SMTP_PASSWORD: hunter22hunter22}}\n";
        place.WithFile("project/values.yaml", Values).WithFile("project/values-dev.yaml", Values).WithFile("project/values-prod.yaml", Values)
            .WithFile("project/k8s/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n").WithFile("project/rendered/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
        foreach (var file in Directory.EnumerateFiles(Repository.At("tests", "Charts", "patch", "layout-1.0"), "*", SearchOption.AllDirectories))
            place.WithFile($"mcp-context-forge/charts/mcp-stack/{Path.GetRelativePath(Repository.At("tests", "Charts", "patch", "layout-1.0"), file)}", File.ReadAllText(file));
        place.Commit().Shell("git update-ref refs/remotes/origin/main HEAD");
        return place;
    }

    private static IEnumerable<string> Blocks(string page) => Block().Matches(File.ReadAllText(Repository.At(page.Split('/')))).Select(block => block.Groups["text"].Value);

    /// <summary>Without comments, and of a script of several lines, which <c>bash -n</c> has read, nothing.</summary>
    private static IEnumerable<string> Lines(string block) => Script().IsMatch(block) ? [] : HereDocument().Replace(block, "\n").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        .SelectMany(line => line.Contains("&& dotnet run", StringComparison.Ordinal) ? line.Split("&&") : [line])
        .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    [GeneratedRegex(@"^ *```sh\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(for|[A-Z]+=|gh )", RegexOptions.Multiline)]
    private static partial Regex Script();

    [GeneratedRegex(@" <<'?EOF'?\n.*?\n *EOF\n", RegexOptions.Singleline)]
    private static partial Regex HereDocument();

    [GeneratedRegex(@"^(.* \| )?(dotnet run (--no-build )?--project infra --|mcp-infra) (?<rest>.*)$")]
    private static partial Regex Command();
}
