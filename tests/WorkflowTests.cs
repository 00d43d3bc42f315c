using System.Text.RegularExpressions;
using McpInfra.Cli.Init;
using McpInfra.Tests.Support;
using McpInfra.Yaml;

namespace McpInfra.Tests;

/// <summary>What keeps the workflows safe, whoever sends a pull request.</summary>
public sealed partial class WorkflowTests
{
    private const string Folder = ".github/workflows/";

    /// <summary>The workflows here, and those of a new project in a folder of its repository, each by its path.</summary>
    private static readonly Dictionary<string, string> Texts = Directory.EnumerateFiles(Repository.At(".github", "workflows"), "*.yml").Append(Repository.At("action.yml"))
        .ToDictionary(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText)
        .Concat(ProjectWorkflows.For(Repository.At("docs", "adr")).Select(file => KeyValuePair.Create(file.Name, file.Text)))
        .ToDictionary();

    /// <summary>All but the actions, which have no jobs.</summary>
    public static TheoryData<string> Files() => [.. Texts.Keys.Where(name => name.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> All() => [.. Texts.Keys.Order(StringComparer.Ordinal)];

    private static string Read(string file) => Texts[file.Contains('/', StringComparison.Ordinal) || file == "action.yml" ? file : Folder + file];

    [Theory]
    [MemberData(nameof(All))]
    public void Workflow_EveryAction_IsPinnedToACommitWithItsVersion(string file) =>
        Assert.All(Uses().Matches(Read(file)).Select(match => match.Value), line => Assert.Matches(@"uses: (\./|[\w./-]+@[0-9a-f]{40} # v[0-9.]+$)", line));

    [Fact]
    public void Workflows_OneAction_HasOnePin()
    {
        var pins = Texts.Values.SelectMany(text => Pin().Matches(text)).Select(match => (Action: match.Groups["action"].Value, Commit: match.Groups["commit"].Value)).Distinct();

        Assert.All(pins.GroupBy(pin => pin.Action), action => Assert.Single(action));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_Triggers_NeverGiveAForkCredentials(string file) =>
        Assert.DoesNotMatch("(?m)^  (pull_request_target|workflow_run|issue_comment):", Read(file));

    /// <summary>Text of a pull request inside a script would be run; through a variable it is only text.</summary>
    [Theory]
    [MemberData(nameof(All))]
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

    /// <summary>What runs the code of a pull request holds no token that may write; what does hold one has the action of the base branch and nothing else.</summary>
    [Theory]
    [InlineData("preview.yml")]
    [InlineData("../../.github/workflows/mcp-infra-preview.yml")]
    public void Preview_JobsThatMayWrite_HaveNothingOfThePullRequest(string file) => Assert.All(Jobs(file).Entries.Where(job => ChecksOut((MappingNode)job.Value)), job =>
    {
        var mayWrite = ((MappingNode)At(job.Value, "permissions")!).Entries.Any(entry => entry.Key != "id-token" && ((ScalarNode)entry.Value).Text == "write");
        var steps = ((SequenceNode)At(job.Value, "steps")!).Items;
        Assert.Equal(mayWrite, job.Key == "report");
        if (mayWrite)
        {
            Assert.Equal(["uses with", "uses if with"], steps.Select(step => string.Join(' ', ((MappingNode)step).Entries.Select(entry => entry.Key))));
            Assert.Equal(("${{ github.event.pull_request.base.sha }}", "say"), (Text(steps[0], "with", "ref"), Text(steps[1], "with", "part")));
            Assert.EndsWith("action.yml", Text(steps[0], "with", "sparse-checkout"), StringComparison.Ordinal);
        }
    });

    /// <summary>What tests run could otherwise publish, or sign in the project's name.</summary>
    [Fact]
    public void Release_JobsThatMayWrite_RunNothingOfTheRepository() => Assert.All(Jobs("release.yml").Entries, job =>
    {
        var mayWrite = ((MappingNode)At(job.Value, "permissions")!).Entries.Any(permission => ((ScalarNode)permission.Value).Text == "write");
        Assert.Equal((job.Key == "pack", job.Key != "pack"), (ChecksOut((MappingNode)job.Value), mayWrite));
    });

    /// <summary>An input that the action does not have is passed over by the runner.</summary>
    [Fact]
    public void OwnAction_WhatItIsTold_IsAnInputOfIt()
    {
        var action = (MappingNode)YamlReader.ReadWhole(Read("action.yml"), YamlRules.Stack)!;
        var inputs = Keys(action.Find("inputs"));
        var told = Texts.Keys.Where(name => name.Contains(Folder, StringComparison.Ordinal)).SelectMany(file => Jobs(file).Entries)
            .SelectMany(job => (At(job.Value, "steps") as SequenceNode)?.Items ?? []).Where(step => Text(step, "uses")?.StartsWith("./", StringComparison.Ordinal) == true).SelectMany(step => Keys(At(step, "with"))).ToList();

        Assert.NotEmpty(told);
        Assert.All(told, name => Assert.Contains(name, inputs));
        Assert.Contains("stacks", Keys(action.Find("outputs")));
    }

    /// <summary>Of a project in a folder: nothing of this repository is left, and every step is in that folder.</summary>
    [Fact]
    public void NewProject_EveryWorkflow_IsOfItsOwnFolder()
    {
        var texts = Texts.Where(text => text.Key.StartsWith("../", StringComparison.Ordinal)).ToList();

        Assert.Equal(4, texts.Count);
        Assert.All(texts, text => Assert.DoesNotMatch(@"docs/[a-z-]+\.md|offline/|uses: \./$|(?<!mcp-infra)/(preview|deploy)[a-z-]*\.yml|(?<!actions/mcp-infra/)action\.yml|(directory|work-dir): \.$", text.Value));
        Assert.Equal(["docs/adr", "docs/adr"], Regex.Matches(texts.Single(text => text.Key.EndsWith("mcp-infra-preview.yml", StringComparison.Ordinal)).Value, @"(?:directory|work-dir): (.*)").Select(match => match.Groups[1].Value));
    }

    /// <summary>Adding an environment is its stack file.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Workflow_NameOfAStack_IsWrittenInNone(string file) =>
        Assert.All(Stacks.Names, stack => Assert.DoesNotMatch($@"(?<!/)\b{stack}\b", Read(file)));

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
    [RunnerTheory]
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
    [RunnerTheory]
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

    private static IEnumerable<string> Keys(YamlNode? node) => ((MappingNode)node!).Entries.Select(entry => entry.Key);

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
