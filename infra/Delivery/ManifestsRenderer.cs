using McpInfra.Files;
using McpInfra.Model;
using McpInfra.Printing;

namespace McpInfra.Delivery;

/// <summary>Plain files for <c>kubectl</c> and <c>helm</c>: a directory of objects and the chart's values for each environment.</summary>
internal sealed class ManifestsRenderer : IDeliveryRenderer
{
    public IEnumerable<RenderedFile> OfEnvironment(DeliverySpec spec, FileHeader header)
    {
        foreach (var secret in spec.Secrets)
        {
            yield return header.File($"{spec.Environment}/objects/{ManifestTree.FileName(secret)}", ManifestTree.Of(secret.Manifest),
                $"Apply the whole directory: {ShellLine.Of($"kubectl apply -f {spec.Environment + "/objects"}")}");
        }

        yield return header.File($"{spec.Environment}/values.yaml", spec.Values,
            $"Once the objects are Ready: {Install(spec.Release.Name, spec.Chart, spec.Namespace, spec.Environment + "/values.yaml", spec.Release.TimeoutSeconds)}");
    }

    public IEnumerable<RenderedFile> OfCluster(ClusterSpec spec, FileHeader header)
    {
        foreach (var chart in spec.Charts)
        {
            yield return header.File($"{spec.Directory}/objects/{ManifestTree.FileName(spec.NamespaceOf(chart), step: 0)}", ManifestTree.Of(spec.NamespaceOf(chart)),
                $"Apply the whole directory: {ShellLine.Of($"kubectl apply -f {spec.Directory + "/objects"}")}");
            var values = $"{spec.Directory}/{chart.Part}-values.yaml";
            yield return header.File(values, chart.Values, $"Before any environment: {Install(chart.Name, chart.Location, chart.Namespace, values, chart.TimeoutSeconds)}");
        }
    }

    private static ShellLine Install(string release, ChartLocation location, string @namespace, string values, int timeoutSeconds)
    {
        var chart = location switch
        {
            ChartLocation.Oci oci => ShellLine.Of($"{oci.Url} --version {oci.Version}"),
            ChartLocation.Repository repository => ShellLine.Of($"{repository.Name} --repo {repository.Url} --version {repository.Version}"),
            ChartLocation.Folder folder => ShellLine.Of($"{ShownPath.AsArgument(folder.Path)}"),
            _ => throw new InvalidOperationException("A chart that is nowhere."),
        };
        return ShellLine.Of($"helm upgrade --install {release} {chart} --namespace {@namespace} --values {values} --wait --timeout {ManifestTree.Duration(timeoutSeconds)}");
    }
}
