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
            var steps = (SequenceNode)((MappingNode)job.Value).Find("steps")!;
            var permissions = (MappingNode)((MappingNode)job.Value).Find("permissions")!;
            if (steps.Items.Cast<MappingNode>().Any(step => step.Find("uses") is ScalarNode uses && uses.Text.StartsWith("actions/checkout", StringComparison.Ordinal)))
                Assert.All(permissions.Entries, entry => Assert.True(entry.Key == "id-token" || ((ScalarNode)entry.Value).Text == "read", $"{job.Key}: {entry.Key}"));
        }
    }

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
