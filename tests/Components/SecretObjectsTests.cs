using McpInfra.Cli.Preview;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Components;

/// <summary>What the secret operator is asked for: a store that reads as the reader role, and each Secret of the chart.</summary>
[Collection(PulumiCollection.Name)]
public sealed class SecretObjectsTests
{
    [Fact]
    public async Task ExternalSecret_ChangedAwsVersion_ChangesTheNameInTheReleaseAndOnlyThen()
    {
        var settings = Stacks.Shipped("dev");
        var first = await RunWithVersionAsync(settings, ProviderAnswers.VersionId(1));
        var again = await RunWithVersionAsync(settings, ProviderAnswers.VersionId(1));
        var changed = await RunWithVersionAsync(settings, ProviderAnswers.VersionId(2));

        Assert.Equal(Names(first), Names(again));
        Assert.Matches("^mcp-gateway-external-secret-[0-9a-f]{8}$", Gateway(first));
        Assert.NotEqual(Gateway(first), Gateway(changed));
        Assert.Equal(Names(first).Except([Gateway(first)]), Names(changed).Except([Gateway(changed)]));
        Assert.Contains(Gateway(changed), changed.Single(Deployed.Release).Json, StringComparison.Ordinal);
        Assert.DoesNotContain(Gateway(first), changed.Single(Deployed.Release).Json, StringComparison.Ordinal);

        static string Gateway(Deployed deployed) => deployed.Single(Deployed.ExternalSecret, "secrets-gateway-gateway/versioned").Text("metadata.name")!;
        static List<string> Names(Deployed deployed) =>
            [.. deployed.OfType(Deployed.ExternalSecret).Select(secret => secret.Text("metadata.name")!).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task ExternalSecret_VersionedSecret_IsPinnedToItsVersion()
    {
        var deployed = await RunWithVersionAsync(Stacks.Shipped("dev"), ProviderAnswers.VersionId(7));

        var gateway = deployed.Single(Deployed.ExternalSecret, "secrets-gateway-gateway/versioned");
        Assert.Equal("uuid/" + ProviderAnswers.VersionId(7), gateway.Text("spec.data.0.remoteRef.version"));
        Assert.Equal(gateway.Text("metadata.name"), gateway.Text("spec.target.name"));
    }

    [Fact]
    public async Task ExternalSecret_AuthEncryptionSecret_HasItsOwnSecretThatFollowsNoChange()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        var encryption = deployed.Single(Deployed.ExternalSecret, "secrets-gateway-encryption/stable");
        Assert.Equal("mcp-gateway-encryption", encryption.Text("metadata.name"));
        Assert.Equal("CreatedOnce", encryption.Text("spec.refreshPolicy"));
        Assert.Equal(1, encryption.At("spec.data")!.Value.GetArrayLength());
        var password = deployed.Single("random:index/randomPassword:RandomPassword", "vault-AUTH_ENCRYPTION_SECRET");
        Assert.Contains("length", password.Options.IgnoreChanges);
        Assert.Contains("keepers", password.Options.IgnoreChanges);
    }

    [Fact]
    public async Task ExternalSecret_StableRollout_FollowsNoVersion()
    {
        var settings = Stacks.Shipped("dev") with { Rollout = new RolloutSettings(RolloutStrategy.Stable, Reloader: true) };
        var deployed = await Deployed.RunAsync(settings);

        Assert.Equal($"mcp-gateway-external-secret-{McpInfra.Model.CatalogBuilder.Build(settings).GatewayObjects.Last().List}",
            deployed.OfType(Deployed.ExternalSecret).Single(secret => secret.Name.StartsWith("secrets-gateway-gateway/", StringComparison.Ordinal)).Text("metadata.name"));
        Assert.DoesNotContain(deployed.OfType(Deployed.ExternalSecret), secret => secret.Json.Contains("uuid/", StringComparison.Ordinal));
        var patch = deployed.Single("kubernetes:apps/v1:DeploymentPatch");
        Assert.Equal("mcp-mcp-stack-mcpgateway", patch.Text("metadata.name"));
        Assert.Contains("reloader.stakater.com/auto", patch.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExternalSecret_EveryStack_NamesEachKeyAndExtractsNothing()
    {
        foreach (var (_, settings, canaries) in Stacks.EveryCombination().Where((_, index) => index % 12 == 0))
        {
            foreach (var secret in (await Deployed.RunAsync(settings, canaries: canaries)).OfType(Deployed.ExternalSecret))
            {
                Assert.Null(secret.At("spec.dataFrom"));
                foreach (var data in secret.At("spec.data")!.Value.EnumerateArray())
                {
                    var remote = data.GetProperty("remoteRef");
                    Assert.True(remote.TryGetProperty("property", out _));
                    Assert.All(remote.EnumerateObject(), field => Assert.Contains(field.Name, (string[])["key", "property", "version"]));
                }
            }
        }
    }

    [Fact]
    public async Task ExternalSecret_ExternalDatabaseAndRedis_ComposeWhatTheChartReads()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev") with
        {
            Database = new DatabaseSettings.External { Host = "db.example.com", Port = 5433, Name = "mcp", User = "gate@way", Password = Stacks.Source(SecretSource.Existing) },
            Redis = new RedisSettings.External { Host = "redis.example.com", Port = 6380, User = "app", Tls = true, Db = 2, Password = Stacks.Source(SecretSource.Existing) },
        });

        var postgres = deployed.Single(Deployed.ExternalSecret, "secrets-postgres/stable");
        var data = postgres.At("spec.target.template.data")!.Value;
        Assert.Equal("db.example.com", data.GetProperty("host").GetString());
        Assert.Equal("5433", data.GetProperty("port").GetString());
        Assert.Equal("mcp", data.GetProperty("dbname").GetString());
        Assert.Equal("gate%40way", data.GetProperty("user").GetString());
        Assert.Equal("{{ .password | urlquery | replace \"+\" \"%20\" }}", data.GetProperty("password").GetString());
        Assert.Equal("rediss://app:{{ .password | urlquery | replace \"+\" \"%20\" }}@redis.example.com:6380/2",
            deployed.Single(Deployed.ExternalSecret, "secrets-redis/stable").At("spec.target.template.data")!.Value.GetProperty("REDIS_URL").GetString());
        var release = deployed.Single(Deployed.Release);
        Assert.Equal("mcp-postgres", release.Text("values.postgres.external.existingSecret"));
        Assert.Equal("mcp-redis", release.Text("values.redis.external.existingSecret"));
    }

    [Fact]
    public async Task Store_Irsa_ReadsAsItsServiceAccountWhoseRoleTrustsExactlyIt()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        var store = deployed.Single("kubernetes:external-secrets.io/v1:SecretStore");
        Assert.Equal("mcp-secrets-reader", store.Text("spec.provider.aws.auth.jwt.serviceAccountRef.name"));
        Assert.Null(store.At("spec.provider.aws.role"));
        Assert.Contains("role/mcp-dev-reader", deployed.Single("kubernetes:core/v1:ServiceAccount").Json, StringComparison.Ordinal);
        var trust = deployed.Single("aws:iam/role:Role").Policy("assumeRolePolicy");
        var condition = trust.GetProperty("Statement")[0].GetProperty("Condition").GetProperty("StringEquals");
        var values = condition.EnumerateObject().ToDictionary(entry => entry.Name.Split(':')[^1], entry => entry.Value.GetString());
        Assert.Equal("sts.amazonaws.com", values["aud"]);
        Assert.Equal("system:serviceaccount:mcp-dev:mcp-secrets-reader", values["sub"]);
    }

