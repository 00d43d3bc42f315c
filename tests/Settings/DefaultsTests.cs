using McpInfra.Contract;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

public class DefaultsTests
{
    [Fact]
    public void Load_Baseline_TakesTheDefaults()
    {
        var settings = StackYaml.Baseline.Load();

        Assert.Equal(("dev", "dev", "mcp-dev"), (settings.Stack, settings.Environment, settings.Namespace));
        Assert.Equal(new ChartSettings { Source = ChartSettings.PublishedSource, Version = ChartTable.NewestVersion }, settings.Chart);
        Assert.Equal(new ReleaseSettings { Name = "mcp", TimeoutSeconds = 600 }, settings.Release);
        Assert.Equal(new StoreSettings { Kind = StoreKind.SecretStore, Name = "aws", RefreshInterval = "1h0m0s", TimeoutSeconds = 120 }, settings.Store);
        Assert.Equal(new IdentitySettings.Irsa(StackYaml.OidcProviderArn, "mcp-secrets-reader"), settings.Identity);
        Assert.Equal(new RolloutSettings(RolloutStrategy.Versioned, Reloader: false), settings.Rollout);
        Assert.Equal(new MigrationSettings(Optional: false, AllowOptionalInProd: false), settings.Migration);
        Assert.Equal(new DatabaseSettings.Bundled { Name = "mcp", User = "mcp", Password = new ValueSource { From = SecretSource.Generate } }, settings.Database);
        Assert.Equal(new RedisSettings.Bundled { Password = new ValueSource { From = SecretSource.Generate } }, settings.Redis);
        Assert.Null(settings.Gateway);
        Assert.Empty(settings.ExtraEnvVarsSecret);
        Assert.Empty(settings.Values);
        Assert.Empty(settings.SecretValues);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Load_Baseline_TakesTheDefaultsOfAws()
    {
        var aws = StackYaml.Baseline.Load().Aws;

        Assert.Equal((StackYaml.AccountId, "eu-west-1", "mcp", 30, false), (aws.AccountId, aws.Region, aws.Prefix, aws.RecoveryWindowDays, aws.Protect));
        Assert.Equal(new KmsSettings(KmsMode.AsItIs, null), aws.Kms);
        Assert.Empty(aws.Replicas);
        Assert.Empty(aws.Tags);
        Assert.Null(aws.PermissionsBoundary);
    }

    [Fact]
    public void Load_Baseline_GeneratesTheChartsCredentials() => Assert.Equal(
        ["AUTH_ENCRYPTION_SECRET", "BASIC_AUTH_PASSWORD", "DEFAULT_USER_PASSWORD", "JWT_SECRET_KEY", "PLATFORM_ADMIN_PASSWORD"],
        StackYaml.Baseline.Load().Secrets.Where(secret => secret.Source == new ValueSource { From = SecretSource.Generate }).Select(secret => secret.Name));

    [Fact]
    public void Load_ExternalServices_TakeTheirDefaults()
    {
        var database = Assert.IsType<DatabaseSettings.External>(StackYaml.WithExternalDatabase.Load().Database);
        var redis = Assert.IsType<RedisSettings.External>(StackYaml.WithExternalRedis.Load().Redis);

        Assert.Equal(5432, database.Port);
        Assert.Equal((6379, "", true, 0), (redis.Port, redis.User, redis.Tls, redis.Db));
    }

    [Fact]
    public void Load_Gateway_TakesNginx() => Assert.Equal(
        new GatewaySettings("mcp.example.com", "nginx", null), StackYaml.Baseline.With("mcp-infra:gateway.host", "mcp.example.com").Load().Gateway);

    [Fact]
    public void Load_ClusterSecretStore_IsNamedAfterItsNamespace() => Assert.Equal(
        "mcp-dev-aws", StackYaml.Baseline.With("mcp-infra:store.kind", "ClusterSecretStore").Load().Store.Name);

    [Fact]
    public void Load_Production_Protects() => Assert.True(StackYaml.Baseline.Load("prod").Aws.Protect);

    [Fact]
    public void Load_EmptyMaps_AreDefaults()
    {
        var yaml = StackYaml.Baseline.With("mcp-infra:database", "{}").With("mcp-infra:aws.tags", "{}").With("mcp-infra:aws.replicas", "[]").With("mcp-infra:values", "{}");

        Assert.Empty(yaml.Problems());
    }

    [Fact]
    public void Load_Everything_ReadsEveryKey()
    {
        var settings = StackYaml.Everything.Load();

        Assert.Equal(("qa", "gateway-qa"), (settings.Environment, settings.Namespace));
        Assert.Equal(new ChartSettings { Source = "./charts/mcp-stack", Version = "1.0.7" }, settings.Chart);
        Assert.Equal(new ReleaseSettings { Name = "gateway", TimeoutSeconds = 900 }, settings.Release);
        Assert.Equal(new StoreSettings { Kind = StoreKind.ClusterSecretStore, Name = "gateway-aws", RefreshInterval = "1h30m0s", TimeoutSeconds = 60 }, settings.Store);
        Assert.Equal(new IdentitySettings.Irsa(StackYaml.OidcProviderArn, "reader"), settings.Identity);
        Assert.Equal(new GatewaySettings("mcp.example.com", "alb", "mcp-tls"), settings.Gateway);
        Assert.Equal([new(EnvFromKind.ConfigMapRef, "proxy", false), new EnvFromSettings(EnvFromKind.SecretRef, "team", true)], settings.ExtraEnvVarsSecret);
        Assert.Equal(new RolloutSettings(RolloutStrategy.Stable, Reloader: true), settings.Rollout);
        Assert.Equal(new MigrationSettings(Optional: true, AllowOptionalInProd: false), settings.Migration);
        Assert.Equal(
            new DatabaseSettings.External { Host = "db.example.com", Port = 6432, Name = "mcp", User = "gateway", Password = new ValueSource { From = SecretSource.External } },
            settings.Database);
        Assert.Equal(
            new RedisSettings.External { Host = "redis.example.com", Port = 6380, User = "gateway", Tls = false, Db = 3, Password = new ValueSource { From = SecretSource.Config } },
            settings.Redis);
        Assert.Equal(["REDIS_PASSWORD", "SMTP_PASSWORD"], settings.SecretValues.Keys.Order());
    }

    [Fact]
    public void Load_Baseline_TakesTheDefaultsOfTheDelivery()
    {
        var delivery = StackYaml.Baseline.Load().Delivery;

        Assert.Equal(DeliveryMode.Helm, delivery.Mode);
        Assert.Equivalent(
            new ArgoCdSettings { Namespace = "argocd", Project = "default", Revision = "HEAD", Path = "argocd", Cluster = new("https://kubernetes.default.svc", null), NamesCluster = false, Sync = ArgoCdSync.Automated, Retries = 5 },
            delivery.ArgoCd, strict: true);
        Assert.Equal(
            new FluxSettings { Namespace = "flux-system", SourceKind = FluxSourceKind.GitRepository, SourceName = "flux-system", Interval = "10m0s", Path = "flux", TimeoutSeconds = 300, KeepNamespace = false }, delivery.Flux);
        Assert.Equal(("fleet-default", null, "main", "fleet"), (delivery.Fleet.Namespace, delivery.Fleet.RepoUrl, delivery.Fleet.Branch, delivery.Fleet.Path));
        Assert.Equal([KeyValuePair.Create("mcp-infra/environment", "dev")], delivery.Fleet.ClusterLabels);
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    [InlineData("fleet")]
    [InlineData("git")]
    public void Load_DeliveryThatCannotWaitForANewName_KeepsNames(string delivery)
    {
        var settings = StackYaml.Baseline.With("mcp-infra:delivery", delivery).Load();

        Assert.Equal(RolloutStrategy.Stable, settings.Rollout.Strategy);
        Assert.Equal(delivery == "fleet" ? "fleet-local" : "fleet-default", settings.Delivery.Fleet.Namespace);
    }

    [Fact]
    public void Load_Everything_ReadsEveryKeyOfTheDelivery()
    {
        var delivery = StackYaml.Everything.Load().Delivery;

        Assert.Equal(DeliveryMode.Flux, delivery.Mode);
        Assert.Equivalent(
            new ArgoCdSettings
            {
                Namespace = "gitops",
                Project = "mcp",
                RepoUrl = "ssh://git@git.example.com/a.git",
                Revision = "v1.2",
                Path = "envs/argo",
                Cluster = new("https://10.0.0.1:6443", null),
                NamesCluster = true,
                Sync = ArgoCdSync.Manual,
                Retries = 2,
                SyncOptions = ["ServerSideApply=true"],
            },
            delivery.ArgoCd, strict: true);
        Assert.Equal(new FluxSettings { Namespace = "flux", SourceKind = FluxSourceKind.Bucket, SourceName = "platform", Interval = "1m30s", Path = ".", TimeoutSeconds = 60, ChartSecret = "chart-registry", Insecure = true, KeepNamespace = true }, delivery.Flux);
        Assert.Equal("helm-registry", delivery.Fleet.HelmSecretName);
        Assert.Equal(("fleet-eu", "git@git.example.com:a/b.git", "release/1", "envs"), (delivery.Fleet.Namespace, delivery.Fleet.RepoUrl, delivery.Fleet.Branch, delivery.Fleet.Path));
        Assert.Equal(new Dictionary<string, string> { ["tier"] = "qa", ["example.com/region"] = "eu" }, delivery.Fleet.ClusterLabels.ToDictionary());
    }

    [Theory]
    [InlineData("irsa")]
    [InlineData("pod-identity")]
    public void Load_ReaderRoleMadeElsewhere_NeedsNobodyToTrust(string mode) => Assert.Equal(
        StackYaml.OperatorRoleArn,
        StackYaml.Baseline.Without("mcp-infra:identity").With("mcp-infra:identity.mode", mode).With("mcp-infra:identity.readerRoleArn", StackYaml.OperatorRoleArn).Load().Identity.ReaderRoleArn);

    [Fact]
    public void Load_Everything_ReadsEveryKeyOfAwsAndOfASecret()
    {
        var settings = StackYaml.Everything.Load();

        Assert.Equal(("team/mcp", 7, true), (settings.Aws.Prefix, settings.Aws.RecoveryWindowDays, settings.Aws.Protect));
        Assert.Equal(new KmsSettings(KmsMode.Existing, StackYaml.KmsKeyArn), settings.Aws.Kms);
        Assert.Equal([new ReplicaSettings("eu-central-1", "arn:aws:kms:eu-central-1:123456789012:key/aaaa")], settings.Aws.Replicas);
        Assert.Equal(new Dictionary<string, string> { ["team"] = "platform", ["cost.center"] = "4711", ["critical"] = "true" }, settings.Aws.Tags);
        Assert.Equal("arn:aws:iam::123456789012:policy/boundary", settings.Aws.PermissionsBoundary);
        Assert.Equal(new ValueSource { From = SecretSource.Generate, Length = 64, Rotate = 2, Group = "signing" }, Source("JWT_SECRET_KEY"));
        Assert.Equal(new ValueSource { From = SecretSource.External, Group = "sso" }, Source("SSO_OKTA_CLIENT_SECRET"));
        Assert.Equal(
            new ValueSource { From = SecretSource.Existing, Existing = new ExistingSecret(StackYaml.ExistingArn, "csrf", StackYaml.KmsKeyArn) }, Source("CSRF_SECRET_KEY"));

        ValueSource Source(string name) => settings.Secrets.Single(secret => secret.Name == name).Source;
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void Load_ShippedStack_HasNoProblemAndNoWarning(string stack)
    {
        var settings = Stacks.Shipped(stack);

        Assert.Equal(stack, settings.Environment);
        Assert.Empty(settings.Warnings);
    }

    [Theory]
    [InlineData("JWT_SECRET_KEY")]
    [InlineData("BASIC_AUTH_PASSWORD")]
    [InlineData("DEFAULT_USER_PASSWORD")]
    public void Load_CounterAloneForAChartsCredential_MeansGenerate(string name)
    {
        var secret = StackYaml.Baseline.With($"mcp-infra:secrets.{name}.rotate", "2").Load().Secrets.Single(secret => secret.Name == name);

        Assert.Equal((SecretSource.Generate, 2), (secret.Source.From, secret.Source.Rotate));
    }
}
