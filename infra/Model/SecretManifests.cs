using McpInfra.Model.Backends;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model;

/// <summary>The objects in the cluster that bring an environment's secrets there, whatever the backend.</summary>
internal static class SecretManifests
{
    /// <summary>Id of the store that External Secrets Operator reads through.</summary>
    public const string StoreId = "store";

    /// <summary>Every object, in the order in which they need each other: namespace, reader, store, what makes the Secrets.</summary>
    public static IReadOnlyList<KubernetesManifest> All(LoadedStack stack) =>
    [
        Namespace(stack.Settings),
        .. stack.Settings.Backend switch
        {
            BackendSettings.Aws => AwsManifests.All(stack),
            BackendSettings.Vault { Operator: VaultOperator.Vso } vault => VsoManifests.All(stack, vault),
            BackendSettings.Vault vault => VaultManifests.All(stack, vault),
            BackendSettings.Azure azure => AzureManifests.All(stack, azure),
            BackendSettings.Sealed files => SealedManifests.All(stack, files),
            _ => [],
        },
    ];

    public static KubernetesManifest Namespace(StackSettings settings) => new("v1", "Namespace", settings.Namespace)
    {
        Id = "namespace",
        Labels = Labels(settings),
    };

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
        ["app.kubernetes.io/managed-by"] = "mcp-infra",
        ["app.kubernetes.io/part-of"] = "mcp-gateway",
        ["mcp-infra/environment"] = settings.Environment,
    };
}
