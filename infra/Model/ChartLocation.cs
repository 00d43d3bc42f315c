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

    /// <param name="Url">Address of the index that names the chart.</param>
    internal sealed record Repository(string Url, string Name, string Version) : ChartLocation;

    /// <param name="Path">As the stack writes it, without a <c>./</c> before it.</param>
    internal sealed record Folder(string Path) : ChartLocation
    {
        /// <summary>Whether it can be a directory of some repository.</summary>
        public bool IsRelative => Path.Length > 0 && !System.IO.Path.IsPathRooted(Path) && !Path.Split('/', '\\').Contains("..");
    }

    public static ChartLocation Of(ChartSettings chart) => chart.Source.StartsWith(Scheme, StringComparison.Ordinal)
        ? OfRegistry(chart.Source, chart.Version)
        : new Folder(string.Join('/', chart.Source.Split('/').Where(part => part != ".")).TrimEnd('/'));

    /// <summary>Of a chart that somebody publishes: in a chart repository under its name, or in a registry.</summary>
    /// <param name="source">The repository, or <c>oci://</c> and the chart itself.</param>
    public static ChartLocation Published(string source, string name, string version) =>
        source.StartsWith(Scheme, StringComparison.Ordinal) ? OfRegistry(source, version) : new Repository(source, name, version);

    private static Oci OfRegistry(string source, string version)
    {
        var address = source[Scheme.Length..];
        var split = address.LastIndexOf('/');
        return new Oci(source, address[..split], address[(split + 1)..], version);
    }
}
