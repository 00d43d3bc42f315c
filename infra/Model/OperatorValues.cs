using McpInfra.Settings.Clusters;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model;

/// <summary>
/// The values of the operator's own chart (external-secrets/external-secrets, <c>deploy/charts/external-secrets</c>): what a
/// default installation leaves open is closed, and no value is a secret.
/// </summary>
internal static class OperatorValues
{
    /// <summary>What the chart calls the switch of each kind.</summary>
    private static readonly Dictionary<OperatorKind, string> Switches = new()
    {
        [OperatorKind.ClusterSecretStore] = "processClusterStore",
        [OperatorKind.ClusterExternalSecret] = "processClusterExternalSecret",
        [OperatorKind.PushSecret] = "processPushSecret",
        [OperatorKind.ClusterPushSecret] = "processClusterPushSecret",
        [OperatorKind.ClusterGenerator] = "processClusterGenerator",
    };

    /// <summary>Where the Pod Identity agent answers on each node.</summary>
    private const string Agent = "169.254.170.23/32";

    public static Dictionary<string, object?> For(ClusterSettings cluster)
    {
        var settings = cluster.Operator;
        var values = Map(
            ("certController", Part(settings, cpu: "10m", memory: "64Mi", limit: "256Mi")),

            // Environments find the kinds as soon as this release is there.
            ("installCRDs", true),
            ("leaderElect", settings.Replicas > 1),
            ("livenessProbe", Map(("enabled", true))),
            ("rbac", Map(("serviceAccountTokenCreate", settings.TokenRequests), ("servicebindings", Map(("create", false))))),
            ("readinessProbe", Map(("enabled", true))),
            ("replicaCount", (long)settings.Replicas),
            ("resources", Resources("50m", "128Mi", "512Mi")),

            // The association of EKS Pod Identity is with this name.
            ("serviceAccount", Map(("name", OperatorSettings.Name))),
            ("webhook", Replicated(Part(settings, cpu: "10m", memory: "64Mi", limit: "256Mi"), settings)));
        foreach (var (kind, name) in Switches)
            values[name] = settings.Kinds.Contains(kind);
        if (settings.Replicas > 1)
            values["podDisruptionBudget"] = Budget();
        if (settings.NetworkPolicy)
            values["networkPolicy"] = Policy(Egress(cluster));
        return values;
    }

    private static Dictionary<string, object?> Part(OperatorSettings settings, string cpu, string memory, string limit)
    {
        var part = Map(("resources", Resources(cpu, memory, limit)));
        if (settings.NetworkPolicy)
            part["networkPolicy"] = Policy([Names(), Ports(443, 6443)]);
        return part;
    }

    /// <summary>The API server asks the webhook about every object, so it runs as often as the operator.</summary>
    private static Dictionary<string, object?> Replicated(Dictionary<string, object?> part, OperatorSettings settings)
    {
        part["replicaCount"] = (long)settings.Replicas;
        if (settings.Replicas > 1)
            part["podDisruptionBudget"] = Budget();
        return part;
    }

    private static Dictionary<string, object?> Budget() => Map(("enabled", true), ("minAvailable", 1L));

    private static Dictionary<string, object?> Resources(string cpu, string memory, string limit) =>
        Map(("limits", Map(("memory", limit))), ("requests", Map(("cpu", cpu), ("memory", memory))));

    /// <summary>The chart's own has no way out at all; what may come in is as it ships it.</summary>
    private static Dictionary<string, object?> Policy(List<object?> egress) => Map(("egress", egress), ("enabled", true));

    private static List<object?> Egress(ClusterSettings cluster)
    {
        List<object?> egress = [Names(), Ports(443, 6443)];
        if (cluster.Identity is ClusterIdentity.PodIdentity)
            egress.Add(Map(("ports", List(Port("TCP", 80))), ("to", List(Map(("ipBlock", Map(("cidr", Agent))))))));
        return egress;
    }

    private static Dictionary<string, object?> Names() => Map(("ports", List(Port("UDP", 53), Port("TCP", 53))));

    private static Dictionary<string, object?> Ports(params long[] ports) => Map(("ports", ports.Select(object? (port) => Port("TCP", port)).ToList()));

    private static Dictionary<string, object?> Port(string protocol, long port) => Map(("port", port), ("protocol", protocol));

    private static List<object?> List(params object?[] items) => [.. items];
}
