using System.Globalization;
using McpInfra.Contract;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Model;

/// <summary>Makes the catalog of a stack: what holds each value, and which Kubernetes Secret takes it.</summary>
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
            var (remote, versioned) = Hold(members.Key, Named(members.Key)?.Name ?? CatalogNames.KubernetesName(members.Key), members.Key == CatalogNames.Encryption,
                [.. members.Select(secret => new AwsSecretValue(secret.Name, secret.Name, secret.Source))]);
            _objects.Add(GatewayObject(
                members.Key, [.. members.Select(secret => new FetchedKey(secret.Name, secret.Name, remote(secret.Name), secret.Source))], versioned));
        }

        var encryption = _settings.Secrets.FirstOrDefault(secret => secret.Name == ChartCredentials.AuthEncryptionSecret);
        if (encryption is { Source.From: SecretSource.Existing })
            _objects.Insert(_objects.Count - 1, GatewayObject(CatalogNames.Encryption, [FetchExisting(encryption)], versioned: false));
    }

    private SecretObject GatewayObject(string group, IReadOnlyList<FetchedKey> fetched, bool versioned)
    {
        var secret = new SecretObject
        {
            Id = "gateway-" + group,
            Name = new SecretName(Named(group)?.Name ?? CatalogNames.KubernetesName(group), versioned ? group : null),
            Refresh = group == CatalogNames.Encryption ? RefreshPolicy.CreatedOnce : RefreshPolicy.Periodic,
            Fetched = fetched,
            FeedsGateway = true,
            IsFixed = group == CatalogNames.Encryption,
        };
        return secret.HasOwnList && !versioned && NamesFollowLists ? secret with { Name = secret.Name with { List = secret.List } } : secret;
    }

    /// <summary>
    /// Whether another list of keys makes another Secret (docs/adr/0015): where Pulumi makes it, waits for it, and lets the
    /// former one go last. Helm, which names the Secrets while a release is moved, and files in Git do none of that.
    /// </summary>
    private bool NamesFollowLists => _settings is { Backend.NamesSecrets: true, Delivery.Mode: not DeliveryMode.Git, Migration: { Optional: false, Adopting: false } };

    private static FetchedKey FetchExisting(SecretSettings secret) =>
        new(secret.Name, secret.Name, new RemoteSecret.OfExisting(secret.Source.Existing!), secret.Source);

    private string? GroupOf(SecretSettings secret) => secret switch
    {
        { Source.From: SecretSource.Existing } => null,
        { Name: ChartCredentials.AuthEncryptionSecret } => CatalogNames.Encryption,
        { Source.Group: { } group } => group,
        { Source.From: SecretSource.External } when _settings.Backend.WritesValues => CatalogNames.External,
        _ => CatalogNames.Gateway,
    };

    private void AddDatabase()
    {
        var template = _settings.Database switch
        {
            DatabaseSettings.External external => new Dictionary<string, ComposedText>
            {
                ["dbname"] = ComposedText.PlainInUrl(external.Name),
                ["host"] = ComposedText.Plain(external.Host),
                ["password"] = ComposedText.UrlEncoded("password"),
                ["port"] = ComposedText.Plain(external.Port.ToString(CultureInfo.InvariantCulture)),
                ["user"] = ComposedText.PlainInUrl(external.User),
            },
            var bundled => new Dictionary<string, ComposedText>
            {
                ["POSTGRES_DB"] = ComposedText.Plain(bundled.Name),
                ["POSTGRES_PASSWORD"] = ComposedText.Verbatim("password"),
                ["POSTGRES_USER"] = ComposedText.Plain(bundled.User),
            },
        };
        AddServer(CatalogNames.Postgres, CatalogNames.PostgresSecret, DatabaseSettings.PasswordName,
            _settings.Database.Password, template, isFixed: _settings.Database is DatabaseSettings.Bundled);
    }

    private void AddRedis()
    {
        var template = _settings.Redis switch
        {
            RedisSettings.External external => new Dictionary<string, ComposedText>
            {
                ["REDIS_URL"] = new(
                    new TextPart.Plain($"{(external.Tls ? "rediss" : "redis")}://{Uri.EscapeDataString(external.User)}:"),
                    new TextPart.Fetched("password", UrlEncoded: true),
                    new TextPart.Plain($"@{external.Host}:{external.Port}/{external.Db}")),
            },
            _ => new Dictionary<string, ComposedText> { ["REDIS_PASSWORD"] = ComposedText.Verbatim("password") },
        };
        AddServer(CatalogNames.Redis, CatalogNames.RedisSecret, RedisSettings.PasswordName,
            _settings.Redis.Password, template, isFixed: _settings.Redis is RedisSettings.Bundled);
    }

    /// <summary>Parts of the chart that a stack's own values switch on and that would bring a shipped password.</summary>
    private void AddOptionalParts()
    {
        var source = new ValueSource { From = _settings.Backend.WritesValues ? SecretSource.Generate : SecretSource.External };
        if (ValueTree.IsTrue(_settings.Values, "pgadmin.enabled"))
        {
            AddServer(CatalogNames.PgAdmin, CatalogNames.PgAdminSecret, "PGADMIN_DEFAULT_PASSWORD", source,
                new Dictionary<string, ComposedText> { ["PGADMIN_DEFAULT_PASSWORD"] = ComposedText.Verbatim("password") }, isFixed: true);
        }

        if (ValueTree.IsTrue(_settings.Values, "minio.enabled"))
        {
            AddServer(CatalogNames.Minio, CatalogNames.MinioSecret, "MINIO_ROOT_PASSWORD", source,
                new Dictionary<string, ComposedText>
                {
                    ["MINIO_ROOT_PASSWORD"] = ComposedText.Verbatim("password"),
                    ["MINIO_ROOT_USER"] = ComposedText.Plain("mcp"),
                }, isFixed: true);
        }
    }

    /// <summary>The Secret of a server: composed around its password, or written whole by somebody else.</summary>
    private void AddServer(
        string id, string kubernetesName, string valueId, ValueSource source, Dictionary<string, ComposedText> template, bool isFixed)
    {
        var secret = new SecretObject
        {
            Id = id,
            Name = new SecretName(Named(id)?.Name ?? kubernetesName),
            Refresh = RefreshPolicy.Periodic,
            Fetched = [],
            Renamed = Named(id)?.Keys ?? new Dictionary<string, string>(),
            IsFixed = isFixed,
        };
        if (source.Existing is { } existing)
        {
            _objects.Add(secret with { Fetched = [new FetchedKey(valueId, "password", new RemoteSecret.OfExisting(existing), source)], Template = template });
            return;
        }

        var (remote, versioned) = Hold(id, secret.Name.Base, isFixed, [new AwsSecretValue(valueId, "password", source)]);
        _objects.Add(_settings.Backend.Composes
            ? secret with
            {
                Name = secret.Name with { VersionedBy = versioned ? id : null },
                Fetched = [new FetchedKey(valueId, "password", remote("password"), source)],
                Template = template,
            }
            : secret with
            {
                // What is secret first: the one that a container's variable comes of.
                Fetched = [.. template.OrderBy(entry => entry.Value.IsPlain).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => new FetchedKey(NameOf(entry.Key), entry.Key, remote(secret.KeyOf(entry.Key)), source) { IsPlain = entry.Value.IsPlain })],
            });

        // A key in capitals names a variable that no other Secret of the stack has.
        string NameOf(string key) => key == "password" ? valueId : char.IsAsciiLetterUpper(key[0]) ? key : $"{id}.{key}";
    }

    /// <summary>Where the values of a group are, by property, and whether a new value makes a new Kubernetes Secret.</summary>
    private (Func<string, RemoteSecret> Remote, bool Versioned) Hold(
        string group, string kubernetesName, bool isFixed, IReadOnlyList<AwsSecretValue> values)
    {
        var holder = _settings.Backend.Holder(_settings.Environment, group, kubernetesName);
        if (!_settings.Backend.WritesValues)
            return (property => new RemoteSecret.PutByOthers(holder, property), false);
        var secret = new AwsSecretGroup
        {
            Name = group,
            AwsName = holder,
            WrittenByPulumi = values[0].Source.From != SecretSource.External,
            Fixed = isFixed,
            Values = values,
        };
        _groups.Add(secret);
        return (property => new RemoteSecret.OfGroup(secret, property), IsVersioned(secret));
    }

    /// <summary>What the stack says of a Secret that somebody else makes.</summary>
    private NamedSecret? Named(string group) => _settings.Backend.SecretsOfOthers.GetValueOrDefault(group);

    /// <summary>A new Kubernetes Secret for each AWS version: where Pulumi knows the version and the value may change.</summary>
    private bool IsVersioned(AwsSecretGroup group) =>
        group is { WrittenByPulumi: true, Fixed: false } && _settings.Rollout.Strategy == RolloutStrategy.Versioned;
}
