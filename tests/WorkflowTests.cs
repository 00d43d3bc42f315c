using System.Text.RegularExpressions;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests;

/// <summary>What keeps the workflows safe, whoever sends a pull request.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] Names =
        [.. Directory.EnumerateFiles(Repository.At(".github", "workflows"), "*.yml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files() => [.. Names];

    private static string Read(string file) => File.ReadAllText(Repository.At(".github", "workflows", file));

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_EveryAction_IsPinnedToACommitWithItsVersion(string file) =>
        Assert.All(Uses().Matches(Read(file)).Select(match => match.Value), line => Assert.Matches(@"uses: (\./|[\w./-]+@[0-9a-f]{40} # v[0-9.]+$)", line));

    [Fact]
    public void Workflows_OneAction_HasOnePin()
    {
        var pins = Names.SelectMany(file => Pin().Matches(Read(file))).Select(match => (Action: match.Groups["action"].Value, Commit: match.Groups["commit"].Value)).Distinct();

        Assert.All(pins.GroupBy(pin => pin.Action), action => Assert.Single(action));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_Triggers_NeverGiveAForkCredentials(string file) =>
        Assert.DoesNotMatch("(?m)^  (pull_request_target|workflow_run|issue_comment):", Read(file));

    /// <summary>Text of a pull request inside a script would be run; through a variable it is only text.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_Scripts_HoldNoExpression(string file)
    {
        var tree = (MappingNode)YamlReader.ReadWhole(Read(file), YamlRules.Stack)!;
        var scripts = Scripts(tree).ToList();

        Assert.All(scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_Permissions_AreSaidAndNoneByDefaultBeyondReading(string file) =>
        Assert.Matches(@"(?m)^permissions:( \{\}|\n  contents: read)\n", Read(file));

    /// <summary>What runs the code of a pull request holds no token that may write to the repository.</summary>
    [Fact]
    public void Preview_JobsThatCheckOut_MayNotWrite()
    {
        var preview = (MappingNode)YamlReader.ReadWhole(Read("preview.yml"), YamlRules.Stack)!;
        foreach (var job in ((MappingNode)preview.Find("jobs")!).Entries)
        {
            var permissions = (MappingNode)((MappingNode)job.Value).Find("permissions")!;
            if (ChecksOut((MappingNode)job.Value))
                Assert.All(permissions.Entries, entry => Assert.True(entry.Key == "id-token" || ((ScalarNode)entry.Value).Text == "read", $"{job.Key}: {entry.Key}"));
        }
    }

    /// <summary>What tests run could otherwise publish, or sign in the project's name.</summary>
    [Fact]
    public void Release_JobsThatMayWrite_RunNothingOfTheRepository() => Assert.All(Jobs("release.yml").Entries, job =>
    {
        var mayWrite = ((MappingNode)At(job.Value, "permissions")!).Entries.Any(permission => ((ScalarNode)permission.Value).Text == "write");
        Assert.Equal((job.Key == "pack", job.Key != "pack"), (ChecksOut((MappingNode)job.Value), mayWrite));
    });

    /// <summary>Adding an environment is its stack file.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_NameOfAStack_IsWrittenInNone(string file) =>
        Assert.All(Stacks.Names, stack => Assert.DoesNotMatch($@"\b{stack}\b", Read(file)));

    /// <summary>Approvals are the environment's, so it is the stack's own wherever the stack comes from.</summary>
    [Fact]
    public void Deploy_EveryStack_WaitsForItsOwnEnvironmentAndProductionForAllOthers()
    {
        var jobs = Jobs("deploy.yml");
        var deploys = jobs.Entries.Where(job => Text(job.Value, "uses") == "./.github/workflows/deploy-environment.yml").ToList();

        Assert.Equal(["first", "production"], deploys.Select(job => job.Key));
        foreach (var (output, job) in deploys.Select(job => (job.Key, job.Value)))
        {
            Assert.Equal($"${{{{ fromJSON(needs.stacks.outputs.{output}) }}}}", Text(job, "strategy", "matrix", "stack"));
            Assert.Equal(("1", "true"), (Text(job, "strategy", "max-parallel"), Text(job, "strategy", "fail-fast")));
            Assert.Equal("${{ matrix.stack }}", Text(job, "with", "stack"));
        }

        Assert.Equal("stacks first", string.Join(' ', ((SequenceNode)At(jobs, "production", "needs")!).Items.Cast<ScalarNode>().Select(item => item.Text)));
        Assert.Contains("!failure()", Text(jobs, "production", "if"), StringComparison.Ordinal);
        Assert.Equal("${{ inputs.stack }}", Text(Jobs("deploy-environment.yml"), "up", "environment"));
    }

    [Fact]
    public void Preview_EveryStack_IsPreviewedInItsOwnEnvironment()
    {
        var cloud = At(Jobs("preview.yml"), "cloud")!;

        Assert.Equal("${{ fromJSON(needs.offline.outputs.stacks) }}", Text(cloud, "strategy", "matrix", "stack"));
        Assert.Equal("preview-${{ matrix.stack }}", Text(cloud, "environment"));
    }

    /// <summary>The steps themselves, on a project with more stacks than the shipped ones.</summary>
    [JqTheory]
    [InlineData("preview.yml", "offline", "stacks=[\"dev\",\"prod\",\"prod-eu\",\"qa\"]\n", "dev", "prod", "prod-eu", "qa")]
    [InlineData("deploy.yml", "stacks", "first=[\"dev\",\"qa\"]\nproduction=[\"prod\",\"prod-eu\"]\n", "dev", "prod", "prod-eu", "qa")]
    [InlineData("deploy.yml", "stacks", "production=[\"prod\"]\n", "prod")]
    [InlineData("deploy.yml", "stacks", "first=[\"dev\"]\n", "dev")]
    public async Task ListOfStacks_IsReadFromTheFiles(string file, string job, string expected, params string[] stacks)
    {
        using var project = new TemporaryProject();
        foreach (var stack in stacks)
            project.With(stack, StackYaml.Baseline.With("mcp-infra:environment", stack).Text);
        var (code, outputs) = List(project, Scripts(At(Jobs(file), job)!).Single(script => script.Contains("GITHUB_OUTPUT", StringComparison.Ordinal)),
            await project.RunAsync("preview", "--format", "json"));

        Assert.Equal((0, expected), (code, outputs));
    }

    /// <summary>What cannot be read is not left out of the list.</summary>
    [JqTheory]
    [InlineData("preview.yml", "offline")]
    [InlineData("deploy.yml", "stacks")]
    public async Task ListOfStacks_WithAFileThatCannotBeUsed_Fails(string file, string job)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).With("qa", "config: {}\n");
        var (code, outputs) = List(project, Scripts(At(Jobs(file), job)!).Single(script => script.Contains("GITHUB_OUTPUT", StringComparison.Ordinal)),
            await project.RunAsync("preview", "--format", "json"));

        Assert.Equal((2, ""), (code, outputs));
    }

    /// <summary>Runs a step as the runner does, with a <c>dotnet</c> that gives back what the tool said.</summary>
    private static (int Code, string Outputs) List(TemporaryProject project, string script, ToolRun preview)
    {
        project.WithFile("said.json", preview.Output).WithFile("outputs", "").WithFile("bin/dotnet", $"#!/bin/sh\ncat '{project.PathOf("said.json")}'\nexit {preview.ExitCode}\n");
        var (code, _) = HelmProgram.Run("/bin/sh", "-c", $"chmod +x '{project.PathOf("bin/dotnet")}'; cd '{project.PathOf("")}'; "
            + "export RUNNER_TEMP=. GITHUB_OUTPUT=outputs PATH=\"$PWD/bin:$PATH\"; exec bash --noprofile --norc -eo pipefail -c \"$1\"", "step", script);
        return (code, project.Read("outputs"));
    }

    private static MappingNode Jobs(string file) => (MappingNode)((MappingNode)YamlReader.ReadWhole(Read(file), YamlRules.Stack)!).Find("jobs")!;

    private static YamlNode? At(YamlNode node, params string[] keys) => keys.Aggregate((YamlNode?)node, (inner, key) => (inner as MappingNode)?.Find(key));

    private static string? Text(YamlNode node, params string[] keys) => (At(node, keys) as ScalarNode)?.Written;

    private static bool ChecksOut(MappingNode job) => ((SequenceNode)job.Find("steps")!).Items.Cast<MappingNode>()
        .Any(step => step.Find("uses") is ScalarNode uses && uses.Text.StartsWith("actions/checkout@", StringComparison.Ordinal));

    private static IEnumerable<string> Scripts(YamlNode node) => node switch
    {
        MappingNode map => map.Entries.SelectMany(entry => entry is { Key: "run", Value: ScalarNode script } ? [script.Text] : Scripts(entry.Value)),
        SequenceNode list => list.Items.SelectMany(Scripts),
        _ => [],
    };

    [GeneratedRegex(@"uses: .*$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"uses: (?<action>[\w./-]+)@(?<commit>[0-9a-f]{40})")]
    private static partial Regex Pin();
}

/// <summary>A test that runs a step of a workflow; skipped where its programs are not, which the runner has.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JqTheoryAttribute : TheoryAttribute
{
    private static readonly string[] Needed = ["bash", "jq"];

    public JqTheoryAttribute() => Skip = Needed.All(IsOnPath) ? null : "There is no bash or no jq on PATH.";

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, program)));
}
