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

        var chart = spec.Chart switch
        {
            ChartLocation.Oci oci => ShellLine.Of($"{oci.Url} --version {oci.Version}"),
            ChartLocation.Folder folder => ShellLine.Of($"{folder.Path}"),
            _ => throw new InvalidOperationException("A chart that is nowhere."),
        };
        yield return header.File($"{spec.Environment}/values.yaml", spec.Values,
            $"Once the objects are Ready: {ShellLine.Of($"helm upgrade --install {spec.Release.Name} {chart} --namespace {spec.Namespace} --values {spec.Environment + "/values.yaml"} "
            + $"--wait --timeout {ManifestTree.Duration(spec.Release.TimeoutSeconds)}")}");
    }
}
