using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>One AWS secret: a JSON object of values that are refreshed together.</summary>
internal sealed record AwsSecretGroup
{
    /// <summary>Last part of its AWS name, such as <c>gateway</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Full AWS name, <c>&lt;prefix&gt;/&lt;environment&gt;/&lt;group&gt;</c>.</summary>
    public required string AwsName { get; init; }

    /// <summary>Whether Pulumi writes its values; otherwise somebody else puts them and Pulumi never sees them.</summary>
    public required bool WrittenByPulumi { get; init; }

    /// <summary>Whether its values stay as they were first made.</summary>
    public required bool Fixed { get; init; }

    public required IReadOnlyList<AwsSecretValue> Values { get; init; }
}

/// <summary>One property of an AWS secret.</summary>
/// <param name="Id">Name of the value in the stack, unique in it: the key of <c>secretValues</c> and of the random value.</param>
/// <param name="Property">Key in the secret's JSON.</param>
internal sealed record AwsSecretValue(string Id, string Property, ValueSource Source);

/// <summary>When a value is read again.</summary>
internal enum RefreshPolicy
{
    Periodic,

    /// <summary>Only when its Kubernetes Secret is not there: for values that must not follow a change.</summary>
    CreatedOnce,
}

/// <summary>One key that is read from the backend.</summary>
/// <param name="Name">What a person calls its value: the gateway's variable, or a server's name and key. One stack has each once.</param>
internal sealed record FetchedKey(string Name, string Key, RemoteSecret Remote, ValueSource Source)
{
    /// <summary>Whether it is no secret, such as a host: somebody else writes the whole Secret and may put it there openly.</summary>
    public bool IsPlain { get; init; }
}

/// <summary>One Kubernetes Secret and what it is made of, whoever makes it.</summary>
internal sealed record SecretObject
{
    /// <summary>Name of the Pulumi resource; never changes with the Kubernetes name.</summary>
    public required string Id { get; init; }

    public required SecretName Name { get; init; }

    public required RefreshPolicy Refresh { get; init; }

    public required IReadOnlyList<FetchedKey> Fetched { get; init; }

    /// <summary>Keys composed from the fetched ones; empty where the fetched keys are the Secret's own.</summary>
    public IReadOnlyDictionary<string, ComposedText> Template { get; init; } = new Dictionary<string, ComposedText>();

    /// <summary>The Secret's own names of keys that the chart reads under another name by default, by that one.</summary>
    public IReadOnlyDictionary<string, string> Renamed { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the gateway and its migration Job take every key as a variable.</summary>
    public bool FeedsGateway { get; init; }

    /// <summary>The keys that the Kubernetes Secret will have.</summary>
    public IEnumerable<string> Keys => (Template.Count > 0 ? Template.Keys : Fetched.Select(fetched => fetched.Key)).Select(KeyOf);

    /// <summary>Whether what runs was started with it and keeps it: nothing restarts for a change.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Whether its list of keys is the stack's own, so that it may change; a server's Secret has the same keys for ever.</summary>
    public bool HasOwnList => FeedsGateway && !IsFixed;

    /// <summary>Digest of its keys and of where each is read: names alone, no value.</summary>
    public string List => ShortDigest.Of(string.Join('\n', Fetched
        .Select(fetched => $"{fetched.Key} {fetched.Remote.Holder} {fetched.Remote.Item}").Order(StringComparer.Ordinal)));

    /// <summary>The Secret's own name of a key that the chart reads.</summary>
    public string KeyOf(string chartKey) => Renamed.GetValueOrDefault(chartKey, chartKey);
}

/// <summary>Every secret of an environment once: what holds it and which Kubernetes Secrets come of it.</summary>
internal sealed record SecretCatalog
{
    /// <summary>The AWS secrets that the program makes; none with another backend.</summary>
    public required IReadOnlyList<AwsSecretGroup> Groups { get; init; }

    /// <summary>In the order the gateway reads them: a later one wins.</summary>
    public required IReadOnlyList<SecretObject> Objects { get; init; }

    public IEnumerable<SecretObject> GatewayObjects => Objects.Where(secret => secret.FeedsGateway);

    /// <summary>
    /// Digest of the lists that change below a name that stays: a pod reads <c>envFrom</c> at its start alone, so something
    /// else of it has to change. Null where every list that may change has a name of its own.
    /// </summary>
    public string? ListsBelowPlainNames => GatewayObjects.Where(secret => secret is { HasOwnList: true, Name: { VersionedBy: null, List: null } })
        .Select(secret => secret.List).ToList() is { Count: > 0 } lists ? ShortDigest.Of(string.Join('\n', lists)) : null;

    /// <summary>Every value that is read from the backend, with the Secret that comes of it.</summary>
    public IEnumerable<(SecretObject Secret, FetchedKey Fetched)> Values => Objects.SelectMany(secret => secret.Fetched.Select(fetched => (secret, fetched)));

    /// <summary>The Secret of the chart's own or an external Postgres.</summary>
    public SecretObject Postgres => Objects.Single(secret => secret.Id == CatalogNames.Postgres);

    public SecretObject Redis => Objects.Single(secret => secret.Id == CatalogNames.Redis);

    public SecretObject? PgAdmin => Objects.SingleOrDefault(secret => secret.Id == CatalogNames.PgAdmin);

    public SecretObject? Minio => Objects.SingleOrDefault(secret => secret.Id == CatalogNames.Minio);

    /// <summary>AWS secrets of somebody else that the reader role must reach, once each, with their keys.</summary>
    public IEnumerable<ExistingSecret> Existing => Objects
        .SelectMany(secret => secret.Fetched)
        .Select(fetched => fetched.Remote)
        .OfType<RemoteSecret.OfExisting>()
        .Select(remote => remote.Secret)
        .GroupBy(secret => secret.Arn)
        .Select(uses => uses.FirstOrDefault(use => use.KmsKeyArn is not null) ?? uses.First());

    /// <summary>Groups whose values a person or a rotation function must put before anything can read them.</summary>
    public IEnumerable<AwsSecretGroup> FilledByOthers => Groups.Where(group => !group.WrittenByPulumi);
}
