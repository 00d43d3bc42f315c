using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace McpInfra.Components;

/// <summary>What the releases of a cluster have in common: a chart of somebody else at a pinned version, awaited.</summary>
internal static class ChartReleases
{
    /// <summary>Enough to roll back; Helm keeps each revision as a Secret in the namespace.</summary>
    private const int KeptRevisions = 5;

    private const string Registry = "oci://";

    /// <param name="source">A chart repository, or <c>oci://</c> and the chart itself.</param>
    public static ReleaseArgs Args(string source, string chart, string version, string @namespace, IReadOnlyDictionary<string, object?> values)
    {
        var args = new ReleaseArgs
        {
            Name = chart,
            Namespace = @namespace,
            Chart = source.StartsWith(Registry, StringComparison.Ordinal) ? source : chart,
            Version = version,
            Values = LateValues.None.Map(values),
            MaxHistory = KeptRevisions,
            SkipAwait = false,
        };
        if (!source.StartsWith(Registry, StringComparison.Ordinal))
            args.RepositoryOpts = new RepositoryOptsArgs { Repo = source };
        return args;
    }
}
