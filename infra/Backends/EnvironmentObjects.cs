using McpInfra.Model;
using McpInfra.Settings;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Backends;

/// <summary>What the objects of an environment share, whatever the backend.</summary>
internal static class EnvironmentObjects
{
    public static KubernetesManifest Namespace(StackSettings settings) => new("v1", "Namespace", settings.Namespace)
    {
        Id = "namespace",
        Labels = Labels(settings),
    };

    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>Who a store reads as.</summary>
    public static KubernetesManifest ServiceAccount(StackSettings settings, string name, params (string Key, object? Value)[] annotations) => new("v1", "ServiceAccount", name)
    {
        Id = "reader",
        Namespace = settings.Namespace,
        Labels = Labels(settings),
        Annotations = Map(annotations),
        Body = Map(("automountServiceAccountToken", false)),
    };

    /// <summary>A migration must not wait for a Secret whose value comes later.</summary>
    public static bool IsAwaited(StackSettings settings, SecretObject secret) =>
        !settings.Migration.Adopting && !(settings.Migration.Optional && secret.FeedsGateway);

    /// <summary>Labels that say which program made an object, and for which environment.</summary>
    public static IReadOnlyDictionary<string, string> Labels(StackSettings settings) => new Dictionary<string, string>
    {
        [ManagedBy] = "mcp-infra",
        ["app.kubernetes.io/part-of"] = "mcp-gateway",
        [EnvironmentTopic.Label] = settings.Environment,
    };
}
