using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Where a chart is, in the parts that the GitOps tools want apart.</summary>
internal abstract record ChartLocation
{
    private const string Scheme = "oci://";

    /// <param name="Url">The whole address, such as <c>oci://ghcr.io/ibm/mcp-context-forge/mcp-stack</c>.</param>
    /// <param name="Registry">Host and path above the chart, without a scheme: what Argo CD calls a Helm OCI repository (util/helm/client.go of argoproj/argo-cd, <c>IsHelmOciRepo</c>).</param>
    /// <param name="Name">Last part of the address.</param>
    internal sealed record Oci(string Url, string Registry, string Name, string Version) : ChartLocation;

    /// <param name="Path">As the stack writes it, without a <c>./</c> before it.</param>
    internal sealed record Folder(string Path) : ChartLocation
    {
        /// <summary>Whether it can be a directory of some repository.</summary>
        public bool IsRelative => Path.Length > 0 && !System.IO.Path.IsPathRooted(Path) && !Path.Split('/', '\\').Contains("..");
    }

    public static ChartLocation Of(ChartSettings chart)
    {
        if (!chart.Source.StartsWith(Scheme, StringComparison.Ordinal))
            return new Folder(string.Join('/', chart.Source.Split('/').Where(part => part != ".")).TrimEnd('/'));
        var address = chart.Source[Scheme.Length..];
        var split = address.LastIndexOf('/');
        return new Oci(chart.Source, address[..split], address[(split + 1)..], chart.Version);
    }
}
