using McpInfra.Plaintext;
using McpInfra.Settings.Backends;

namespace McpInfra.Settings;

/// <summary>Everything one stack says about its environment: read once, checked whole, never changed.</summary>
internal sealed record StackSettings
{
    /// <summary>The Pulumi stack these settings belong to, such as <c>dev</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>Environment name, a DNS label; the stack's name unless set.</summary>
    public required string Environment { get; init; }

    /// <summary>Kubernetes namespace; <c>mcp-&lt;environment&gt;</c> unless set.</summary>
    public required string Namespace { get; init; }

    public required ChartSettings Chart { get; init; }

    public required ReleaseSettings Release { get; init; }

    /// <summary>Gateway variables by name, the chart's own credentials included; Pulumi hands them over in no other order.</summary>
    public required IReadOnlyList<SecretSettings> Secrets { get; init; }

    /// <summary>Values of the secrets that are <c>from: config</c>, by variable name.</summary>
    public required IReadOnlyDictionary<string, SecretText> SecretValues { get; init; }

    /// <summary>What holds the secrets.</summary>
    public required BackendSettings Backend { get; init; }

    public required KubernetesSettings Kubernetes { get; init; }

    /// <summary>The stack of its cluster, where it names one that is in the same directory.</summary>
    public string? ClusterStack { get; init; }

    public required StoreSettings Store { get; init; }

    public required DatabaseSettings Database { get; init; }

    public required RedisSettings Redis { get; init; }

    /// <summary>How the gateway is reached from outside; null keeps it inside the cluster.</summary>
    public GatewaySettings? Gateway { get; init; }

    /// <summary>Entries of the stack itself, listed before this program's own Secrets.</summary>
    public required IReadOnlyList<EnvFromSettings> ExtraEnvVarsSecret { get; init; }

    public required RolloutSettings Rollout { get; init; }

    public required MigrationSettings Migration { get; init; }

    /// <summary>What installs the chart.</summary>
    public required DeliverySettings Delivery { get; init; }

    /// <summary>Other chart settings: nested dictionaries, lists, strings, booleans, longs, doubles and nulls.</summary>
    public required IReadOnlyDictionary<string, object?> Values { get; init; }

    /// <summary>Findings of the audit that are meant.</summary>
    public IReadOnlyList<AllowedFinding> Allowed { get; init; } = [];

    /// <summary>What a person should know but what stops nothing.</summary>
    public IReadOnlyList<SettingsProblem> Warnings { get; init; } = [];

    /// <summary>Whether the environment's name says that it serves production.</summary>
    public bool IsProduction => ProductionNames.Matches(Environment);
}
