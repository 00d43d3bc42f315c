using System.Text.Json.Nodes;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;
using Pulumi;

namespace McpInfra.Tests.EndToEnd;

/// <summary>A real Vault and its Kubernetes auth method, read through External Secrets Operator and through Vault Secrets Operator.</summary>
[Collection(PulumiCollection.Name)]
public sealed class VaultTests
{
    [EndToEndTheory("VAULT_ADDR", "VAULT_TOKEN")]
    [InlineData("eso")]
    [InlineData("vso")]
    public async Task Gateway_EveryVariable_ComesFromVaultAndIsEncodedInUrls(string vaultOperator)
    {
        await using var live = await WithValuesAsync(vaultOperator);

        await live.UpAsync();

        var seen = await live.Pod.GatewayAsync();
        foreach (var secret in live.Catalog.GatewayObjects)
        {
            foreach (var fetched in secret.Fetched)
            {
                Assert.True(live.Value(secret, fetched) == seen[fetched.Key].Value, $"{fetched.Key} is another value than in Vault");
                Assert.Equal(secret.Name.ToString(), seen[fetched.Key].Source);
            }
        }

        Assert.All(ChartCredentials.GatewayVariables, name => Assert.Contains(seen[name].Value, live.Canaries.All));
        await ClusterSearch.AssertNoCanaryAsync(live.Cluster, live.Canaries, live.Settings.Namespace, live.SecretNames);

        // What is composed of a password with characters that a URL does not take is encoded by each operator alike.
        var (postgres, redis) = (live.Catalog.Postgres, live.Catalog.Redis);
        var password = Uri.EscapeDataString(live.Value(postgres, postgres.Fetched[0]));
        Assert.Equal(
            new Dictionary<string, string> { ["dbname"] = "mcp", ["host"] = "db.example.com", ["password"] = password, ["port"] = "5432", ["user"] = "gateway" },
            await live.SecretAsync(postgres));
        Assert.Equal(
            new Dictionary<string, string> { ["REDIS_URL"] = $"rediss://:{Uri.EscapeDataString(live.Value(redis, redis.Fetched[0]))}@redis.example.com:6379/0" },
            await live.SecretAsync(redis));
        Assert.Contains($":{password}@db.example.com:5432/mcp", (await live.Pod.MigrationJobAsync())["DATABASE_URL"].Value, StringComparison.Ordinal);
    }

    [EndToEndTheory("VAULT_ADDR", "VAULT_TOKEN")]
    [InlineData("eso")]
    [InlineData("vso")]
    public async Task RoleOfDev_PathOfProd_IsRefusedByVault(string vaultOperator)
    {
        await using var live = await WithValuesAsync(vaultOperator, otherPath: "prod");
        live.Settings = live.Settings with { Store = live.Settings.Store with { TimeoutSeconds = 6 } };

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => live.UpAsync());

        Assert.Contains("timed out waiting for", refused.Message, StringComparison.Ordinal);
        Assert.Contains("permission denied", await EventsAsync(live), StringComparison.Ordinal);
        Assert.All(live.SecretNames, name => Assert.Null(live.Cluster.FindAsync(live.Named("Secret", name)).Result));
        Assert.DoesNotContain(live.Resources, resource => resource.Type == HelmReleases.Release);
    }

    [EndToEndTheory("VAULT_ADDR", "VAULT_TOKEN")]
    [InlineData("eso")]
    [InlineData("vso")]
    public async Task Secret_KeyThatVaultLacks_IsNotMadeAtAll(string vaultOperator)
    {
        await using var live = await WithValuesAsync(vaultOperator, without: "JWT_SECRET_KEY");
        live.Settings = live.Settings with { Store = live.Settings.Store with { TimeoutSeconds = 6 } };

        await Assert.ThrowsAnyAsync<Exception>(() => live.UpAsync());

        var secret = live.Catalog.GatewayObjects.Single(secret => secret.Name.Base == CatalogNames.GatewaySecret);
        Assert.Null(await live.Cluster.FindAsync(live.Named("Secret", secret.Name.ToString())));
        Assert.Contains("JWT_SECRET_KEY", await EventsAsync(live), StringComparison.Ordinal);
    }

    [EndToEndFact("VAULT_ADDR", "VAULT_TOKEN")]
    public async Task Vso_ChangedValue_RestartsTheGatewayOnce()
    {
        await using var live = await WithValuesAsync("vso");
        await live.UpAsync();
        var gateway = live.Named("deployments.apps", ChartNames.GatewayDeployment(live.Settings.Release.Name));
        Assert.Null(RestartedAt(await live.Cluster.GetAsync(gateway)));
        var secret = live.Catalog.GatewayObjects.Single(secret => secret.Name.Base == CatalogNames.GatewaySecret);
        var jwt = secret.Fetched.Single(fetched => fetched.Key == ChartCredentials.JwtSecretKey);

        var changed = live.Change(secret, jwt);
        await PutAsync(live);

        await live.Cluster.WaitAsync(gateway, found => RestartedAt(found) is not null, TimeSpan.FromSeconds(30));
        Assert.Equal(changed, (await live.Pod.GatewayAsync())[jwt.Key].Value);
    }

    [EndToEndTheory("VAULT_ADDR", "VAULT_TOKEN")]
    [InlineData("eso")]
    [InlineData("vso")]
    public async Task AppliedObjects_OfTheOperator_AreStoredAsTheyWereWritten(string vaultOperator)
    {
        await using var live = await WithValuesAsync(vaultOperator);

        await CrdChecks.AssertTakenAsync(live.Cluster, live.Settings);
    }

    private static string? RestartedAt(JsonObject? deployment) =>
        (string?)deployment?["spec"]!["template"]!["metadata"]?["annotations"]?["vso.secrets.hashicorp.com/restartedAt"];

    /// <summary>A stack with servers that somebody else runs, its role in Vault, and values put by the printed lines.</summary>
    /// <param name="otherPath">An environment whose path the stack names in place of its role's.</param>
    /// <param name="without">A variable that nobody puts.</param>
    private static async Task<LiveBackend> WithValuesAsync(string vaultOperator, string? otherPath = null, string? without = null)
    {
        var @namespace = LiveBackend.NewNamespace();
        var role = @namespace + "-reader";
        await VaultServer.AddReaderAsync(role, @namespace + "/dev", @namespace);
        var live = LiveBackend.Create(
            BackendStacks.WithExternalServers(BackendStacks.Vault)
                .With("mcp-infra:vault", $"{{operator: {vaultOperator}, address: '{VaultServer.Address}', path: {@namespace}/{otherPath ?? "dev"}, role: {role}, audience: '{VaultServer.Audience}'}}"),
            @namespace);
        await PutAsync(live, without);
        return live;
    }

    private static async Task PutAsync(LiveBackend live, string? without = null)
    {
        foreach (var (holder, values) in live.Values)
            await VaultServer.PutAsync(holder, values.Where(value => value.Key != without).ToDictionary());
    }

    private static async Task<string> EventsAsync(LiveBackend live) =>
        string.Join('\n', (await live.Cluster.ListAsync("events", live.Settings.Namespace)).Select(happened => (string?)happened["message"]));
}
