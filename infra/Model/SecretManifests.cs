using McpInfra.Settings;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model;

/// <summary>
/// The objects in the cluster that bring an environment's secrets there (external-secrets.io/v1, checked against the CRDs
/// of 2.9.0). Every field that the API server would fill in is written, so that a GitOps tool sees no drift.
/// </summary>
internal static class SecretManifests
{
    public const string ApiVersion = "external-secrets.io/v1";

    /// <summary>Every object, in the order in which they need each other: namespace, reader, store, ExternalSecrets.</summary>
    public static IReadOnlyList<KubernetesManifest> All(StackSettings settings, SecretCatalog catalog) =>
    [
        Namespace(settings),
        .. settings.Identity is IdentitySettings.Irsa irsa ? [ServiceAccount(settings, irsa)] : Array.Empty<KubernetesManifest>(),
        Store(settings),
        .. catalog.Objects.Select(secret => ExternalSecret(settings, secret)),
    ];

    public static KubernetesManifest Namespace(StackSettings settings) => new("v1", "Namespace", settings.Namespace)
    {
        Labels = Labels(settings),
    };

    /// <summary>Who the store reads as: its annotation names the role.</summary>
    public static KubernetesManifest ServiceAccount(StackSettings settings, IdentitySettings.Irsa irsa) => new("v1", "ServiceAccount", irsa.ServiceAccount)
    {
        Namespace = settings.Namespace,
        Labels = Labels(settings),
        Annotations = Map(("eks.amazonaws.com/role-arn", new ReaderRoleArn())),
        Body = Map(("automountServiceAccountToken", false)),
    };

    public static KubernetesManifest Store(StackSettings settings)
    {
        var aws = new Dictionary<string, object?> { ["region"] = settings.Aws.Region, ["service"] = "SecretsManager" };
        switch (settings.Identity)
        {
            case IdentitySettings.Irsa irsa:
                var serviceAccount = new Dictionary<string, object?> { ["name"] = irsa.ServiceAccount };
                if (settings.Store.Kind == StoreKind.ClusterSecretStore)
                    serviceAccount["namespace"] = settings.Namespace;
                aws["auth"] = Map(("jwt", Map(("serviceAccountRef", serviceAccount))));
                break;

            // Pod Identity is the operator's own; a serviceAccountRef cannot be used with it, so the role is assumed from there.
            case IdentitySettings.PodIdentity:
                aws["role"] = new ReaderRoleArn();
                break;
        }

        aws["sessionTagsPolicy"] = "None";
        var spec = Map(("provider", Map(("aws", aws))));
        if (settings.Store.Kind == StoreKind.ClusterSecretStore)
            spec["conditions"] = List(Map(("namespaces", List(settings.Namespace))));
        return new KubernetesManifest(ApiVersion, settings.Store.Kind.ToString(), settings.Store.Name)
        {
            Namespace = settings.Store.Kind == StoreKind.SecretStore ? settings.Namespace : null,
            Labels = Labels(settings),
            Body = Map(("spec", spec)),
        };
    }

    public static KubernetesManifest ExternalSecret(StackSettings settings, SecretObject secret)
    {
        var target = new Dictionary<string, object?>
        {
            ["creationPolicy"] = "Owner",
            ["deletionPolicy"] = "Retain",
            ["name"] = secret.Name,
        };
        if (secret.Template.Count > 0)
        {
            target["template"] = Map(
                ("data", secret.Template.ToDictionary(entry => entry.Key, object? (entry) => entry.Value)),
                ("engineVersion", "v2"),
                ("mergePolicy", "Replace"));
        }

        return new KubernetesManifest(ApiVersion, "ExternalSecret", secret.Name)
        {
            Namespace = settings.Namespace,
            Labels = Labels(settings),
            Body = Map(("spec", Map(
                ("data", secret.Fetched.Select(object? (fetched) => Map(
                    ("remoteRef", RemoteRef(secret, fetched.Remote)),
                    ("secretKey", fetched.Key))).ToList()),
                ("refreshInterval", settings.Store.RefreshInterval),
                ("refreshPolicy", secret.Refresh.ToString()),
                ("secretStoreRef", Map(("kind", settings.Store.Kind.ToString()), ("name", settings.Store.Name))),
                ("target", target)))),
        };
    }

    /// <summary>Labels that say which program made an object, and for which environment.</summary>
    public static IReadOnlyDictionary<string, string> Labels(StackSettings settings) => new Dictionary<string, string>
    {
        ["app.kubernetes.io/managed-by"] = "mcp-infra",
        ["app.kubernetes.io/part-of"] = "mcp-gateway",
        ["mcp-infra/environment"] = settings.Environment,
    };

    private static Dictionary<string, object?> RemoteRef(SecretObject secret, RemoteSecret remote)
    {
        var reference = Map(
            ("conversionStrategy", "Default"),
            ("decodingStrategy", "None"),
            ("metadataPolicy", "None"),
            ("nullBytePolicy", "Ignore"));
        switch (remote)
        {
            case RemoteSecret.OfGroup group:
                reference["key"] = group.Group.AwsName;
                reference["property"] = group.Property;

                // Pinned, so that the Secret the running pods name keeps its value until the rollout has left it.
                if (secret.Name.VersionedBy is not null)
                    reference["version"] = new PinnedVersion(group.Group.Name);
                break;
            case RemoteSecret.OfExisting existing:
                reference["key"] = existing.Secret.Arn;
                if (existing.Secret.Property is { } property)
                    reference["property"] = property;
                break;
        }

        return reference;
    }

    private static List<object?> List(params object?[] items) => [.. items];
}
