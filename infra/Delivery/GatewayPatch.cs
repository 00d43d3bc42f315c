using McpInfra.Yaml;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery;

/// <summary>What is changed in the gateway's Deployment on its way from the chart to the cluster.</summary>
internal static class GatewayPatch
{
    /// <summary>
    /// Takes <c>spec.replicas</c> out, which the chart writes also where its autoscaler is on: each upgrade would set the gateway
    /// back, and with server-side apply it would fail once the autoscaler has spoken. A merge and no removal by path, since that
    /// fails for a chart which does not write it.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> OfReplicas(DeliverySpec spec) => Map(
        ("patch", YamlWriter.Block(Map(
            ("apiVersion", "apps/v1"),
            ("kind", "Deployment"),
            ("metadata", Map(("name", spec.GatewayDeployment))),
            ("spec", Map(("replicas", null)))))),
        ("target", Map(("kind", "Deployment"), ("name", spec.GatewayDeployment))));
}
