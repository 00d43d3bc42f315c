using McpInfra.Delivery;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Render;

/// <summary>Which cluster an environment goes to: a tool knows none of a stack's kubeconfig contexts.</summary>
public sealed class RenderClustersTests : IDisposable
{
    private static readonly StackYaml Prod = RenderProject.Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:kubernetes.context", "mcp-prod");

    private readonly RenderProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task RenderArgoCd_StacksOfSeveralClustersThatNameNone_AreRefusedWithALineForEach()
    {
        _project.With("prod", Prod);

        var run = await _project.RenderAsync("argocd");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("Stacks dev and prod are of different clusters", run.Error, StringComparison.Ordinal);
        foreach (var stack in (string[])["dev", "prod"])
            Assert.Contains($"\n    pulumi config set --stack {stack} --path 'mcp-infra:argocd.clusterName' mcp-{stack}\n", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.Out));
    }

    [Fact]
    public async Task RenderArgoCd_OneOfTwoClustersNamed_AsksForTheOtherAlone()
    {
        _project.With("prod", Prod.With("mcp-infra:argocd.clusterName", "mcp-prod"));

        var run = await _project.RenderAsync("argocd");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--stack dev --path 'mcp-infra:argocd.clusterName'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--stack prod", run.Error, StringComparison.Ordinal);
    }

    /// <summary>One context name on two machines is two clusters where the accounts are two.</summary>
    [Fact]
    public async Task RenderArgoCd_OneContextInTwoAccounts_IsRefused()
    {
        _project.With("prod", RenderProject.Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:aws.accountId", "\"210987654321\"")
            .With("mcp-infra:identity.oidcProviderArn", StackYaml.OidcProviderArn.Replace(StackYaml.AccountId, "210987654321", StringComparison.Ordinal)));

        Assert.Contains("are of different clusters", (await _project.RenderAsync("argocd")).Error, StringComparison.Ordinal);
    }

    /// <summary>A second command into the same directory is no way around it.</summary>
    [Fact]
    public async Task RenderArgoCd_OneStackAfterAnotherOfAnotherCluster_IsRefused()
    {
        _project.With("prod", Prod);

        var first = await _project.RenderAsync("argocd", "--stack", "dev");
        var second = await _project.RenderAsync("argocd", "--stack", "prod");

        Assert.Equal((0, 2), (first.ExitCode, second.ExitCode));
        Assert.Contains("are of different clusters", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderArgoCd_EachClusterNamed_SendsEachEnvironmentThereAndSaysSo()
    {
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:argocd.clusterName", "in-cluster")).With("prod", Prod.With("mcp-infra:argocd.clusterName", "mcp-prod"));

        var run = await _project.RenderAsync("argocd");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var set = _project.Read("applicationset.yaml");
        Assert.Contains("# dev: Argo CD's own cluster, namespace mcp-dev, project default, synced from Git by itself\n", set, StringComparison.Ordinal);
        Assert.Contains("# prod: cluster mcp-prod, namespace mcp-prod, project default, synced when somebody asks for it\n", set, StringComparison.Ordinal);
        Assert.Contains("    name: mcp-prod\n    namespace: mcp-prod\n", _project.Read("prod/01-application-mcp-gateway-prod-chart.yaml"), StringComparison.Ordinal);
        Assert.Contains("    name: in-cluster\n    namespace: mcp-dev\n", _project.Read(_project.Files().Single(path => path.EndsWith("dev-chart.yaml", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    /// <summary>Fleet brings a bundle to every cluster that has its labels.</summary>
    [Theory]
    [InlineData("{tier: a}", "{tier: a}", true, true)]
    [InlineData("{tier: a}", "{tier: a, zone: b}", true, false)]
    [InlineData("{tier: a}", "{tier: b}", false, false)]
    public async Task RenderFleet_LabelsThatReachTheOtherStacksClusters_AreRefused(string dev, string prod, bool devReaches, bool prodReaches)
    {
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:fleet.clusterLabels", dev)).With("prod", Prod.With("mcp-infra:fleet.clusterLabels", prod));

        var run = await _project.RenderAsync("fleet");

        Assert.Equal(devReaches || prodReaches ? 2 : 0, run.ExitCode);
        Assert.Equal(devReaches, run.Error.Contains("so Fleet would bring dev there as well", StringComparison.Ordinal));
        Assert.Equal(prodReaches, run.Error.Contains("so Fleet would bring prod there as well", StringComparison.Ordinal));
        Assert.Equal(devReaches, run.Error.Contains("pulumi config set --stack dev --path 'mcp-infra:fleet.clusterLabels.mcp-infra/environment' dev", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RenderFlux_StacksOfSeveralClusters_SaysWhichDirectoryIsForWhich()
    {
        _project.With("prod", Prod);

        var run = await _project.RenderAsync("flux");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("    flux/dev for context mcp-dev\n    flux/prod for context mcp-prod\n", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Two contexts may be two ways into one cluster: told, and not refused.</summary>
    [Theory]
    [InlineData("argocd", "argocd.clusterName", "in-cluster", "Argo CD's own cluster")]
    [InlineData("argocd", "argocd.clusterName", "both", "cluster both")]
    [InlineData("flux", "flux.kubeConfigSecret", "both", "that of the Secret both in flux-system")]
    public async Task Render_TwoContextsThatNameOneCluster_AreWarnedOf(string tool, string setting, string name, string words)
    {
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:" + setting, name)).With("prod", Prod.With("mcp-infra:" + setting, name));

        var run = await _project.RenderAsync(tool);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"warning: dev and prod have the contexts mcp-dev and mcp-prod, and all go to one cluster, {words}. ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"--path 'mcp-infra:{setting}' NAME\n", run.Error, StringComparison.Ordinal);

        _project.With("prod", Prod.With("mcp-infra:" + setting, name).With("mcp-infra:kubernetes.context", "mcp-dev"));
        Assert.DoesNotContain("go to one cluster", (await _project.RenderAsync(tool)).Error, StringComparison.Ordinal);
    }

    /// <summary>The hub has the release of every environment in one namespace; the secrets and what Helm keeps are where the gateway is.</summary>
    [Fact]
    public async Task RenderFlux_KubeConfigSecret_SendsObjectsAndReleaseThereFromTheHub()
    {
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:flux.kubeConfigSecret", "mcp-dev-kubeconfig")).With("prod", Prod);

        var run = await _project.RenderAsync("flux");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("flux/dev is for the Flux of the hub, which reaches context mcp-dev by the Secret mcp-dev-kubeconfig in flux-system.\n", run.Output, StringComparison.Ordinal);
        var (secrets, gateway, release, source) = (Spec("dev/secrets.yaml"), Spec("dev/gateway.yaml"), Spec("dev/gateway/helmrelease.yaml"), YamlJson.Read(_project.Read("dev/gateway/helmrepository.yaml"))["metadata"]!);
        Assert.Equal(("mcp-dev-kubeconfig", null, "mcp-dev-kubeconfig"), ((string?)secrets["kubeConfig"]?["secretRef"]!["name"], (string?)gateway["kubeConfig"], (string?)release["kubeConfig"]!["secretRef"]!["name"]));
        Assert.Equal(("mcp-dev", "mcp-dev", "mcp"), ((string?)release["targetNamespace"], (string?)release["storageNamespace"], (string?)release["releaseName"]));
        Assert.Equal(("mcp-gateway-dev", "flux-system"), ((string?)source["name"], (string?)source["namespace"]));
        Assert.Equal(("mcp-gateway-dev", "flux-system"), ((string?)release["chart"]!["spec"]!["sourceRef"]!["name"], (string?)release["chart"]!["spec"]!["sourceRef"]!["namespace"]));
        Assert.Null(Spec("prod/gateway/helmrelease.yaml")["kubeConfig"]);
        Assert.Null(Spec("prod/secrets.yaml")["kubeConfig"]);

        System.Text.Json.Nodes.JsonNode Spec(string path) => YamlJson.Read(_project.Read(path))["spec"]!;
    }

    [Theory]
    [MemberData(nameof(RenderProject.Tools), MemberType = typeof(RenderProject))]
    public async Task Render_StackWhosePulumiUpInstallsTheSame_IsToldWithTheLineThatChangesIt(string tool)
    {
        _project.With("dev", RenderProject.Renderable.Without("mcp-infra:delivery"));

        var run = await _project.RenderAsync(tool);
        var check = await _project.RenderAsync(tool, "--check");

        Assert.Equal((0, 0), (run.ExitCode, check.ExitCode));
        Assert.Contains("warning: dev has delivery: helm, so `pulumi up` would bring the same into the cluster.", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n    pulumi config set --stack dev mcp-infra:delivery git\n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--stack prod", run.Error, StringComparison.Ordinal);
        Assert.Equal("", check.Error);
    }

    [Theory]
    [InlineData("dev", "automated", true)]
    [InlineData("dev", "manual", false)]
    [InlineData("prod", "", false)]
    [InlineData("prod", "automated", true)]
    public async Task RenderArgoCd_Sync_IsTheEnvironmentsOwn(string environment, string sync, bool isAutomated)
    {
        var yaml = RenderProject.Renderable.With("mcp-infra:environment", environment).With("mcp-infra:argocd.syncOptions", "[ServerSideApply=true]").With("mcp-infra:argocd.retries", "7");
        _project.Without("prod").With("dev", sync.Length == 0 ? yaml : yaml.With("mcp-infra:argocd.sync", sync));

        await _project.RenderAsync("argocd");

        var template = YamlJson.Read(_project.Read("applicationset.yaml"))["spec"]!;
        var policy = template["generators"]![0]!["list"]!["template"]!["spec"]!["syncPolicy"]!;
        Assert.Equal(isAutomated, (bool?)policy["automated"]?["prune"] is true);
        Assert.Equal("ServerSideApply=true", (string?)policy["syncOptions"]![0]);
        Assert.Null(template["template"]!["spec"]!["syncPolicy"]!["automated"]);
        Assert.Equal(isAutomated, (bool?)policy["retry"]?["refresh"] is true);
        Assert.Null(template["template"]!["spec"]!["syncPolicy"]!["retry"]!["refresh"]);

        var chart = YamlJson.Read(_project.Read(_project.Files().Single(path => path.EndsWith("-chart.yaml", StringComparison.Ordinal))))["spec"]!["syncPolicy"]!;
        Assert.Equal(7, (int?)chart["retry"]!["limit"]);
        Assert.Equal(["ServerSideApply=true", "RespectIgnoreDifferences=true"], chart["syncOptions"]!.AsArray().Select(option => (string?)option));
    }

    /// <summary>Labelled for the second, the cluster would lose the first, and Fleet uninstalls what it brought.</summary>
    [Fact]
    public async Task RenderFleet_TwoEnvironmentsOfOneCluster_AreRefusedUntilTheyAskForLabelsThatItCanHaveBoth()
    {
        _project.Without("prod").With("qa", RenderProject.Renderable);

        var refused = await _project.RenderAsync("fleet");
        _project.With("qa", RenderProject.Renderable.With("mcp-infra:fleet.clusterLabels", "{mcp-infra/environment-qa: qa}"));
        var rendered = await _project.RenderAsync("fleet");

        Assert.Equal((2, 0), (refused.ExitCode, rendered.ExitCode));
        Assert.Contains("Stacks dev and qa go to one cluster and ask it for two values of the label mcp-infra/environment", refused.Error, StringComparison.Ordinal);
        Assert.Contains("\n    pulumi config set --stack qa --path 'mcp-infra:fleet.clusterLabels.mcp-infra/environment-qa' qa\n", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("pulumi config rm", refused.Error, StringComparison.Ordinal);
    }

    /// <summary>Where secrets are not in AWS nobody knows the account, and one context is one cluster.</summary>
    [Fact]
    public async Task RenderFlux_OneContextOfTwoBackends_IsOneCluster()
    {
        _project.With("qa", BackendStacks.Existing.With("mcp-infra:kubernetes.context", "mcp-dev").With("mcp-infra:flux.path", "flux"));

        Assert.DoesNotContain("different clusters", (await _project.RenderAsync("flux")).Output, StringComparison.Ordinal);
    }
}
