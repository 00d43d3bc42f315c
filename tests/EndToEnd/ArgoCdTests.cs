using System.Globalization;
using System.Text.Json.Nodes;
using McpInfra.Delivery;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// What <c>render argocd</c> writes, taken from Git by a real Argo CD: <c>pulumi up</c> makes the AWS side alone. There
/// is one ApplicationSet of that name in a cluster, so these tests run one after another.
/// </summary>
[Collection(Set)]
public sealed class ArgoCdTests
{
    /// <summary>Tests that each apply the ApplicationSet.</summary>
    internal const string Set = "ApplicationSet";

    private const string Directory = "argocd";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(240);

    [ArgoCdFact]
    public async Task ApplicationSet_ThreeShippedStacks_SyncsEachFromItsOwnSecretsOnlyWhenTheyAreReadyAndStaysSynced()
    {
        using var repository = await new GitRepository().InitialisedAsync();
        var stacks = new List<LiveStack>();
        try
        {
            var id = LiveStack.NewId();
            foreach (var name in Stacks.Names)
                stacks.Add(await CreateAsync(name, id, repository.Url));
            var (dev, staging, prod) = (stacks[0], stacks[1], stacks[2]);
            var argoCd = new ArgoCd(dev.Cluster);

            await argoCd.JudgeAsync(HealthChecks.ExternalSecret);

            // Nobody has put staging's value yet.
            staging.LeaveEmpty("external");
            foreach (var live in stacks)
                await live.UpAsync();
            await CommitAsync(repository, stacks);
            await dev.Cluster.ApplyAsync(YamlJson.Read(repository.Read(Directory + "/applicationset.yaml")).AsObject());

            await argoCd.WaitSyncedAsync(Chart(dev), Long);
            await argoCd.WaitSyncedAsync(Chart(prod), Long);
            await AssertFromItsOwnSecretsAsync(dev);
            await AssertFromItsOwnSecretsAsync(prod);
            await AssertMadeAfterItsSecretsAsync(dev);
            await AssertMadeAfterItsSecretsAsync(prod);

            await staging.Cluster.WaitAsync(
                staging.Named("externalsecrets.external-secrets.io", "mcp-gateway-external"), found => Conditions.IsFalse(found, "Ready"), Long);
            Assert.Null(await staging.Cluster.FindAsync(ArgoCd.Application(Chart(staging))));

            await staging.PutAsync("external", ("SSO_GITHUB_CLIENT_SECRET", staging.Canaries.NewWord()));
            await argoCd.WaitSyncedAsync(Chart(staging), Long);
            await AssertFromItsOwnSecretsAsync(staging);
            await AssertMadeAfterItsSecretsAsync(staging);
            foreach (var live in stacks)
                await argoCd.WaitSyncedAsync(Parent(live), Long);
            await Task.WhenAll(stacks.SelectMany(live => (string[])[Parent(live), Chart(live)]).Select(argoCd.AssertStaysSyncedAsync));
            foreach (var live in stacks)
                await ClusterSearch.AssertNoCanaryAsync(live.Cluster, live.Canaries, live.Settings.Namespace, [.. Of(live).Secrets.Select(secret => (string)secret.Manifest.Name)]);
        }
        finally
        {
            var argoCd = new ArgoCd(new Kubectl(RealComponents.Kubeconfig!));
            await argoCd.DeleteAsync(ArgoCdObjects.Prefix, stacks.SelectMany(live => (string[])[Chart(live), Parent(live)]));
            await argoCd.JudgeNoMoreAsync(HealthChecks.ExternalSecret);
            foreach (var live in stacks)
                await live.DisposeAsync();
        }
    }

    /// <summary>The object that <c>pulumi up</c> makes itself, waited for as Pulumi would; the engine's part is the harness'.</summary>
    [ArgoCdFact]
    public async Task Up_DeliveryArgoCd_InstallsTheChartThroughItsApplicationOnceTheSecretsAreReady()
    {
        using var repository = await new GitRepository().InitialisedAsync();
        repository.Add("charts/mcp-stack", ProjectChart.Path);
        await repository.CommitAsync("The chart");
        await using var live = await CreateAsync("staging", LiveStack.NewId(), repository.Url);
        live.Settings = live.Settings with
        {
            Gateway = null,
            Release = live.Settings.Release with { TimeoutSeconds = 120 },
            Delivery = live.Settings.Delivery with { Mode = DeliveryMode.ArgoCd },
        };

        await live.UpAsync();
        var again = await live.UpAsync();

        var application = await live.Cluster.GetAsync(ArgoCd.Application(Chart(live)));
        Assert.Equal(("Synced", "Healthy"), ((string?)application["status"]!["sync"]!["status"], (string?)application["status"]!["health"]!["status"]));
        Assert.Equal(live.Resources.Count, again.Unchanged);
        await AssertFromItsOwnSecretsAsync(live);
        await AssertMadeAfterItsSecretsAsync(live);

        await live.DestroyAsync();
        Assert.Null(await live.Cluster.FindAsync(ArgoCd.Application(Chart(live))));
        Assert.Null(await live.Cluster.FindAsync(live.Named("deployments.apps", ChartNames.GatewayDeployment(live.Settings.Release.Name))));
    }

