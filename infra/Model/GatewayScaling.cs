using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>How many pods the gateway has, and who says so: the chart's autoscaler unless a stack switches it off.</summary>
internal static class GatewayScaling
{
    public const string Switch = "mcpContextForge.hpa.enabled";

    /// <summary>The chart's own numbers (its values.yaml, in every version that was read).</summary>
    private const long Least = 2, Most = 10, Replicas = 2;

    public static bool IsOn(IReadOnlyDictionary<string, object?> values) => ValueTree.At(values, Switch) is not false;

    public static (object Least, object Most) Of(IReadOnlyDictionary<string, object?> values) =>
        (ValueTree.At(values, "mcpContextForge.hpa.minReplicas") ?? Least, ValueTree.At(values, "mcpContextForge.hpa.maxReplicas") ?? Most);

    /// <summary>What an upgrade does to the number, and which command ends that; null where it leaves it alone.</summary>
    public static Words? SaysUpgrade(StackSettings settings) => SetBackTo(settings) is not { } replicas ? null
        : Words.Of($"{Of(settings.Values).Least} to {Of(settings.Values).Most} gateways; each upgrade sets them to {replicas} until the autoscaler looks, unless the chart is one that 'chart patch' has mended ({Page.Chart})");

    /// <summary>
    /// To how many each upgrade sets the gateway back: the chart writes its replicas beside the autoscaler. Null where there is
    /// none, and where the tool leaves the number alone.
    /// </summary>
    private static object? SetBackTo(StackSettings settings) =>
        IsOn(settings.Values) && settings.Delivery.Mode is (DeliveryMode.Helm or DeliveryMode.Fleet) ? ValueTree.At(settings.Values, ChartNames.ReplicaCount) ?? Replicas : null;
}
