using McpInfra.Settings.Clusters;

namespace McpInfra.Model;

/// <summary>A chart of somebody else that a cluster runs for its environments: what Pulumi releases, and what is rendered for Git.</summary>
/// <param name="Part">What it is in names of objects and of directories.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Name">Of its release and of its chart.</param>
/// <param name="Namespace">Its own.</param>
/// <param name="Protect">Whether it is not to be removed by mistake: environments stand on it.</param>
internal sealed record ClusterChart(
    string Part, string Title, string Name, string Namespace, ChartLocation Location, string Version, IReadOnlyDictionary<string, object?> Values, int TimeoutSeconds, bool Protect)
{
    /// <summary>What every environment of the cluster needs first.</summary>
    public const string OperatorPart = "operator";

    public const string ReloaderPart = "reloader";

    /// <summary>In the order in which they are installed.</summary>
    public static IReadOnlyList<ClusterChart> Of(ClusterSettings cluster) =>
        cluster.Reloader is { } reloader ? [Operator(cluster), Reloader(cluster, reloader)] : [Operator(cluster)];

    public static ClusterChart Operator(ClusterSettings cluster)
    {
        var settings = cluster.Operator;
        return new ClusterChart(OperatorPart, "External Secrets Operator", OperatorSettings.Name, settings.Namespace,
            ChartLocation.Published(settings.Source, OperatorSettings.Name, settings.Version), settings.Version, OperatorValues.For(cluster), settings.TimeoutSeconds, cluster.Protect);
    }

    public static ClusterChart Reloader(ClusterSettings cluster, ReloaderSettings reloader) => new(
        ReloaderPart, "Stakater Reloader", ReloaderSettings.Name, ReloaderSettings.Name,
        ChartLocation.Published(ReloaderSettings.Source, ReloaderSettings.Name, ReloaderSettings.Version), ReloaderSettings.Version,
        ReloaderValues.For(cluster, reloader), cluster.Operator.TimeoutSeconds, Protect: false);
}
