using System.Text.RegularExpressions;
using McpInfra.Backends;
using McpInfra.Components;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests;

/// <summary>The stack files that docs/backends.md shows are ones that load.</summary>
public sealed partial class DocsTests
{
    private static readonly string Backends = File.ReadAllText(Repository.At("docs", "backends.md"));

    public static TheoryData<string> Examples => [.. Fence().Matches(Backends).Select(match => match.Groups["yaml"].Value)];

    private static readonly string[] OfClusters = [.. Fence().Matches(File.ReadAllText(Repository.At("docs", "cluster.md"))).Select(match => match.Groups["yaml"].Value)];

    public static TheoryData<string> ClusterExamples => [.. OfClusters];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_OfEveryBackend_LoadsWithoutAProblem(string yaml)
    {
        using var project = SealedProject.Complete();

        Assert.Empty(StackYaml.ProblemsOf(yaml, files: project.Files));
    }

    [Fact]
    public void Examples_All_AreOfEveryBackendAndOperator()
    {
        string[] wanted = ["backend: vault", "operator: vso", "backend: azure", "backend: sealed", "backend: existing"];

        Assert.All(wanted, line => Assert.Contains(Fence().Matches(Backends), example => example.Value.Contains(line, StringComparison.Ordinal)));
    }

    [Fact]
    public void Commands_ThatSeal_AreThoseOfTheRefusal()
    {
        using var project = new SealedProject();

        var problem = Assert.Single(BackendStacks.Sealed.Problems(files: project.Files), problem => problem.Path == "mcp-infra:sealed.files");

        Assert.Contains(problem.Fix!.Split('\n')[0], Backends.Split('\n'));
    }

    /// <summary>As pasted, on a stack that says nothing of where it goes yet.</summary>
    [PulumiCliFact]
    public void ClusterPageLines_ForAnOperatorThatIsThere_MakeAStackThatIsTaken()
    {
        using var pulumi = new PulumiCli();
        pulumi.Shell("pulumi stack init dev");
        File.AppendAllText(pulumi.StackFile("dev"), "config:\n  mcp-infra:secrets: {PLATFORM_ADMIN_PASSWORD: {from: generate}}\n");

        LinesOf("docs/cluster.md", "identity.operatorRoleArn' arn:").ForEach(line => pulumi.Shell(line));

        var after = File.ReadAllText(pulumi.StackFile("dev"));
        Assert.Contains("mode: pod-identity", after, StringComparison.Ordinal);
        Assert.Empty(StackYaml.ProblemsOf(after));
    }

    /// <summary>As pasted, on the shipped stack of a cluster.</summary>
    [PulumiCliFact]
    public void DeployLines_OfACluster_MakeAStackThatIsTaken()
    {
        using var pulumi = new PulumiCli();
        pulumi.Shell("pulumi stack init cluster-dev");
        File.AppendAllText(pulumi.StackFile("cluster-dev"), File.ReadAllText(Repository.At("Pulumi.cluster-dev.yaml")));

        LinesOf("docs/deploy.md", "cluster.identity.addon' true").ForEach(line => pulumi.Shell(line));

        Assert.Empty(StackYaml.ProblemsOf(File.ReadAllText(pulumi.StackFile("cluster-dev")), "cluster-dev"));
    }

    [Theory]
    [MemberData(nameof(ClusterExamples))]
    public void Example_OfAClusterOrInOne_LoadsWithoutAProblem(string yaml)
    {
        var files = new ProjectFiles(folder => folder.Length == 0 ? ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.cluster-dev.yaml"] : [],
            name => name == "Pulumi.yaml" ? "name: mcp-infra\nruntime: dotnet\n" : OfClusters[0]);

        Assert.Empty(StackYaml.ProblemsOf(yaml.Contains("clusterOutputs", StringComparison.Ordinal) ? yaml + "  mcp-infra:secrets: {PLATFORM_ADMIN_PASSWORD: {from: generate}}\n" : yaml, files: files));
    }

    /// <summary>With the URNs that the program's resources have: a parent or a provider left out makes another resource of it.</summary>
    [Fact]
    public void FailuresLines_ThatImport_NameWhatTheProgramMakes()
    {
        var readme = File.ReadAllLines(Repository.At("docs", "failures.md")).Where(line => line.StartsWith("pulumi import ", StringComparison.Ordinal)).ToList();
        var urns = new ReleaseUrns("dev");
        var vault = $"{urns.Environment.Replace(McpProgram.TypeToken, $"{McpProgram.TypeToken}${SecretVault.TypeToken}", StringComparison.Ordinal)[..^"mcp".Length]}vault";

        Assert.Equal(urns.Imports(Stacks.Shipped("dev"))[0].ToString(), readme[1]);
        Assert.Contains($"--parent 'vault={vault}' --provider 'aws={urns.Provider.Replace("kubernetes", "aws", StringComparison.Ordinal)}'", readme[0], StringComparison.Ordinal);
        Assert.Contains(" aws:secretsmanager/secret:Secret vault-gateway ", readme[0], StringComparison.Ordinal);
    }

    /// <summary>The lines of the block of a page that ends with a line which says so.</summary>
    private static List<string> LinesOf(string page, string last)
    {
        var lines = File.ReadAllLines(Repository.At(page)).Select(line => line.Trim()).ToList();
        var end = lines.FindIndex(line => line.Contains(last, StringComparison.Ordinal)) + 1;
        return lines[(lines.FindLastIndex(end, line => line == "```sh") + 1)..end];
    }

    [GeneratedRegex(@"```yaml\n(# .*\n)?(?<yaml>config:\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