    [Fact]
    public async Task Store_PodIdentity_NamesTheRoleAndNoServiceAccount()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("prod"));

        var store = deployed.Single("kubernetes:external-secrets.io/v1:SecretStore");
        Assert.Equal("arn:aws:iam::123456789012:role/mcp-prod-reader", store.Text("spec.provider.aws.role"));
        Assert.Null(store.At("spec.provider.aws.auth"));
        Assert.Empty(deployed.OfType("kubernetes:core/v1:ServiceAccount"));
        var statement = deployed.Single("aws:iam/role:Role").Policy("assumeRolePolicy").GetProperty("Statement")[0];
        Assert.Equal("""["sts:AssumeRole","sts:TagSession"]""", statement.GetProperty("Action").GetRawText());
        Assert.Equal("arn:aws:iam::123456789012:role/external-secrets-operator", statement.GetProperty("Principal").GetProperty("AWS").GetString());
    }

    [Fact]
    public async Task Store_ClusterSecretStore_IsForItsNamespaceAlone()
    {
        var dev = Stacks.Shipped("dev");
        var deployed = await Deployed.RunAsync(dev with { Store = dev.Store with { Kind = StoreKind.ClusterSecretStore, Name = "mcp-dev-aws" } });

        var store = deployed.Single("kubernetes:external-secrets.io/v1:ClusterSecretStore");
        Assert.Equal("""["mcp-dev"]""", store.At("spec.conditions.0.namespaces")!.Value.GetRawText());
        Assert.Null(store.At("metadata.namespace"));
        Assert.Equal("mcp-dev", store.Text("spec.provider.aws.auth.jwt.serviceAccountRef.namespace"));
    }

    private static Task<Deployed> RunWithVersionAsync(StackSettings settings, string version)
    {
        var canaries = new Canaries();
        return Deployed.RunAsync(settings, new RecordingCloud(canaries) { VersionIdOf = _ => version }, canaries);
    }
}
