using McpInfra.Delivery;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Render;

/// <summary>A cluster's stack in the directory of its environments.</summary>
public sealed class RenderedClustersTests : IDisposable
{
    private static readonly StackYaml Cluster = StackYaml.Cluster.InGit().With("mcp-infra:cluster.reloader", "true");

    private static readonly StackYaml Environment = StackYaml.InCluster
        .With("mcp-infra:delivery", "git")
        .With("mcp-infra:argocd.repoUrl", "https://git.example.com/a/b.git")
        .With("mcp-infra:fleet.repoUrl", "https://git.example.com/a/b.git");

    private readonly RenderProject _project = new RenderProject().Without("prod").With("dev", Environment).With("cluster-dev", Cluster);

    public static TheoryData<string> Tools => RenderProject.Tools;

    public void Dispose() => _project.Dispose();

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Render_AClusterAndItsEnvironment_WritesBothAndIsTheSameAgain(string tool)
    {
        var run = await _project.RenderAsync(tool);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("cluster-dev/README.md", _project.Files());
        Assert.Contains("dev/README.md", _project.Files());
        Assert.Equal(0, (await _project.RenderAsync(tool, "--check")).ExitCode);
        Assert.Contains(", 0 changed", (await _project.RenderAsync(tool)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _project.ToolAsync("audit", "--manifests", _project.Out)).ExitCode);
    }

    /// <summary>Each alone leaves the other, and comes out as with it.</summary>
    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Render_EachAlone_IsWhatBothTogetherAre(string tool)
    {
        await _project.RenderAsync(tool);
        var both = _project.Files().ToDictionary(path => path, _project.Read);

        foreach (var stack in (string[])["dev", "cluster-dev"])
        {
            var run = await _project.RenderAsync(tool, "--stack", stack);
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(both, _project.Files().ToDictionary(path => path, _project.Read));
        }

        _project.With("cluster-dev", Cluster.With("mcp-infra:cluster.operator.replicas", "2"));
        var check = await _project.RenderAsync(tool, "--stack", "cluster-dev", "--check");
        Assert.Equal(1, check.ExitCode);
        Assert.DoesNotContain(" dev/", check.Output, StringComparison.Ordinal);
    }

    /// <summary>What waits for a directory that is not there waits for ever.</summary>
    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Render_EnvironmentWithoutItsCluster_NamesNone(string tool)
    {
        await _project.RenderAsync(tool, "--stack", "dev");

        Assert.DoesNotContain(_project.Files(), path => path.StartsWith("cluster-dev", StringComparison.Ordinal));
        Assert.All(_project.Files(), path => Assert.DoesNotContain("cluster-dev", _project.Read(path), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Render_ClusterAlone_NeedsNoEnvironment(string tool)
    {
        var run = await _project.Without("dev").RenderAsync(tool);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.All(_project.Files(), path => Assert.StartsWith("cluster-dev/", path, StringComparison.Ordinal));
    }

    /// <summary>Whatever reads the directory would take the operator away, and with it every Secret.</summary>
    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Render_ClusterThatIsPulumisAgain_IsNotTakenOutUnlessForced(string tool)
    {
        await _project.RenderAsync(tool);
        _project.With("cluster-dev", Cluster.With("mcp-infra:delivery", "helm"));

        var run = await _project.RenderAsync(tool);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("would be removed: cluster-dev", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _project.RenderAsync(tool, "--force")).ExitCode);
        Assert.DoesNotContain(_project.Files(), path => path.StartsWith("cluster-dev", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RenderArgoCd_ClusterAndEnvironment_SayWhichComesFirst()
    {
        await _project.RenderAsync("argocd");

        Assert.Contains("# After cluster-dev/application.yaml, which brings the operator", _project.Read("applicationset.yaml"), StringComparison.Ordinal);
        Assert.Contains("# Apply it once, before the ApplicationSet: kubectl apply -f cluster-dev/application.yaml\n", _project.Read("cluster-dev/application.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argocd", "argocd.clusterName", "mcp-dev", "goes to Argo CD's own cluster")]
    [InlineData("flux", "flux.kubeConfigSecret", "mcp-dev-kubeconfig", "goes to Flux's own cluster")]
    public async Task Render_EnvironmentThatGoesElsewhereThanItsOperator_IsRefusedWithTheLine(string tool, string setting, string value, string says)
    {
        _project.With("dev", Environment.With("mcp-infra:" + setting, value));

        var run = await _project.RenderAsync(tool);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Contains($"\n    pulumi config set --stack cluster-dev{(tool == "flux" ? " --plaintext" : "")} --path 'mcp-infra:{setting}' {value}\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _project.With("cluster-dev", Cluster.With("mcp-infra:" + setting, value)).RenderAsync(tool)).ExitCode);
    }

    [Fact]
    public async Task RenderArgoCd_TwoClustersThatNameNone_AreRefusedWithALineForEach()
    {
        _project.With("cluster-prod", Cluster.With("mcp-infra:kubernetes.context", "mcp-prod").With("mcp-infra:cluster.name", "mcp-prod"));

        var run = await _project.RenderAsync("argocd");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Stacks cluster-dev and cluster-prod are of different clusters", run.Error, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --stack cluster-prod --path 'mcp-infra:argocd.clusterName' mcp-prod", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Render_EnvironmentCalledLikeTheCluster_IsRefused(string tool)
    {
        var run = await _project.With("dev", Environment.With("mcp-infra:environment", "cluster-dev")).RenderAsync(tool);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Stacks cluster-dev and dev are both rendered as 'cluster-dev'", run.Error, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --stack dev mcp-infra:environment dev", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Each has the label that tells it apart already, so no label would.</summary>
    [Fact]
    public async Task RenderFleet_ClustersOfOneDirectory_AreToldApartByNameAlone()
    {
        var other = Cluster.With("mcp-infra:kubernetes.context", "elsewhere").With("mcp-infra:cluster.name", "elsewhere");

        var run = await _project.Without("dev").With("Cluster.dev", other).RenderAsync("fleet");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("are both rendered as 'cluster-dev'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("clusterLabels", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderArgoCd_EnvironmentCalledLikeAChartOfTheCluster_IsRefused()
    {
        var run = await _project.With("dev", Environment.With("mcp-infra:environment", "cluster-dev-reloader")).RenderAsync("argocd");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("would have an Application of the name that one of cluster's stack cluster-dev has", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_StackWithALongName_IsRefusedWithTheLineButForPlainFiles()
    {
        var name = "cluster-" + new string('a', 40);
        _project.Without("dev").Without("cluster-dev").With(name, Cluster);

        var run = await _project.RenderAsync("flux");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"pulumi stack rename --stack {name} {name[..40]}\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _project.RenderAsync("manifests")).ExitCode);
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("fleet")]
    public async Task Render_ClusterWithoutARepository_IsAskedForIt(string tool)
    {
        var run = await _project.With("cluster-dev", StackYaml.Cluster.With("mcp-infra:delivery", "git")).RenderAsync(tool, "--stack", "cluster-dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"pulumi config set --stack cluster-dev --path 'mcp-infra:{tool}.repoUrl'", run.Error, StringComparison.Ordinal);
    }
}
