namespace McpInfra.Chart.Check;

/// <summary>Where a chart is: a directory, a package or an <c>oci://</c> address.</summary>
/// <param name="Written">As the user wrote it.</param>
/// <param name="Location">What helm is given: a full path or the address.</param>
/// <param name="Version">Of an address; null takes the newest.</param>
internal sealed record ChartSource(string Written, string Location, string? Version)
{
    private const string Oci = "oci://";

    public bool IsRemote => Location.StartsWith(Oci, StringComparison.Ordinal);

    public bool IsDirectory => !IsRemote && Directory.Exists(Location);

    /// <summary>Helm asks a registry for TLS; one on this machine has none.</summary>
    public bool IsOnThisMachine => IsRemote && Uri.TryCreate(Location, UriKind.Absolute, out var address) && address.IsLoopback;

    /// <exception cref="ChartCheckException">There is no chart at that place.</exception>
    public static ChartSource Parse(string written, string? version, string directory)
    {
        if (written.StartsWith(Oci, StringComparison.Ordinal))
        {
            if (written[Oci.Length..].Split('/')[0].Contains('@', StringComparison.Ordinal))
                throw new ChartCheckException("The oci:// address carries a login. Leave it out, and run helm registry login.");
            return new ChartSource(written, written, version);
        }

        if (version is not null)
            throw new ChartCheckException($"--version is for an oci:// address; {written} has the version that it has. Leave the option out.");
        var path = Path.GetFullPath(written, directory);
        if (Directory.Exists(path) && !File.Exists(Path.Combine(path, "Chart.yaml")))
            throw new ChartCheckException($"{written} is not a chart: it has no Chart.yaml.");
        if (!Path.Exists(path))
            throw new ChartCheckException($"{written} is not there. A chart is a directory, a .tgz file or an oci:// address.");
        return WrapperChart.Says(path, written) is { } around ? throw new ChartCheckException(around) : new ChartSource(written, path, null);
    }
}
