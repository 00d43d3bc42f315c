using McpInfra.Delivery.ArgoCd;
using McpInfra.Delivery.Fleet;
using McpInfra.Delivery.Flux;
using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Delivery;

/// <summary>What a GitOps tool needs in the cluster to install the chart, where Pulumi and not Git brings it there.</summary>
internal static class DeliveryObjects
{
    private const string IsReady = "condition=Ready";

    /// <summary>Ready is that of the spec of today, not of the one before it (seen on Pulumi's provider 4.32 with helm-controller 1.6.2).</summary>
    private const string IsReadyNow = "jsonpath={.status.conditions[?@.type=='Ready' && @.observedGeneration==$.metadata.generation].status}=True";

    /// <summary>Both, because an Application is healthy before its first sync as well.</summary>
    private const string IsSynced = """["jsonpath={.status.sync.status}=Synced","jsonpath={.status.health.status}=Healthy"]""";

    /// <summary>In the order in which they need each other; none where Pulumi itself or Git installs the chart.</summary>
    public static IReadOnlyList<AwaitedManifest> For(StackSettings settings)
    {
        var spec = DeliverySpec.For(settings);
        return settings.Delivery.Mode switch
        {
            // Without the finalizer: an Application that failed beside Pulumi's own release would delete what that runs when the
            // change is taken back (docs/adr/0012). What it made otherwise goes with the namespace.
            DeliveryMode.ArgoCd => [new(ArgoCdObjects.Chart(spec) with { Finalizers = [] }, IsSynced)],
            DeliveryMode.Flux => [.. FluxObjects.Release(FluxChart.Of(spec)).Select(manifest => new AwaitedManifest(manifest, manifest.Kind == FluxObjects.RepositoryKind ? null : IsReadyNow))],
            DeliveryMode.Fleet => [new(FleetObjects.HelmOp(spec), IsReady)],
            _ => [],
        };
    }
}
