using McpInfra.Model;

namespace McpInfra.Delivery.Flux;

/// <summary>
/// When an object has done what its spec of today says, in the language of kustomize-controller's <c>healthCheckExprs</c>
/// (Flux 2.5). Without one Flux calls ready what nobody has looked at yet, and what was ready before its last change: seen
/// on kustomize-controller 1.9.4, where those of ExternalSecret, SecretStore, SealedSecret and VaultStaticSecret were run.
/// </summary>
internal static class HealthExpressions
{
    private const string IsReady = "status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')";

    private static readonly Dictionary<(string ApiVersion, string Kind), string> Expressions = new()
    {
        // A CreatedOnce object keeps the version that it was made with.
        [(SupportedApis.ExternalSecrets, "ExternalSecret")] =
            IsReady + " && ((has(spec.refreshPolicy) && spec.refreshPolicy == 'CreatedOnce') || status.syncedResourceVersion.startsWith(string(metadata.generation) + '-'))",
        [(SupportedApis.ExternalSecrets, "SecretStore")] = IsReady,
        [(SupportedApis.ExternalSecrets, "ClusterSecretStore")] = IsReady,
        [(SupportedApis.SealedSecrets, "SealedSecret")] =
            "status.conditions.exists(c, c.type == 'Synced' && c.status == 'True') && status.observedGeneration == metadata.generation",
        // By their CRDs; neither of these two tells a generation.
        [(SupportedApis.VaultSecrets, "VaultConnection")] = "status.valid",
        [(SupportedApis.VaultSecrets, "VaultAuth")] = "status.valid",

        // From 1.0 on a read that failed counts as one of its generation, and a condition says that it failed (controllers/vaultstaticsecret_controller.go, updateStatus).
        [(SupportedApis.VaultSecrets, "VaultStaticSecret")] =
            "status.secretMAC != '' && status.lastGeneration == metadata.generation && (!has(status.conditions) || status.conditions.all(c, c.type != 'Healthy' || c.status == 'True'))",
    };

    /// <summary>The expressions of the kinds among some objects, each once; Kubernetes' own kinds Flux knows.</summary>
    /// <exception cref="InvalidOperationException">A kind has none: Flux would not wait for it.</exception>
    public static IReadOnlyList<(string ApiVersion, string Kind, string Current)> Of(IEnumerable<KubernetesManifest> objects) =>
    [
        .. objects.Select(manifest => (manifest.ApiVersion, manifest.Kind)).Distinct()
            .Where(kind => kind.ApiVersion.Contains('/', StringComparison.Ordinal))
            .Select(kind => (kind.ApiVersion, kind.Kind, Expressions.TryGetValue(kind, out var current) ? current
                : throw new InvalidOperationException($"No expression says when a {kind.Kind} of {kind.ApiVersion} is ready."))),
    ];
}
