using System.Text.Json.Nodes;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>What each command makes of a cluster's stack, and of environments that name one.</summary>
[Collection(PulumiCollection.Name)]
public sealed class ClusterStackTests : IDisposable
{
    private const string Token = "ghp_" + "Zq7Rt2Lw9Xk4Vb6Nm1Hd8Sf3Jg5Pc0Ty2Ua4";

    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.InCluster.Text).With("cluster-dev", StackYaml.Cluster.Text);

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Preview_ClusterAndItsEnvironment_ShowsBothAndSaysNoArnTwice()
    {
        var run = await _project.RunAsync("preview");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("trusts arn:aws:iam::123456789012:role/mcp-mcp-dev-operator", run.Output, StringComparison.Ordinal);
        Assert.Contains("may become arn:aws:iam::123456789012:role/mcp-*-reader that carries the tag mcp-infra:environment", run.Output, StringComparison.Ordinal);
        Assert.Matches("1 environment, 1 cluster, [0-9]+ resources, 0 problems\n$", run.Output);
    }

    [Fact]
    public async Task Preview_TwoStacksOfOneCluster_AreRefusedWithTheLineThatMends()
    {
        var run = await _project.With("cluster-other", StackYaml.Cluster.Text).RunAsync("preview", "--stack", "cluster-*");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mcp-infra:kubernetes.context (line 6)  is 'mcp-dev', as in stack cluster-other: each would install the operator in that cluster.", run.Output, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --stack cluster-dev --path 'mcp-infra:kubernetes.context' CONTEXT", run.Output, StringComparison.Ordinal);
        Assert.Contains("makes the role arn:aws:iam::123456789012:role/mcp-mcp-dev-operator, as stack cluster-other does", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_TwoStacksOfOneCluster_AreAFinding()
    {
        var run = await _project.With("cluster-other", StackYaml.Cluster.Text).RunAsync("audit");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("MCP101", run.Output, StringComparison.Ordinal);
        Assert.Contains("as in stack cluster-other", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_SecretInAClustersStack_IsAFinding()
    {
        var run = await _project.With("cluster-dev", StackYaml.Cluster.With("mcp-infra:aws.tags", $"{{note: {Token}}}").Text).RunAsync("audit");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Pulumi.cluster-dev.yaml", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, run.Output + run.Error, StringComparison.Ordinal);
    }

    /// <summary>Nothing is made up, and nothing that stands for something unknown is committed to Git.</summary>
    [Fact]
    public async Task Commands_ClusterOfAnotherProject_ShowWhatIsUnknownAndRenderNone()
    {
        _project.With("dev", StackYaml.InCluster.With("mcp-infra:clusterStack", "acme/clusters/dev").With("mcp-infra:identity.mode", "pod-identity").Text);

        var preview = await _project.RunAsync("preview", "--stack", "dev");
        var render = await _project.RunAsync("render", "manifests", "--stack", "dev", "--out", "out");

        Assert.True(preview.ExitCode == 0, preview.Output);
        Assert.Contains("trusts <unknown: operatorRoleArn of acme/clusters/dev>", preview.Output, StringComparison.Ordinal);
        Assert.Contains("warning: names acme/clusters/dev, which is not in this directory.", preview.Output, StringComparison.Ordinal);
        Assert.Equal(2, render.ExitCode);
        Assert.Contains("aws:region", render.Error, StringComparison.Ordinal);
        Assert.Contains("mcp-infra:aws.accountId", render.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.PathOf("out")));
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("render manifests --out out")]
    [InlineData("audit")]
    public async Task Commands_ClusterThatIsNotThere_NameTheFileThoseThatAreThereAndTheLine(string command)
    {
        var run = await _project.With("dev", StackYaml.InCluster.With("mcp-infra:clusterStack", "cluster-dve").Text).RunAsync(command.Split(' '));

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("names cluster-dve, and there is no Pulumi.cluster-dve.yaml. Clusters' stacks here: cluster-dev;", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --stack dev mcp-infra:clusterStack cluster-dev\n", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("identity.mode", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_EveryStack_WritesTheEnvironmentsAndSaysWhatInstallsTheOperator()
    {
        var run = await _project.RunAsync("render", "manifests", "--out", "out");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["dev"], Directory.EnumerateDirectories(_project.PathOf("out")).Select(Path.GetFileName));
        Assert.Contains("cluster-dev: External Secrets Operator is not rendered for Git; pulumi up on this stack installs it with its identity", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _project.RunAsync("render", "manifests", "--out", "out", "--check")).ExitCode);
    }

    [Fact]
    public async Task Render_AClustersStackThatPulumiInstalls_IsRefusedWithTheLineThatMends()
    {
        var run = await _project.RunAsync("render", "argocd", "--stack", "cluster-dev", "--out", "out");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Name stacks of environments, or have Git bring it, in place of Pulumi.", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n    pulumi config set --stack cluster-dev mcp-infra:delivery git\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_ClusterFromGit_ShowsTheAwsSideAndSaysToRenderTheRest()
    {
        var run = await _project.With("cluster-dev", StackYaml.Cluster.InGit().Text).RunAsync("preview", "--stack", "cluster-dev");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("namespace external-secrets, from Git with all that is in the cluster", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OperatorRelease", run.Output, StringComparison.Ordinal);
        Assert.Contains("render TOOL --stack cluster-dev --out DIR", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_IntoAClustersStack_IsRefused()
    {
        var run = await _project.WithFile("values.yaml", "mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n").RunAsync("migrate", "values.yaml", "--stack", "cluster-dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mcp-infra:cluster makes this stack a cluster's", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_AnotherEnvironmentOfTheCluster_IsShownUnderIam()
    {
        _project.With("cluster-dev", StackYaml.Cluster.With("mcp-infra:cluster.identity.environments", "[dev]").Text).Commit();
        _project.With("cluster-dev", StackYaml.Cluster.With("mcp-infra:cluster.identity.environments", "[dev, qa]").Text);

        var run = await _project.RunAsync("preview", "--baseline", "HEAD");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("AssumeReaderRoles: + arn:aws:iam::123456789012:role/mcp-qa-reader", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A file that a preview wrote is one that it compares with, clusters included.</summary>
    [Fact]
    public async Task Baseline_FileOfTodaysPreview_IsTheSame()
    {
        _project.WithFile("b.json", (await _project.RunAsync("preview", "--format", "json")).Output);

        var run = await _project.RunAsync("preview", "--baseline", "b.json", "--format", "json");

        Assert.All(JsonNode.Parse(run.Output)!["environments"]!.AsArray(), environment => Assert.Equal("same", (string?)environment!["state"]));
    }

    /// <summary>In a git ref too the environment's cluster is the one beside it, as it was there.</summary>
    [Fact]
    public async Task Baseline_AnotherContextOfTheCluster_IsAMoveOfItsEnvironments()
    {
        _project.Commit();
        _project.With("cluster-dev", StackYaml.Cluster.With("mcp-infra:kubernetes.context", "mcp-new").Text);

        var run = await _project.RunAsync("preview", "--baseline", "HEAD", "--stack", "dev");

        Assert.Contains("The cluster (kubeconfig context) changes from mcp-dev to mcp-new", run.Output, StringComparison.Ordinal);
    }
}
