using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>Files that the real kubeseal wrote, Secrets that somebody else makes, and what an API server says of the objects of Azure and Google.</summary>
[Collection(PulumiCollection.Name)]
public sealed class OtherBackendsTests
{
    [EndToEndFact("SEALED_SECRETS_CERT")]
    public async Task Sealed_FilesOfTheRealKubeseal_AreUnsealedAndUsedByTheChart()
    {
        using var project = new SealedProject();
        var @namespace = LiveBackend.NewNamespace();
        var yaml = BackendStacks.WithExternalServers(BackendStacks.Sealed);
        await using var live = await SealedStack.CreateAsync(yaml, @namespace, project);

        await live.UpAsync();

        await AssertFromSecretsAsync(live);
        await ClusterSearch.AssertNoCanaryAsync(live.Cluster, live.Canaries, @namespace, live.SecretNames);
    }

    [EndToEndFact("SEALED_SECRETS_CERT")]
    public async Task Sealed_ForAnotherNamespace_IsRefusedBeforeTheController()
    {
        using var project = new SealedProject();
        await using var live = await SealedStack.CreateAsync(BackendStacks.Sealed, LiveBackend.NewNamespace(), project);

        var problems = BackendStacks.Sealed.Problems(files: project.Files);

        Assert.NotEmpty(problems);
        Assert.Contains(problems, problem => problem.Message.Contains("must have namespace mcp-dev", StringComparison.Ordinal));
    }

    [EndToEndFact]
    public async Task Existing_SecretsUnderOtherNamesAndKeys_AreUsedByTheChart()
    {
        var yaml = BackendStacks.WithExternalServers(BackendStacks.Existing)
            .With("mcp-infra:existing.secrets", "{gateway: team, encryption: team, postgres: {name: cnpg-app, keys: {dbname: database, host: hostname}}, redis: {name: cache, keys: {REDIS_URL: url}}}");
        await using var live = LiveBackend.Create(yaml, LiveBackend.NewNamespace());

        await live.UpAsync();

        await AssertFromSecretsAsync(live);
        Assert.Equal(["kubernetes", "mcp-stack", "namespace"], live.Resources.Select(resource => resource.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>Every setting of these backends that has a field in the cluster.</summary>
    [EndToEndFact]
    public async Task AzureAndGoogle_EveryObject_IsWhatTheApiServerTakesAndStores()
    {
        var cluster = new Kubectl(RealComponents.Kubeconfig!);
        var google = BackendStacks.Gcpsm.With("mcp-infra:gcpsm.location", "europe-west1")
            .With("mcp-infra:gcpsm.googleServiceAccount", "mcp-reader@mcp-gateway-dev.iam.gserviceaccount.com")
            .With("mcp-infra:gcpsm.clusterProjectID", "mcp-clusters").With("mcp-infra:gcpsm.clusterLocation", "europe-west1-b").With("mcp-infra:gcpsm.clusterName", "dev");
        foreach (var stack in (StackYaml[])[BackendStacks.Azure, google])
        {
            foreach (var kind in Enum.GetValues<StoreKind>())
                Assert.Equal(5, await CrdChecks.AssertTakenAsync(cluster, BackendStacks.WithExternalServers(stack).With("mcp-infra:store.kind", kind.ToString()).Load()));
        }
    }

    private static async Task AssertFromSecretsAsync(LiveBackend live)
    {
        var seen = await live.Pod.GatewayAsync();
        foreach (var secret in live.Catalog.GatewayObjects)
        {
            foreach (var fetched in secret.Fetched)
            {
                Assert.True(live.Value(secret, fetched) == seen[fetched.Key].Value, $"{fetched.Key} is another value than was put");
                Assert.Equal(secret.Name.ToString(), seen[fetched.Key].Source);
            }
        }

        var (postgres, redis) = (live.Catalog.Postgres, live.Catalog.Redis);
        var job = await live.Pod.MigrationJobAsync();
        Assert.Equal(live.Value(redis, redis.Fetched[0]), seen["REDIS_URL"].Value);
        foreach (var (variable, key) in (IEnumerable<(string, string)>)[("POSTGRES_PASSWORD", "password"), ("POSTGRES_HOST", "host"), ("POSTGRES_USER", "user")])
        {
            var expected = live.Value(postgres, postgres.Fetched.Single(fetched => fetched.Key == key));
            Assert.Equal((expected, expected), (seen[variable].Value, job[variable].Value));
        }
    }
}
