using McpInfra.Model;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace McpInfra.Components;

/// <summary>What the releases of a cluster have in common: a chart of somebody else at a pinned version, awaited.</summary>
internal static class ChartReleases
{
    /// <summary>Enough to roll back; Helm keeps each revision as a Secret in the namespace.</summary>
    private const int KeptRevisions = 5;

    public static ReleaseArgs Args(ClusterChart chart)
    {
        var args = new ReleaseArgs
        {
            Name = chart.Name,
            Namespace = chart.Namespace,
            Chart = chart.Location is ChartLocation.Oci oci ? oci.Url : chart.Name,
            Version = chart.Version,
            Values = LateValues.None.Map(chart.Values),
            MaxHistory = KeptRevisions,
            SkipAwait = false,
            Timeout = chart.TimeoutSeconds,
        };
        if (chart.Location is ChartLocation.Repository repository)
            args.RepositoryOpts = new RepositoryOptsArgs { Repo = repository.Url };
        return args;
    }
}
