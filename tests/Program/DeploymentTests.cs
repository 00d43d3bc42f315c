using System.Text.Json;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Program;

/// <summary>What the program deploys for a stack, seen through mocks.</summary>
[Collection(PulumiCollection.Name)]
public sealed class DeploymentTests
{
    [Fact]
    public async Task Release_EnvFrom_ListsTheStacksEntriesFirstAndOursLast()
    {
        var dev = Stacks.Shipped("dev");
        var settings = dev with
        {
            ExtraEnvVarsSecret =
            [
                new EnvFromSettings(EnvFromKind.SecretRef, "team-secret", Optional: false),
                new EnvFromSettings(EnvFromKind.ConfigMapRef, "team-config", Optional: true),
            ],
        };

        var release = (await Deployed.RunAsync(settings)).Single(Deployed.Release);

        foreach (var key in (string[])["extraEnvFrom", "extraEnvVarsSecret"])
        {
            var list = release.At("values.mcpContextForge." + key)!.Value.EnumerateArray().ToList();
            Assert.Equal("""{"secretRef":{"name":"team-secret"}}""", list[0].GetRawText());
            Assert.Equal("team-config", list[1].GetProperty("configMapRef").GetProperty("name").GetString());
            Assert.True(list[1].GetProperty("configMapRef").GetProperty("optional").GetBoolean());
            Assert.StartsWith("mcp-gateway-external-secret-", list[^1].GetProperty("secretRef").GetProperty("name").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Release_ChartDefaultsOfTheGateway_AreOverriddenByOurSecret()
    {
        var settings = Stacks.Shipped("dev");
        var deployed = await Deployed.RunAsync(settings);
        var release = deployed.Single(Deployed.Release);
        var chart = new EnvFromContent<string>("chart",
            ChartCredentials.GatewayVariables.ToDictionary(name => name, _ => "changeme"));
        var listed = release.At("values.mcpContextForge.extraEnvFrom")!.Value.EnumerateArray()
            .Select(entry => entry.GetProperty("secretRef").GetProperty("name").GetString()!)
            .Select(name => deployed.OfType(Deployed.ExternalSecret).Single(secret => secret.Text("spec.target.name") == name))
            .Select(secret => new EnvFromContent<string>(secret.Text("spec.target.name")!, secret.At("spec.data")!.Value.EnumerateArray()
                .ToDictionary(data => data.GetProperty("secretKey").GetString()!, data => data.GetProperty("remoteRef").GetProperty("key").GetString()!)));

        var effective = PodEnvironment.Compute([chart, .. listed], []);

        foreach (var name in ChartCredentials.GatewayVariables)
            Assert.NotEqual("changeme", effective[name].Value);
        Assert.Equal("mcp/dev/gateway", effective["JWT_SECRET_KEY"].Value);
        Assert.Equal("mcp/dev/encryption", effective["AUTH_ENCRYPTION_SECRET"].Value);
    }

    [Fact]
    public async Task Release_EveryCredentialOfTheChart_IsBlankedOrTakenFromASecret()
    {
        foreach (var (name, settings, canaries) in Stacks.EveryCombination())
        {
            var values = ValueTree.Leaves(ChartValues.For(LoadedStack.Of(settings)).ToTree())
                .ToDictionary(leaf => leaf.Path, leaf => leaf.Value);

            foreach (var variable in ChartCredentials.GatewayVariables)
                Assert.Equal("", values["mcpContextForge.secret." + variable]);
            foreach (var path in ChartCredentials.Emptied)
                Assert.Equal("", values[path]);
            Assert.True(values.ContainsKey("postgres.existingSecret") || values.ContainsKey("postgres.external.existingSecret"), name);
            Assert.True(values.ContainsKey("redis.auth.existingSecret") || values.ContainsKey("redis.external.existingSecret"), name);
            Assert.True(values.ContainsKey("pgadmin.existingSecret") || values.ContainsKey("minio.existingSecret"), name);
            Assert.NotEmpty(canaries.All);
        }
    }

    [Fact]
    public void ChartValues_DatabaseMode_AloneDecidesMigrationAndHookPhase()
    {
        foreach (var (name, settings, _) in Stacks.EveryCombination())
        {
            var tree = ChartValues.For(LoadedStack.Of(settings)).ToTree();

            var external = settings.Database is DatabaseSettings.External;
            Assert.True(Equals(external, ValueTree.At(tree, "migration.enabled")), name);
            Assert.True(Equals(external ? "pre-install,pre-upgrade" : null, ValueTree.At(tree, "migration.hookPhase")), name);
            Assert.True(Equals(!external, ValueTree.At(tree, "postgres.enabled")), name);
        }
    }

    [Fact]
    public async Task Release_EveryStack_IsAwaited()
    {
        foreach (var stack in Stacks.Names)
        {
            var release = (await Deployed.RunAsync(Stacks.Shipped(stack))).Single(Deployed.Release);
            Assert.Equal("False", release.Text("skipAwait"));
        }
    }

    [Fact]
    public async Task Release_UnlessAsked_HasNoServiceMonitorIngressOrDemoServer()
    {
        var release = (await Deployed.RunAsync(Stacks.Shipped("dev") with { Gateway = null, Values = new Dictionary<string, object?>() })).Single(Deployed.Release);

        foreach (var path in (string[])["mcpContextForge.metrics.serviceMonitor", "mcpContextForge.ingress", "mcpFastTimeServer", "mcpFastTimeServer.ingress"])
            Assert.Equal("False", release.Text($"values.{path}.enabled"));
    }

    [Fact]
    public async Task ExternalSecret_ChangedAwsVersion_ChangesTheNameInTheReleaseAndOnlyThen()
    {
        var settings = Stacks.Shipped("dev");
        var first = await RunWithVersionAsync(settings, RecordingCloud.VersionId(1));
        var again = await RunWithVersionAsync(settings, RecordingCloud.VersionId(1));
        var changed = await RunWithVersionAsync(settings, RecordingCloud.VersionId(2));

        Assert.Equal(Names(first), Names(again));
        Assert.Matches("^mcp-gateway-external-secret-[0-9a-f]{8}$", Gateway(first));
        Assert.NotEqual(Gateway(first), Gateway(changed));
        Assert.Equal(Names(first).Except([Gateway(first)]), Names(changed).Except([Gateway(changed)]));
        Assert.Contains(Gateway(changed), changed.Single(Deployed.Release).Json, StringComparison.Ordinal);
        Assert.DoesNotContain(Gateway(first), changed.Single(Deployed.Release).Json, StringComparison.Ordinal);

        static string Gateway(Deployed deployed) => deployed.Single(Deployed.ExternalSecret, "secrets-gateway-gateway").Text("metadata.name")!;
        static List<string> Names(Deployed deployed) =>
            [.. deployed.OfType(Deployed.ExternalSecret).Select(secret => secret.Text("metadata.name")!).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task ExternalSecret_VersionedSecret_IsPinnedToItsVersion()
    {
        var deployed = await RunWithVersionAsync(Stacks.Shipped("dev"), RecordingCloud.VersionId(7));

        var gateway = deployed.Single(Deployed.ExternalSecret, "secrets-gateway-gateway");
        Assert.Equal("uuid/" + RecordingCloud.VersionId(7), gateway.Text("spec.data.0.remoteRef.version"));
        Assert.Equal(gateway.Text("metadata.name"), gateway.Text("spec.target.name"));
    }

    [Fact]
    public async Task ExternalSecret_AuthEncryptionSecret_HasItsOwnSecretThatFollowsNoChange()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        var encryption = deployed.Single(Deployed.ExternalSecret, "secrets-gateway-encryption");
        Assert.Equal("mcp-gateway-encryption", encryption.Text("metadata.name"));
        Assert.Equal("CreatedOnce", encryption.Text("spec.refreshPolicy"));
        Assert.Equal(1, encryption.At("spec.data")!.Value.GetArrayLength());
        var password = deployed.Single("random:index/randomPassword:RandomPassword", "vault-AUTH_ENCRYPTION_SECRET");
        Assert.Contains("length", password.Options.IgnoreChanges);
        Assert.Contains("keepers", password.Options.IgnoreChanges);
    }

    [Fact]
    public async Task ExternalSecret_StableRollout_KeepsPlainNames()
    {
        var settings = Stacks.Shipped("dev") with { Rollout = new RolloutSettings(RolloutStrategy.Stable, Reloader: true) };
        var deployed = await Deployed.RunAsync(settings);

        Assert.Contains(deployed.OfType(Deployed.ExternalSecret), secret => secret.Text("metadata.name") == "mcp-gateway-external-secret");
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

        var postgres = deployed.Single(Deployed.ExternalSecret, "secrets-postgres");
        var data = postgres.At("spec.target.template.data")!.Value;
        Assert.Equal("db.example.com", data.GetProperty("host").GetString());
        Assert.Equal("5433", data.GetProperty("port").GetString());
        Assert.Equal("mcp", data.GetProperty("dbname").GetString());
        Assert.Equal("gate%40way", data.GetProperty("user").GetString());
        Assert.Equal("{{ .password | urlquery | replace \"+\" \"%20\" }}", data.GetProperty("password").GetString());
        Assert.Equal("rediss://app:{{ .password | urlquery | replace \"+\" \"%20\" }}@redis.example.com:6380/2",
            deployed.Single(Deployed.ExternalSecret, "secrets-redis").At("spec.target.template.data")!.Value.GetProperty("REDIS_URL").GetString());
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
        var trust = Policy(deployed.Single("aws:iam/role:Role"), "assumeRolePolicy");
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
        var statement = Policy(deployed.Single("aws:iam/role:Role"), "assumeRolePolicy").GetProperty("Statement")[0];
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

    [Fact]
    public async Task Providers_EveryStack_AreBoundToAccountRegionAndContext()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("prod"));

        Assert.Contains("123456789012", deployed.Single("pulumi:providers:aws").Json, StringComparison.Ordinal);
        Assert.Equal("eu-west-1", deployed.Single("pulumi:providers:aws").Text("region"));
        Assert.Equal(Stacks.Shipped("prod").Kubernetes.Context, deployed.Single("pulumi:providers:kubernetes").Text("context"));
    }

    private static Task<Deployed> RunWithVersionAsync(StackSettings settings, string version)
    {
        var canaries = new Canaries();
        return Deployed.RunAsync(settings, new RecordingCloud(canaries) { VersionIdOf = _ => version }, canaries);
    }

    internal static JsonElement Policy(DeployedResource resource, string input) =>
        JsonDocument.Parse((string)resource.Inputs[input]).RootElement.Clone();
}
