using McpInfra.Backends;
using McpInfra.Checks;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Live;

/// <summary>What runs, held against what the stack says, through <c>kubectl</c> and <c>helm</c>.</summary>
internal static class Running
{
    /// <param name="now">What time it is.</param>
    public static IReadOnlyList<Question> Of(LoadedStack stack, DateTimeOffset now)
    {
        var settings = stack.Settings;

        // No name follows a version where Pulumi does not install the chart (DeliverySpec).
        var running = settings.Delivery.Mode == DeliveryMode.Helm ? stack : LoadedStack.Of(settings with { Rollout = settings.Rollout with { Strategy = RolloutStrategy.Stable } });
        var objects = new ObjectStatus(running, now);
        var written = Backend.Of(running).Manifests.Where(manifest => !(settings.Migration.Adopting && manifest.Kind == "Namespace")).ToList();
        return
        [
            .. new KubernetesChecks(settings.Kubernetes.Context).Reached,
            .. HasRelease(settings.Delivery.Mode) ? [Release(settings)] : Array.Empty<Question>(),
            .. DeliveryObjects.For(settings).Select(awaited => awaited.Manifest with { ReadyWhen = awaited.Ready }).GroupBy(Kind).Select(kind => objects.Of([.. kind], isListed: false)),
            GatewayStatus.Of(running),
            .. written.GroupBy(Kind).Select(kind => objects.Of([.. kind], isListed: kind.First() is { Namespace: not null } manifest && manifest.Kind != "ServiceAccount")),
            PodStatus.Of(running),
        ];
    }

    public static IReadOnlyList<Question> Of(ClusterSettings cluster)
    {
        var kubernetes = new KubernetesChecks(cluster.Kubernetes.Context);
        var up = Restore.Up(cluster.Stack);
        return
        [
            .. kubernetes.Reached,
            ReleaseStatus.Of(OperatorSettings.Name, cluster.Operator.Namespace, cluster.Kubernetes.Context, cluster.Operator.Version, isOfFolder: false, up),
            kubernetes.Served(SupportedApis.ExternalSecrets),
            kubernetes.Operator(SupportedApis.All.Single(api => api.Serves(SupportedApis.ExternalSecrets))),
            kubernetes.Namespace(cluster.Operator.Namespace, ClusterObjects.Labels(cluster.Operator.PodSecurity), isMade: true),
            .. cluster.Reloader is null ? Array.Empty<Question>()
                : [ReleaseStatus.Of(ReloaderSettings.Name, ReloaderSettings.Name, cluster.Kubernetes.Context, ReloaderSettings.Version, isOfFolder: false, up)],
        ];
    }

    /// <summary>Argo CD renders the chart and keeps no release; what brings it from Git nobody here knows.</summary>
    private static bool HasRelease(DeliveryMode mode) => mode is DeliveryMode.Helm or DeliveryMode.Flux or DeliveryMode.Fleet;

    private static Question Release(StackSettings settings) => ReleaseStatus.Of(settings.Release.Name, settings.Namespace, settings.Kubernetes.Context, settings.Chart.Version,
        ChartLocation.Of(settings.Chart) is ChartLocation.Folder, Restore.Chart(settings));

    private static (string, string, string?) Kind(KubernetesManifest manifest) => (manifest.ApiVersion, manifest.Kind, manifest.Namespace);
}
