using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Backends;

/// <summary>
/// The objects of External Secrets Operator, whichever provider its store has, in the smallest form: no field that only
/// repeats what the operator takes without it. Defaults come and go with its versions, and one that an older CRD does not
/// declare stops Pulumi, Flux and <c>kubectl</c> there; what the API server fills in itself no GitOps tool sees as drift.
/// </summary>
internal static class EsoManifests
{
    public const string ApiVersion = SupportedApis.ExternalSecrets;

    /// <summary>How often the operator looks where an ExternalSecret does not say.</summary>
    private const string UnlessSaid = "1h0m0s";

    private const string StoreId = "store";

    private const string Ready = "condition=Ready";

    /// <summary>The store, and as whom it reads.</summary>
    public static Words Way(StackSettings settings, Words readsAs) => $"{settings.Store.Kind.ToString()} {settings.Store.Name}\n{readsAs}";

    /// <summary>A store of one provider and what is read through it.</summary>
    /// <param name="provider">Its name in <c>spec.provider</c>, such as <c>aws</c>.</param>
    /// <param name="serviceAccount">Who the store reads as; null for the operator itself.</param>
    public static IEnumerable<KubernetesManifest> All(
        LoadedStack stack, string provider, IReadOnlyDictionary<string, object?> spec, KubernetesManifest? serviceAccount) =>
    [
        .. serviceAccount is null ? [] : (KubernetesManifest[])[serviceAccount],
        Store(stack.Settings, provider, spec, serviceAccount),
        .. stack.Catalog.Objects.Select(secret => ExternalSecret(stack.Settings, secret)),
    ];

    /// <summary>How often a Secret is made again, as a preview says it.</summary>
    public static Words Refresh(StackSettings settings, SecretObject secret) =>
        secret.Refresh == RefreshPolicy.CreatedOnce ? Words.Own(", made once") : Words.Of($", every {GoDuration.Brief(settings.Store.RefreshInterval)}");

    /// <summary>
    /// The operator tries a failed one again after ever longer pauses, of up to seven minutes (its
    /// <c>pkg/controllers/common/common.go</c>); a changed annotation has it look at once. The version that it notes is of
    /// the annotations too, so that one which was told is another.
    /// </summary>
    public static OperatorRead Read { get; } = new("externalsecret", "syncedResourceVersion", IsTold: true, HasReady: true);

    /// <summary>Who a store names; a store of the whole cluster says in which namespace too.</summary>
    public static Dictionary<string, object?> ServiceAccountRef(StackSettings settings, string name)
    {
        var reference = Map(("name", name));
        if (InCluster(settings))
            reference["namespace"] = settings.Namespace;
        return reference;
    }

    /// <summary>Whether the store is of the whole cluster, so that what it names needs a namespace.</summary>
    public static bool InCluster(StackSettings settings) => settings.Store.Kind == StoreKind.ClusterSecretStore;

    private static KubernetesManifest Store(
        StackSettings settings, string provider, IReadOnlyDictionary<string, object?> providerSpec, KubernetesManifest? serviceAccount)
    {
        var spec = Map(("provider", Map((provider, providerSpec))));
        if (InCluster(settings))
            spec["conditions"] = List(Map(("namespaces", List(settings.Namespace))));
        return new KubernetesManifest(ApiVersion, settings.Store.Kind.ToString(), settings.Store.Name)
        {
            Id = StoreId,
            After = serviceAccount is null ? [] : [serviceAccount.Id],
            ReadyWhen = Ready,
            Namespace = InCluster(settings) ? null : settings.Namespace,
            Labels = EnvironmentObjects.Labels(settings),
            Body = Map(("spec", spec)),
        };
    }

    private static KubernetesManifest ExternalSecret(StackSettings settings, SecretObject secret)
    {
        // The name is the object's own as well; it is said because it is what pods and the chart name.
        var target = Map(("name", secret.Name));
        if (secret.Template.Count > 0)
            target["template"] = Map(("data", secret.Template.ToDictionary(entry => entry.Key, object? (entry) => Template(entry.Value))));
        var spec = Map(
            ("data", secret.Fetched.Select(object? (fetched) => Map(
                ("remoteRef", RemoteRef(secret, fetched.Remote)),
                ("secretKey", fetched.Key))).ToList()),
            ("secretStoreRef", StoreRef(settings)),
            ("target", target));
        if (settings.Store.RefreshInterval != UnlessSaid)
            spec["refreshInterval"] = settings.Store.RefreshInterval;
        if (secret.Refresh != RefreshPolicy.Periodic)
            spec["refreshPolicy"] = secret.Refresh.ToString();
        return new KubernetesManifest(ApiVersion, "ExternalSecret", secret.Name)
        {
            Id = secret.Id,
            After = [StoreId],
            ReadyWhen = EnvironmentObjects.IsAwaited(settings, secret) ? Ready : null,
            Namespace = settings.Namespace,
            Labels = EnvironmentObjects.Labels(settings),
            Body = Map(("spec", spec)),
        };
    }

    /// <summary>Without a kind the operator looks for a store of the ExternalSecret's own namespace.</summary>
    private static Dictionary<string, object?> StoreRef(StackSettings settings)
    {
        var reference = Map(("name", settings.Store.Name));
        if (InCluster(settings))
            reference["kind"] = settings.Store.Kind.ToString();
        return reference;
    }

    private static Dictionary<string, object?> RemoteRef(SecretObject secret, RemoteSecret remote)
    {
        var reference = Map(("key", remote.Holder));
        if (remote.Item is { } property)
            reference["property"] = property;

        // Pinned, so that the Secret the running pods name keeps its value until the rollout has left it.
        if (remote is RemoteSecret.OfGroup group && secret.Name.VersionedBy is not null)
            reference["version"] = new PinnedVersion(group.Group.Name);
        return reference;
    }

    /// <summary>
    /// In the notation of its template engine (v2: Go templates with sprig functions). Go's <c>urlquery</c> writes a blank
    /// as <c>+</c>, which a URL's user part does not read back as a blank.
    /// </summary>
    private static string Template(ComposedText text) => string.Concat(text.Parts.Select(part => part switch
    {
        TextPart.Plain plain => plain.Text,
        TextPart.Fetched { UrlEncoded: true } fetched => $"{{{{ .{fetched.Key} | urlquery | replace \"+\" \"%20\" }}}}",
        TextPart.Fetched fetched => $"{{{{ .{fetched.Key} }}}}",
        _ => throw new InvalidOperationException("A part without a notation."),
    }));

    private static List<object?> List(params object?[] items) => [.. items];
}
