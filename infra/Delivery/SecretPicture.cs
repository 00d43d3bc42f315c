using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Delivery;

/// <summary>
/// An environment as a small diagram: which secret of the store makes which Kubernetes Secret, and which container has it.
/// Names alone, in the order of the catalog.
/// </summary>
internal sealed class SecretPicture
{
    /// <summary>More than a person follows with the eye: then those that go the same way are one.</summary>
    public const int MostSecrets = 12;

    /// <summary>Names of Secrets on one line each, close to each other.</summary>
    private const string Room = """%%{init: {"flowchart": {"nodeSpacing": 24, "rankSpacing": 90, "wrappingWidth": 360, "subGraphTitleMargin": {"bottom": 14}}}}%%""";

    private readonly Backend _backend;
    private readonly string _namespace;
    private readonly IReadOnlyList<Consumer> _consumers;
    private readonly IReadOnlyList<Bundle> _bundles;
    private readonly List<Holder> _holders;
    private readonly IReadOnlyList<SharedWay> _ways;

    private SecretPicture(LoadedStack stack)
    {
        _backend = Backend.Of(stack);
        _namespace = stack.Settings.Namespace;
        _consumers = [.. Containers(stack), .. Servers(stack)];
        var isFolded = stack.Catalog.Objects.Count > MostSecrets || HoldersOf(stack.Catalog.Objects).Count > MostSecrets;
        _bundles = isFolded
            ? [.. stack.Catalog.Objects.GroupBy(secret => string.Join(' ', Users(secret))).Select(alike => new Bundle([.. alike], IsFolded: true))]
            : [.. stack.Catalog.Objects.Select(secret => new Bundle([secret], IsFolded: false))];
        _holders = _backend.Way is null ? [] : [.. _bundles.SelectMany(bundle => bundle.Holders).Distinct()];
        _ways =
        [
            .. _bundles.Index().GroupBy(bundle => string.Join(' ', Users(bundle.Item.Secrets[0])))
                .Select(alike => new SharedWay([.. alike.Select(bundle => bundle.Index)], [.. Users(alike.First().Item.Secrets[0])])),
        ];
    }

    /// <summary>A fenced block for a page of Markdown.</summary>
    public static Markdown Of(LoadedStack stack) => Markdown.Block("mermaid", [.. new SecretPicture(stack).Lines()]);

    private IEnumerable<Words> Lines() =>
    [
        Words.Own(Room), Words.Own("flowchart LR"), .. Store(), .. Space(), .. _bundles.Index().SelectMany(bundle => Read(bundle.Index, bundle.Item)), .. Taken(),
    ];

    /// <summary>What holds the values; nothing where that is the cluster itself.</summary>
    private IEnumerable<Words> Store() => _holders.Count == 0 ? [] :
    [
        $"  subgraph store[{Mermaid.Label(_backend.Title)}]",
        .. _holders.Select((holder, index) => Words.Of($"    h{index}[{Mermaid.Label(holder.Title)}]")),
        Words.Own("  end"),
    ];

    private IEnumerable<Words> Space() =>
    [
        $"  subgraph space[{Mermaid.Label($"namespace {_namespace}")}]",
        .. _bundles.Select((bundle, index) => Words.Of($"    k{index}[{Mermaid.Label(bundle.Title)}]")),
        .. _consumers.Select((consumer, index) => Words.Of($"    c{index}([{Mermaid.Label(consumer.Name)}])")),
        .. _ways.Where(way => way.IsJoined).Select((_, index) => Words.Of($"    j{index}(( ))")),
        Words.Own("  end"),
    ];

    private IEnumerable<Words> Read(int index, Bundle bundle) => _backend.Way is { } way
        ? bundle.Holders.Select(holder => Words.Of($"  h{_holders.IndexOf(holder)} -->|{Mermaid.Label(way)}| k{index}"))
        : [];

    /// <summary>Several that go to the same several containers meet at a point, so that their lines do not cross.</summary>
    private IEnumerable<Words> Taken()
    {
        foreach (var way in _ways.Where(way => !way.IsJoined))
        {
            foreach (var (bundle, user) in way.Bundles.SelectMany(bundle => way.Users.Select(user => (bundle, user))))
                yield return $"  k{bundle} --> c{user}";
        }

        foreach (var (index, way) in _ways.Where(way => way.IsJoined).Index())
        {
            foreach (var bundle in way.Bundles)
                yield return $"  k{bundle} --- j{index}";
            foreach (var user in way.Users)
                yield return $"  j{index} --> c{user}";
        }
    }

    private IEnumerable<int> Users(SecretObject secret) => _consumers.Index().Where(consumer => consumer.Item.Takes.Contains(secret.Id)).Select(consumer => consumer.Index);

    private static List<string> HoldersOf(IEnumerable<SecretObject> secrets) =>
        [.. secrets.SelectMany(secret => secret.Fetched).Select(fetched => fetched.Remote.ShortHolder).Distinct()];

    private static IEnumerable<Consumer> Containers(LoadedStack stack) => GatewayEnvironment.Of(stack).Select(container => new Consumer(
        container.Container == ChartContainer.Gateway ? "gateway" : "migration Job",
        container.Seen.Select(variable => variable.Secret.Id).ToHashSet()));

    /// <summary>The servers that the chart runs itself.</summary>
    private static IEnumerable<Consumer> Servers(LoadedStack stack)
    {
        var (settings, catalog) = stack;
        (string Name, SecretObject? Secret)[] servers =
        [
            ("Postgres", settings.Database is DatabaseSettings.Bundled ? catalog.Postgres : null), ("Redis", settings.Redis is RedisSettings.Bundled ? catalog.Redis : null),
            ("pgAdmin", catalog.PgAdmin), ("MinIO", catalog.Minio),
        ];
        return servers.Where(server => server.Secret is not null)
            .Select(server => new Consumer(server.Name, new HashSet<string> { server.Secret!.Id }));
    }

    /// <param name="Takes">The Secrets whose keys it has, by <see cref="SecretObject.Id"/>.</param>
    private sealed record Consumer(string Name, IReadOnlySet<string> Takes);

    /// <summary>Kubernetes Secrets that are one node, and go to the same containers.</summary>
    /// <param name="IsFolded">Whether what is read for them is one node too.</param>
    private sealed record Bundle(IReadOnlyList<SecretObject> Secrets, bool IsFolded)
    {
        public Words Title => $"{(Secrets is [var only] ? Words.Of($"{only.Name.ToString()}") : Words.Of($"{Secrets.Count} Secrets"))}\n{Keys}";

        private Words Keys => Secrets.SelectMany(secret => secret.Keys).ToList() is var keys && keys is [var key] ? key : Words.Plural(keys.Count, "key");

        public IReadOnlyList<Holder> Holders => HoldersOf(Secrets) is var names && IsFolded && names.Count > 1
            ? [new Holder(string.Join('\n', names), Words.Plural(names.Count, "secret"))]
            : [.. names.Select(name => new Holder(name, name))];
    }

    /// <summary>Which nodes go to which containers.</summary>
    private sealed record SharedWay(IReadOnlyList<int> Bundles, IReadOnlyList<int> Users)
    {
        public bool IsJoined => Bundles.Count > 1 && Users.Count > 1;
    }

    /// <summary>What is read, as one node; the same for all that read it.</summary>
    private sealed record Holder(string Key, Words Title);
}
