using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Makes the catalog of a stack: which AWS secret holds each value, and which Kubernetes Secret takes it.</summary>
internal sealed class CatalogBuilder
{
    private readonly StackSettings _settings;
    private readonly List<AwsSecretGroup> _groups = [];
    private readonly List<SecretObject> _objects = [];

    private CatalogBuilder(StackSettings settings) => _settings = settings;

    public static SecretCatalog Build(StackSettings settings)
    {
        var builder = new CatalogBuilder(settings);
        builder.AddGateway();
        builder.AddDatabase();
        builder.AddRedis();
        builder.AddOptionalParts();
        return new SecretCatalog { Groups = builder._groups, Objects = builder._objects };
    }

    private void AddGateway()
    {
        var existing = _settings.Secrets.Where(secret => secret.Source.From == SecretSource.Existing
            && secret.Name != ChartCredentials.AuthEncryptionSecret).ToList();
        if (existing.Count > 0)
        {
            _objects.Add(GatewayObject(CatalogNames.Existing, [.. existing.Select(FetchExisting)], versioned: false));
        }

        // The groups in the order of the stack file, and the program's own two last, so that they win.
        var groups = _settings.Secrets
            .Where(secret => GroupOf(secret) is not null)
            .GroupBy(secret => GroupOf(secret)!)
            .OrderBy(group => group.Key switch { CatalogNames.Gateway => 2, CatalogNames.Encryption => 1, _ => 0 });
        foreach (var members in groups)
        {
            var group = AddGroup(members.Key, members.Key == CatalogNames.Encryption,
                [.. members.Select(secret => new AwsSecretValue(secret.Name, secret.Name, secret.Source))]);
            _objects.Add(GatewayObject(
                members.Key,
                [.. group.Values.Select(value => new FetchedKey(value.Id, new RemoteSecret.OfGroup(group, value.Property), value.Source))],
                IsVersioned(group)));
        }

        var encryption = _settings.Secrets.FirstOrDefault(secret => secret.Name == ChartCredentials.AuthEncryptionSecret);
        if (encryption is { Source.From: SecretSource.Existing })
            _objects.Insert(_objects.Count - 1, GatewayObject(CatalogNames.Encryption, [FetchExisting(encryption)], versioned: false));
    }

    private static SecretObject GatewayObject(string group, IReadOnlyList<FetchedKey> fetched, bool versioned) => new()
    {
        Id = "gateway-" + group,
        Name = new SecretName(CatalogNames.KubernetesName(group), versioned ? group : null),
        Refresh = group == CatalogNames.Encryption ? RefreshPolicy.CreatedOnce : RefreshPolicy.Periodic,
        Fetched = fetched,
        FeedsGateway = true,
    };

    private static FetchedKey FetchExisting(SecretSettings secret) =>
        new(secret.Name, new RemoteSecret.OfExisting(secret.Source.Existing!), secret.Source);

    private static string? GroupOf(SecretSettings secret) => secret switch
    {
        { Source.From: SecretSource.Existing } => null,
        { Name: ChartCredentials.AuthEncryptionSecret } => CatalogNames.Encryption,
        { Source.Group: { } group } => group,
        { Source.From: SecretSource.External } => CatalogNames.External,
        _ => CatalogNames.Gateway,
    };

    private void AddDatabase()
    {
        var template = _settings.Database switch
        {
            DatabaseSettings.External external => new Dictionary<string, string>
            {
                ["dbname"] = SecretTemplate.UrlEncode(external.Name),
                ["host"] = external.Host,
                ["password"] = SecretTemplate.UrlEncoded("password"),
                ["port"] = external.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["user"] = SecretTemplate.UrlEncode(external.User),
            },
            var bundled => new Dictionary<string, string>
            {
                ["POSTGRES_DB"] = bundled.Name,
                ["POSTGRES_PASSWORD"] = SecretTemplate.Verbatim("password"),
                ["POSTGRES_USER"] = bundled.User,
            },
        };
        AddPassword(CatalogNames.Postgres, CatalogNames.PostgresSecret, DatabaseSettings.PasswordName,
            _settings.Database.Password, template, isFixed: _settings.Database is DatabaseSettings.Bundled);
    }

    private void AddRedis()
    {
        var template = _settings.Redis switch
        {
            RedisSettings.External external => new Dictionary<string, string>
            {
                ["REDIS_URL"] = $"{(external.Tls ? "rediss" : "redis")}://{SecretTemplate.UrlEncode(external.User)}:"
                    + $"{SecretTemplate.UrlEncoded("password")}@{external.Host}:{external.Port}/{external.Db}",
            },
            _ => new Dictionary<string, string> { ["REDIS_PASSWORD"] = SecretTemplate.Verbatim("password") },
        };
        AddPassword(CatalogNames.Redis, CatalogNames.RedisSecret, RedisSettings.PasswordName,
            _settings.Redis.Password, template, isFixed: _settings.Redis is RedisSettings.Bundled);
    }

    /// <summary>Parts of the chart that a stack's own values switch on and that would bring a shipped password.</summary>
    private void AddOptionalParts()
    {
        var generated = new ValueSource { From = SecretSource.Generate };
        if (ValueTree.IsTrue(_settings.Values, "pgadmin.enabled"))
        {
            AddPassword(CatalogNames.PgAdmin, CatalogNames.PgAdminSecret, "PGADMIN_DEFAULT_PASSWORD", generated,
                new Dictionary<string, string> { ["PGADMIN_DEFAULT_PASSWORD"] = SecretTemplate.Verbatim("password") }, isFixed: true);
        }

        if (ValueTree.IsTrue(_settings.Values, "minio.enabled"))
        {
            AddPassword(CatalogNames.Minio, CatalogNames.MinioSecret, "MINIO_ROOT_PASSWORD", generated,
                new Dictionary<string, string>
                {
                    ["MINIO_ROOT_PASSWORD"] = SecretTemplate.Verbatim("password"),
                    ["MINIO_ROOT_USER"] = "mcp",
                }, isFixed: true);
        }
    }

    private void AddPassword(
        string id, string kubernetesName, string valueId, ValueSource source, Dictionary<string, string> template, bool isFixed)
    {
        var group = source.From == SecretSource.Existing
            ? null
            : AddGroup(id, isFixed, [new AwsSecretValue(valueId, "password", source)]);
        RemoteSecret remote = group is null
            ? new RemoteSecret.OfExisting(source.Existing!)
            : new RemoteSecret.OfGroup(group, "password");
        _objects.Add(new SecretObject
        {
            Id = id,
            Name = new SecretName(kubernetesName, group is not null && IsVersioned(group) ? id : null),
            Refresh = RefreshPolicy.Periodic,
            Fetched = [new FetchedKey("password", remote, source)],
            Template = template,
        });
    }

    private AwsSecretGroup AddGroup(string name, bool isFixed, IReadOnlyList<AwsSecretValue> values)
    {
        var group = new AwsSecretGroup
        {
            Name = name,
            AwsName = $"{_settings.Aws.Prefix}/{_settings.Environment}/{name}",
            WrittenByPulumi = values[0].Source.From != SecretSource.External,
            Fixed = isFixed,
            Values = values,
        };
        _groups.Add(group);
        return group;
    }

    /// <summary>A new Kubernetes Secret for each AWS version: where Pulumi knows the version and the value may change.</summary>
    private bool IsVersioned(AwsSecretGroup group) =>
        group is { WrittenByPulumi: true, Fixed: false } && _settings.Rollout.Strategy == RolloutStrategy.Versioned;
}
