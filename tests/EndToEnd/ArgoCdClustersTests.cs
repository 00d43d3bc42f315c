using McpInfra.Delivery;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>One Argo CD and two API servers: an environment in its own, and two in the other.</summary>
[Collection(ArgoCdTests.Set)]
public sealed class ArgoCdClustersTests
{
    private const string Directory = "argocd";

    /// <summary>What Argo CD lists the other cluster as.</summary>
    private const string Other = "mcp-other";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(240);

    [ArgoCdFact]
    public async Task ApplicationSet_ThreeEnvironmentsOfTwoClusters_AreEachSyncedThereAndAManualOneWhenSomebodyAsks()
    {
        using var repository = await new GitRepository().InitialisedAsync();
        await using var own = await OwnCluster.StartAsync();
        var id = LiveStack.NewId();
        await using var dev = await LiveStack.CreateAsync("dev", id);
        await using var staging = await LiveStack.CreateAsync("staging", id, own);
        await using var prod = await LiveStack.CreateAsync("prod", id, own);
        Set(dev, repository.Url, new ArgoCdCluster(null, "in-cluster"), ArgoCdSync.Automated);
        Set(staging, repository.Url, new ArgoCdCluster(null, Other), ArgoCdSync.Manual);
        Set(prod, repository.Url, new ArgoCdCluster(null, Other), ArgoCdSync.Automated);
        var argoCd = new ArgoCd(dev.Cluster);
        try
        {
            await argoCd.AddClusterAsync(Other, own.Kubeconfig);
            await argoCd.JudgeAsync(HealthChecks.Application);
            await dev.UpAsync();
            await staging.UpAsync();
            await prod.UpAsync();
            repository.Add("charts/mcp-stack", ProjectChart.Path);
            repository.Render(Directory, new ArgoCdRenderer().Render([.. new[] { dev, staging, prod }.Select(live => DeliverySpec.InGit(live.Settings))], FileHeader.For(GitOpsTool.ArgoCd)));
            await repository.CommitAsync("Two clusters");
            await dev.Cluster.ApplyAsync(YamlJson.Read(repository.Read(Directory + "/applicationset.yaml")).AsObject());

            await argoCd.WaitSyncedAsync(Name(dev, "-chart"), Long);
            await argoCd.WaitSyncedAsync(Name(prod, "-chart"), Long);
            await dev.Cluster.WaitAsync(ArgoCd.Application(Name(staging, "")), found => (string?)found?["status"]?["sync"]?["status"] == "OutOfSync", Long);
            Assert.Null(await dev.Cluster.FindAsync(ArgoCd.Application(Name(staging, "-secrets"))));
            Assert.Null(await own.Cluster.FindAsync(Namespace(staging)));

            await argoCd.SyncAsync(Name(staging, ""));
            await dev.Cluster.WaitAsync(ArgoCd.Application(Name(staging, "-secrets")), found => found?["status"]?["sync"] is not null, Long);
            Assert.Null(await dev.Cluster.FindAsync(ArgoCd.Application(Name(staging, "-chart"))));
            await argoCd.SyncAsync(Name(staging, "-secrets"));
            await argoCd.WaitSyncedAsync(Name(staging, "-chart"), Long);
            await argoCd.WaitSyncedAsync(Name(staging, ""), Long);

            foreach (var live in new[] { dev, staging, prod })
                await ArgoCdTests.AssertFromItsOwnSecretsAsync(live);
            Assert.Null(await own.Cluster.FindAsync(Namespace(dev)));
            Assert.Null(await dev.Cluster.FindAsync(Namespace(staging)));
            Assert.Null(await dev.Cluster.FindAsync(Namespace(prod)));
        }
        finally
        {
            await argoCd.DeleteAsync(ArgoCdObjects.Prefix, [Name(dev, "-chart"), Name(dev, ""), Name(prod, "-chart"), Name(prod, ""), Name(staging, "-chart"), Name(staging, "-secrets"), Name(staging, "")]);
            await argoCd.JudgeNoMoreAsync(HealthChecks.Application);
            await argoCd.RemoveClusterAsync(Other);
        }
    }

    private static string Name(LiveStack live, string part) => $"{ArgoCdObjects.Prefix}-{live.Settings.Environment}{part}";

    private static ObjectName Namespace(LiveStack live) => new("Namespace", live.Settings.Namespace);

    private static void Set(LiveStack live, string repository, ArgoCdCluster cluster, ArgoCdSync sync)
    {
        var settings = live.Settings;
        live.Settings = settings with
        {
            Chart = settings.Chart with { Source = "./charts/mcp-stack" },
            Rollout = settings.Rollout with { Strategy = RolloutStrategy.Stable },
            ExtraEnvVarsSecret = [],
            Delivery = settings.Delivery with
            {
                Mode = DeliveryMode.Git,
                ArgoCd = settings.Delivery.ArgoCd with { RepoUrl = repository, Path = Directory, Cluster = cluster, Sync = sync },
            },
        };
    }
}
