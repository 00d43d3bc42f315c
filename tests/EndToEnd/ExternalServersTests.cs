using System.Text.Json.Nodes;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;

namespace McpInfra.Tests.EndToEnd;

/// <summary>Postgres and Redis that somebody else runs: what the operator composes of their secrets is what the chart reads.</summary>
public sealed class ExternalServersTests
{
    /// <summary>Every character that means something in a URL, in JSON, in a template or in a shell.</summary>
    private const string Awkward = "Canary a@b:c/d?e#f%g+h\"i'j\\k{{l}}$(m)&=é";

    [EndToEndFact]
    public async Task Gateway_PasswordOfAwkwardCharactersInRdsShapedJson_ArrivesWholeInBothUrls()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        var rds = await live.AddForeignSecretAsync("rds!db", new JsonObject
        {
            ["dbClusterIdentifier"] = "mcp", ["engine"] = "postgres", ["host"] = "elsewhere.example.com", ["password"] = Awkward, ["port"] = 5432, ["username"] = "mcp",
        });
        var elastiCache = await live.AddForeignSecretAsync("elasticache", new JsonObject { ["password"] = Awkward });
        live.Settings = live.Settings with
        {
            Database = new DatabaseSettings.External { Host = "db.example.com", Port = 6432, Name = "mcp", User = "gateway", Password = Existing(rds) },
            Redis = new RedisSettings.External { Host = "redis.example.com", Port = 6380, User = "app", Tls = true, Db = 2, Password = Existing(elastiCache) },
        };

        await live.UpAsync();
        var postgres = await live.SecretAsync("mcp-postgres");
        var gateway = await live.Pod.GatewayAsync();
        var job = await live.Pod.MigrationJobAsync();

        Assert.Equal(["dbname", "host", "password", "port", "user"], postgres.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("db.example.com", "6432", "mcp"), (postgres["host"], postgres["port"], postgres["dbname"]));
        Assert.Equal(Awkward, Uri.UnescapeDataString(postgres["password"]));
        AssertUrl("postgresql+psycopg", "gateway", "db.example.com", 6432, "/mcp", gateway["DATABASE_URL"].Value);
        Assert.Equal(gateway["DATABASE_URL"].Value, job["DATABASE_URL"].Value);
        Assert.Equal(["REDIS_URL"], (await live.SecretAsync("mcp-redis")).Keys);
        AssertUrl("rediss", "app", "redis.example.com", 6380, "/2", gateway["REDIS_URL"].Value);
    }

    [EndToEndFact]
    public async Task Gateway_BundledServers_UseTheGeneratedPasswordsTheyWereStartedWith()
    {
        await using var live = await LiveStack.CreateAsync("dev");

        await live.UpAsync();
        var gateway = await live.Pod.GatewayAsync();
        var server = await live.Pod.SeenByAsync(LivePod.Container(await live.Cluster.GetAsync(live.Named("deployments.apps", "mcp-mcp-stack-postgres"))));

        Assert.Contains(gateway["POSTGRES_PASSWORD"].Value, live.Canaries.All);
        Assert.Equal(server["POSTGRES_PASSWORD"].Value, gateway["POSTGRES_PASSWORD"].Value);
        Assert.Equal(server["POSTGRES_DB"].Value, gateway["POSTGRES_DB"].Value);
        AssertUrl("redis", "", "mcp-mcp-stack-redis", 6379, "/0", gateway["REDIS_URL"].Value, gateway["REDIS_PASSWORD"].Value);
    }

    [EndToEndFact]
    public async Task PgAdminAndMinio_SwitchedOn_TakeTheirCredentialsFromOurSecrets()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.SetValues(("pgadmin.enabled", true), ("minio.enabled", true), ("minio.persistence.enabled", false));

        await live.UpAsync();

        foreach (var (part, variable) in new[] { ("pgadmin", "PGADMIN_DEFAULT_PASSWORD"), ("minio", "MINIO_ROOT_PASSWORD") })
        {
            var server = await live.Cluster.GetAsync(live.Named("deployments.apps", "mcp-mcp-stack-" + part));
            Assert.Contains((await live.Pod.SeenByAsync(LivePod.Container(server)))[variable].Value, live.Canaries.All);
        }

        await ClusterSearch.AssertNoCanaryAsync(live.Cluster, live.Canaries, live.Settings.Namespace, live.SecretNames);
    }

    private static void AssertUrl(string scheme, string user, string host, int port, string path, string url, string password = Awkward)
    {
        var parsed = new Uri(url);
        Assert.Equal((scheme, host, port, path), (parsed.Scheme, parsed.Host, parsed.Port, parsed.AbsolutePath));
        Assert.Equal("", parsed.Query + parsed.Fragment);
        var credentials = parsed.UserInfo.Split(':', 2);
        Assert.Equal((user, password), (Uri.UnescapeDataString(credentials[0]), Uri.UnescapeDataString(credentials[1])));
    }

    private static ValueSource Existing(string arn) => new() { From = SecretSource.Existing, Existing = new ExistingSecret(arn, "password", null) };
}
