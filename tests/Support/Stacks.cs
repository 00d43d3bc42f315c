using System.Collections.Concurrent;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Tests.Support;

/// <summary>Settings to run: the shipped stacks, and variations of them.</summary>
internal static class Stacks
{
    public static IReadOnlyList<string> Names { get; } = ["dev", "staging", "prod"];

    /// <summary>Stacks of clusters, in which those of the environments find theirs.</summary>
    public static IReadOnlyList<string> Clusters { get; } = ["cluster-dev", "cluster-prod"];

    private static readonly ConcurrentDictionary<string, StackSettings> Loaded = new();

    public static StackSettings Shipped(string stack) => Loaded.GetOrAdd(stack, name =>
        StackLoader.Load(new StackFileSource(StackFiles.Find(Repository.Root, [name]).Single())).Settings);

    /// <summary>A shipped stack whose chart is installed in another way; names stay as they are, since some ways cannot follow new ones.</summary>
    public static StackSettings DeliveredBy(string stack, DeliveryMode mode)
    {
        var settings = Shipped(stack);
        return settings with { Rollout = settings.Rollout with { Strategy = RolloutStrategy.Stable }, Delivery = settings.Delivery with { Mode = mode } };
    }

    /// <summary>A shipped stack with names as they stand in Git, which Pulumi gives while a release is moved.</summary>
    public static StackSettings WithPlainNames(string stack, DeliveryMode mode = DeliveryMode.Helm) =>
        DeliveredBy(stack, mode) with { Migration = Shipped(stack).Migration with { Optional = true } };

    /// <summary>Every mode of every setting that has modes, crossed: database, Redis, identity, store, rollout, key, migration.</summary>
    public static IEnumerable<(string Name, StackSettings Settings, Canaries Canaries)> EveryCombination() =>
        from database in (SecretSource?[])[null, SecretSource.Config, SecretSource.External, SecretSource.Existing]
        from redis in (SecretSource?[])[null, SecretSource.Config, SecretSource.Existing]
        from identity in (bool[])[true, false]
        from store in Enum.GetValues<StoreKind>()
        from rollout in Enum.GetValues<RolloutStrategy>()
        from kms in Enum.GetValues<KmsMode>()
        select Combine(database, redis, identity, store, rollout, kms);

    /// <summary>Each mode of each setting with each of every other: the numbers of modes have no factor 5, so every fifth combination.</summary>
    public static IEnumerable<(string Name, StackSettings Settings, Canaries Canaries)> EveryPairOfModes() =>
        EveryCombination().Where((_, index) => index % 5 == 0);

    private static (string, StackSettings, Canaries) Combine(
        SecretSource? database, SecretSource? redis, bool irsa, StoreKind store, RolloutStrategy rollout, KmsMode kms)
    {
        var canaries = new Canaries();
        var dev = Shipped("dev");
        var settings = dev with
        {
            Secrets =
            [
                .. dev.Secrets,
                new("SMTP_PASSWORD", new ValueSource { From = SecretSource.Config }),
                new("SSO_OKTA_CLIENT_SECRET", new ValueSource { From = SecretSource.External }),
                new("CSRF_SECRET_KEY", Source(SecretSource.Existing)),
            ],
            SecretValues = new[] { "SMTP_PASSWORD", "POSTGRES_PASSWORD", "REDIS_PASSWORD" }
                .ToDictionary(name => name, name => new SecretText(canaries.New(name))),
            Database = database is { } databaseSource
                ? new DatabaseSettings.External { Host = "db.example.com", Port = 5432, Name = "mcp", User = "gateway", Password = Source(databaseSource) }
                : dev.Database,
            Redis = redis is { } redisSource
                ? new RedisSettings.External { Host = "redis.example.com", Port = 6379, User = "", Tls = true, Db = 0, Password = Source(redisSource) }
                : dev.Redis,
            Store = dev.Store with { Kind = store },
            Rollout = new RolloutSettings(rollout, Reloader: rollout == RolloutStrategy.Stable),
            Backend = new BackendSettings.Aws(dev.Aws with
            {
                Identity = irsa ? dev.Identity : new IdentitySettings.PodIdentity("arn:aws:iam::123456789012:role/external-secrets-operator"),
                Kms = new KmsSettings(kms, kms == KmsMode.Existing ? "arn:aws:kms:eu-west-1:123456789012:key/11112222-3333-4444-5555-666677778888" : null),
            }),
            Migration = dev.Migration with { Optional = store == StoreKind.ClusterSecretStore },
            Gateway = irsa ? new GatewaySettings("gateway.example.com", "nginx", null) : null,
            Values = new Dictionary<string, object?>
            {
                ["pgadmin"] = new Dictionary<string, object?> { ["enabled"] = irsa },
                ["minio"] = new Dictionary<string, object?> { ["enabled"] = !irsa },
            },
        };
        return ($"{database} {redis} {irsa} {store} {rollout} {kms}", settings, canaries);
    }

    public static ValueSource Source(SecretSource from) => new()
    {
        From = from,
        Existing = from == SecretSource.Existing
            ? new ExistingSecret("arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-11112222-AbCdEf", "password", null)
            : null,
    };
}