    private static string Parent(LiveStack live) => $"{ArgoCdObjects.Prefix}-{live.Settings.Environment}";

    private static string Chart(LiveStack live) => Parent(live) + "-chart";

    private static DeliverySpec Of(LiveStack live) => DeliverySpec.InGit(live.Settings);

    private static async Task<LiveStack> CreateAsync(string stack, string id, string repository)
    {
        var live = await LiveStack.CreateAsync(stack, id);
        var settings = live.Settings;
        live.Settings = settings with
        {
            Chart = settings.Chart with { Source = "./charts/mcp-stack" },
            Rollout = settings.Rollout with { Strategy = RolloutStrategy.Stable },
            ExtraEnvVarsSecret = [],
            Delivery = settings.Delivery with
            {
                Mode = DeliveryMode.Git,
                ArgoCd = settings.Delivery.ArgoCd with { RepoUrl = repository, Path = Directory, Cluster = new(ArgoCdCluster.OwnServer, null), Sync = ArgoCdSync.Automated },
            },
        };
        return live;
    }

    private static async Task CommitAsync(GitRepository repository, IEnumerable<LiveStack> stacks)
    {
        repository.Add("charts/mcp-stack", ProjectChart.Path);
        repository.Render(Directory, new ArgoCdRenderer().Render([.. stacks.Select(Of)], FileHeader.For(GitOpsTool.ArgoCd)));
        await repository.CommitAsync("Three environments");
    }

    /// <summary>Every variable that the catalog promises is in the gateway, with the value that the environment's own AWS secret has.</summary>
    internal static async Task AssertFromItsOwnSecretsAsync(LiveStack live)
    {
        var seen = await live.Pod.GatewayAsync();
        foreach (var secret in live.Catalog.GatewayObjects)
        {
            foreach (var fetched in secret.Fetched)
            {
                var group = Assert.IsType<RemoteSecret.OfGroup>(fetched.Remote);
                Assert.StartsWith($"{live.Settings.Aws.Prefix}/{live.Settings.Environment}/", group.Group.AwsName, StringComparison.Ordinal);
                Assert.True((await live.AwsValuesAsync(group.Group.Name))[group.Property] == seen[fetched.Key].Value, $"{fetched.Key} is another value than in AWS");
                Assert.StartsWith(secret.Name.Base, seen[fetched.Key].Source, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>The chart's Application was made when every ExternalSecret was Ready already, so its PreSync Job finds its Secrets.</summary>
    private static async Task AssertMadeAfterItsSecretsAsync(LiveStack live)
    {
        var made = Time((await live.Cluster.GetAsync(ArgoCd.Application(Chart(live))))["metadata"]!["creationTimestamp"]);
        var secrets = await live.Cluster.ListAsync("externalsecrets.external-secrets.io", live.Settings.Namespace);
        Assert.Equal(live.Catalog.Objects.Count, secrets.Count);
        Assert.All(secrets, secret => Assert.InRange(Time(Conditions.Find(secret, "Ready")!["lastTransitionTime"]), DateTimeOffset.MinValue, made));
        if (live.Settings.Database is DatabaseSettings.External)
            await AssertJobRanAndFindsItsSecretsAsync(live);
    }

    private static async Task AssertJobRanAndFindsItsSecretsAsync(LiveStack live)
    {
        // A hook is gone when it succeeded, and an Application keeps its last operation alone, which a later look may have begun: events stay.
        var migration = ChartNames.FullName(live.Settings.Release.Name) + "-migration";
        var completed = Assert.Single(
            await live.Cluster.ListAsync("events", live.Settings.Namespace),
            happened => (string?)happened["involvedObject"]!["name"] == migration && (string?)happened["reason"] == "Completed");
        var gateway = await live.Cluster.GetAsync(live.Named("deployments.apps", ChartNames.GatewayDeployment(live.Settings.Release.Name)));
        Assert.InRange(Time(completed["firstTimestamp"]), DateTimeOffset.MinValue, Time(gateway["metadata"]!["creationTimestamp"]));

        var application = await live.Cluster.GetAsync(ArgoCd.Application(Chart(live)));
        var values = application["spec"]!["source"]!["helm"]!["valuesObject"]!.ToJsonString();
        var manifests = await new HelmReleases(RealComponents.Kubeconfig!).HelmAsync(["template", live.Settings.Release.Name, ProjectChart.Path, "--values", "-"], values);
        var container = LivePod.Container(YamlJson.ReadAll(manifests).Single(manifest => (string?)manifest["kind"] == "Job").AsObject());
        var seen = await live.Pod.SeenByAsync(container);
        Assert.Contains("AUTH_ENCRYPTION_SECRET", seen.Keys);
        Assert.Contains(seen["POSTGRES_PASSWORD"].Value, live.Canaries.All);
    }

    private static DateTimeOffset Time(JsonNode? text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);
}
