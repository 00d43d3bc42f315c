using System.Text.Json.Nodes;
using McpInfra.Delivery;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// A cluster's stack and an environment in one rendered directory, taken from Git by a real Argo CD. The operator's chart is one of
/// this project's own that keeps its contract, with the kinds of the real one, which the cluster is without before; the real operator
/// then reads the environment's secrets.
/// </summary>
[Collection(ArgoCdTests.Set)]
public sealed class ArgoCdOperatorTests
{
    private const string Directory = "argocd";

    /// <summary>What Argo CD lists the cluster as.</summary>
    private const string Other = "mcp-new";

    private const string Group = "external-secrets.io";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(300);

    [ArgoCdFact]
    public async Task Cluster_WithoutTheKinds_GetsThemFromGitAndItsEnvironmentFollows()
    {
        using var repository = await new GitRepository().InitialisedAsync();
        await using var own = await OwnCluster.StartAsync();
        await using var dev = await LiveStack.CreateAsync("dev", LiveStack.NewId(), own);
        var hub = new Kubectl(RealComponents.Kubeconfig!);
        var argoCd = new ArgoCd(hub);
        using var charts = await OperatorAsync(new HelmReleases(RealComponents.Kubeconfig!), await own.RemoveKindsAsync(Group));
        var cluster = Cluster(repository.Url, charts.Url);
        dev.Settings = InCluster(dev.Settings, cluster, repository.Url);
        try
        {
            await argoCd.AddClusterAsync(Other, own.Kubeconfig);
            await argoCd.JudgeAsync(HealthChecks.Application);
            await dev.UpAsync();
            var clusters = (ClusterSpec[])[ClusterSpec.Of(cluster)];
            repository.Add("charts/mcp-stack", ProjectChart.Path);
            repository.Render(Directory, new ArgoCdRenderer().Render([DeliverySpec.InGitWith(clusters, dev.Settings)], FileHeader.For(GitOpsTool.ArgoCd), clusters: clusters));
            await repository.CommitAsync("A cluster and its environment");

            // The wrong way round: the environment finds no kinds, and goes on trying.
            await hub.ApplyAsync(YamlJson.Read(repository.Read(Directory + "/applicationset.yaml")).AsObject());
            await hub.WaitAsync(ArgoCd.Application(Environment(dev, "-secrets")), found => ArgoCd.Says(found).Contains("external-secrets.io", StringComparison.Ordinal), Long);
            Assert.Null(await hub.FindAsync(ArgoCd.Application(Environment(dev, "-chart"))));

            await hub.ApplyAsync(YamlJson.Read(repository.Read($"{Directory}/{cluster.Directory}/application.yaml")).AsObject());
            await argoCd.WaitHealthyAsync(Operator(cluster), Long);
            var space = await own.Cluster.GetAsync(new ObjectName("Namespace", cluster.Operator.Namespace));
            Assert.Equal("restricted", (string?)space["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]);
            Assert.Equal(2, (int)(await own.Cluster.GetAsync(new ObjectName("Deployment", "external-secrets", cluster.Operator.Namespace)))["spec"]!["replicas"]!);
            await argoCd.AssertStaysSyncedAsync(Operator(cluster));

            foreach (var part in (string[])["-secrets", "-chart", ""])
                await argoCd.WaitHealthyAsync(Environment(dev, part), Long);
            await ArgoCdTests.AssertFromItsOwnSecretsAsync(dev);
        }
        finally
        {
            await argoCd.DeleteAsync(ArgoCdObjects.Prefix, [Environment(dev, "-chart"), Environment(dev, "-secrets"), Environment(dev, "")]);
            await hub.DeleteAsync(ArgoCd.Application(Parent(cluster)));
            foreach (var application in (string[])[Operator(cluster), Parent(cluster)])
                await hub.WaitAsync(ArgoCd.Application(application), found => found is null, TimeSpan.FromSeconds(90));
            await argoCd.JudgeNoMoreAsync(HealthChecks.Application);
            await argoCd.RemoveClusterAsync(Other);
        }
    }

    /// <summary>The chart of the tests with kinds in it, as the real one has them: as they are, whatever a template would see in them.</summary>
    private static async Task<ChartRepository> OperatorAsync(HelmReleases helm, IReadOnlyList<JsonObject> kinds)
    {
        using var chart = new ChartCopy(Repository.At("tests", "Charts", "external-secrets"));
        System.IO.Directory.CreateDirectory(chart.At("kinds"));
        for (var index = 0; index < kinds.Count; index++)
        {
            chart[$"kinds/{index}.json"] = kinds[index].ToJsonString();
            chart[$"templates/kind-{index}.yaml"] = $$$"""{{ .Files.Get "kinds/{{{index}}}.json" }}""";
        }

        return await ChartRepository.OfAsync(helm, chart.Directory);
    }

    private static string Parent(ClusterSettings cluster) => GitOpsNames.Of(cluster.Directory);

    private static string Operator(ClusterSettings cluster) => GitOpsNames.Of(cluster.Directory, ClusterChart.OperatorPart);

    private static string Environment(LiveStack live, string part) => GitOpsNames.Of(live.Settings.Environment) + part;

    private static ClusterSettings Cluster(string repository, string charts)
    {
        var cluster = StackYaml.Cluster.InGit().With("mcp-infra:cluster.operator", "{podSecurity: true, replicas: 2}").LoadCluster("cluster-new");
        return cluster with
        {
            Operator = cluster.Operator with { Source = charts },
            Delivery = cluster.Delivery with { ArgoCd = In(cluster.Delivery.ArgoCd, repository) },
        };
    }

    private static StackSettings InCluster(StackSettings settings, ClusterSettings cluster, string repository) => settings with
    {
        ClusterStack = cluster.Stack,
        Chart = settings.Chart with { Source = "./charts/mcp-stack" },
        Rollout = settings.Rollout with { Strategy = RolloutStrategy.Stable },
        Delivery = settings.Delivery with { Mode = DeliveryMode.Git, ArgoCd = In(settings.Delivery.ArgoCd, repository) },
    };

    private static ArgoCdSettings In(ArgoCdSettings argoCd, string repository) =>
        argoCd with { RepoUrl = repository, Path = Directory, Cluster = new ArgoCdCluster(null, Other), Sync = ArgoCdSync.Automated };
}
