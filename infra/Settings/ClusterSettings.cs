namespace McpInfra.Settings;

/// <summary>Which cluster.</summary>
/// <param name="Context">Context of the kubeconfig, so that no stack lands in whatever cluster is current.</param>
internal sealed record KubernetesSettings(string Context);

internal enum StoreKind
{
    SecretStore,
    ClusterSecretStore,
}

/// <summary>The ESO store and how often its objects are refreshed.</summary>
internal sealed record StoreSettings
{
    public required StoreKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>A Go duration such as <c>1h0m0s</c>.</summary>
    public required string RefreshInterval { get; init; }

    /// <summary>How long <c>pulumi up</c> waits for a store or an ExternalSecret to be Ready.</summary>
    public required int TimeoutSeconds { get; init; }
}

/// <summary>How the gateway is reached from outside the cluster.</summary>
/// <param name="TlsSecret">Name of a TLS Secret; null leaves the chart's own name for it.</param>
internal sealed record GatewaySettings(string Host, string IngressClass, string? TlsSecret);

internal enum EnvFromKind
{
    SecretRef,
    ConfigMapRef,
}

/// <summary>One entry of <c>extraEnvVarsSecret</c>.</summary>
internal sealed record EnvFromSettings(EnvFromKind Kind, string Name, bool Optional);

internal enum RolloutStrategy
{
    /// <summary>A changed value is a new Kubernetes Secret, so the pods roll once.</summary>
    Versioned,

    /// <summary>Names stay; pods see a change at their next restart.</summary>
    Stable,
}

/// <param name="Reloader">Adds Stakater Reloader's annotation to the gateway Deployment.</param>
internal sealed record RolloutSettings(RolloutStrategy Strategy, bool Reloader);

/// <summary>Moving from inline secrets to external ones.</summary>
/// <param name="Optional">Lists this program's own Secrets as optional and waits for none of them.</param>
/// <param name="AllowOptionalInProd">Says that optional references are meant in a production environment.</param>
/// <param name="Adopting">Leaves namespace and Helm release to whoever runs them until Pulumi has imported both.</param>
internal sealed record MigrationSettings(bool Optional, bool AllowOptionalInProd, bool Adopting = false);
