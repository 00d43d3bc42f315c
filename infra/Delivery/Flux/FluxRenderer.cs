using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Flux;

/// <summary>
/// A directory for each environment with two Flux Kustomizations: the secret objects, and the release, which depends on
/// the first. A HelmRelease's own <c>dependsOn</c> takes HelmReleases alone, so it could not wait for a Secret. A cluster has
/// one for the namespaces and one for each chart; the secret objects of its environments depend on that of the operator.
/// </summary>
internal sealed class FluxRenderer : IDeliveryRenderer
{
    private const string Secrets = GitOpsNames.Secrets;
    private const string Gateway = "gateway";

    public IEnumerable<RenderedFile> OfEnvironment(DeliverySpec spec, FileHeader header)
    {
        yield return header.File($"{spec.Environment}/{Secrets}.yaml", Of(SecretsKustomization(spec)));
        yield return header.File($"{spec.Environment}/{Gateway}.yaml", Of(GatewayKustomization(spec)));
        yield return FluxKustomizations.Listing(spec.Environment, [Gateway + ".yaml", Secrets + ".yaml"], header);

        var files = spec.Secrets.Select(secret => (Name: FileName(secret), Manifest: Kept(secret.Manifest, spec.Tools.Flux.KeepNamespace))).ToList();
        foreach (var file in Directory($"{spec.Environment}/{Secrets}", files, header))
            yield return file;
        foreach (var file in Directory($"{spec.Environment}/{Gateway}", InFiles(FluxObjects.Release(FluxChart.Of(spec))), header))
            yield return file;
    }

    public IEnumerable<RenderedFile> OfCluster(ClusterSpec spec, FileHeader header)
    {
        yield return header.File($"{spec.Directory}/{GitOpsNames.Namespaces}.yaml",
            Of(FluxKustomizations.Of(spec, GitOpsNames.Namespaces, spec.Tools.Flux.TimeoutSeconds, after: [], [("wait", true), .. InItsCluster(spec)])));
        foreach (var chart in spec.Charts)
        {
            yield return header.File($"{spec.Directory}/{chart.Part}.yaml", Of(FluxKustomizations.Of(
                spec, chart.Part, 2 * chart.TimeoutSeconds, [FluxKustomizations.Reference(spec, GitOpsNames.Namespaces)], ("wait", true))));
        }

        yield return FluxKustomizations.Listing(spec.Directory, spec.Charts.Select(chart => chart.Part).Prepend(GitOpsNames.Namespaces).Select(part => part + ".yaml"), header);

        var spaces = spec.Charts.Select(spec.NamespaceOf).Select(space => (FileName(space, step: 0), Kept(space, spec.Tools.Flux.KeepNamespace || spec.Protect))).ToList();
        foreach (var file in Directory($"{spec.Directory}/{GitOpsNames.Namespaces}", spaces, header))
            yield return file;
        foreach (var chart in spec.Charts)
        {
            foreach (var file in Directory($"{spec.Directory}/{chart.Part}", InFiles(FluxObjects.Release(FluxChart.Of(spec, chart))), header))
                yield return file;
        }
    }

    private static IEnumerable<RenderedFile> Directory(string directory, IReadOnlyList<(string Name, KubernetesManifest Manifest)> files, FileHeader header) =>
    [
        .. files.Select(file => header.File($"{directory}/{file.Name}", Of(file.Manifest))), FluxKustomizations.Listing(directory, files.Select(file => file.Name), header),
    ];

    private static List<(string Name, KubernetesManifest Manifest)> InFiles(IEnumerable<KubernetesManifest> release) =>
        [.. release.Select(manifest => ($"{manifest.Kind.ToLowerInvariant()}.yaml", manifest))];

    private static KubernetesManifest Kept(KubernetesManifest manifest, bool keepsNamespace) =>
        manifest.Kind == "Namespace" && keepsNamespace ? FluxKustomizations.Kept(manifest) : manifest;

    /// <summary>Ready when every object is, or every one that the chart cannot do without.</summary>
    private static KubernetesManifest SecretsKustomization(DeliverySpec spec)
    {
        var expressions = HealthExpressions.Of(spec.Secrets.Select(secret => secret.Manifest));
        return FluxKustomizations.Of(spec, Secrets, spec.Tools.Flux.TimeoutSeconds,
            spec.After is { } cluster ? [FluxKustomizations.Reference(cluster, ClusterChart.OperatorPart, spec)] : [],
            [
                spec.Secrets.All(secret => secret.IsAwaited)
                    ? ("wait", true)
                    : ("healthChecks", spec.Secrets.Where(secret => secret.IsAwaited).Select(object? (secret) => HealthCheck(secret.Manifest)).ToList()),
                .. InItsCluster(spec),
                .. expressions.Count == 0 ? [] : new (string, object?)[]
                {
                    ("healthCheckExprs", expressions.Select(object? (kind) => Map(("apiVersion", kind.ApiVersion), ("kind", kind.Kind), ("current", kind.Current))).ToList()),
                },
            ]);
    }

    /// <summary>In Flux's own cluster, wherever the release goes.</summary>
    private static KubernetesManifest GatewayKustomization(DeliverySpec spec) =>
        FluxKustomizations.Of(spec, Gateway, 2 * spec.Release.TimeoutSeconds, [FluxKustomizations.Reference(spec, Secrets)], ("wait", true));

    /// <summary>For objects that are applied, and not made by a release that goes there itself.</summary>
    private static (string Key, object? Value)[] InItsCluster(DirectorySpec spec) =>
        FluxObjects.KubeConfig(spec.Tools.Flux) is { } kubeConfig ? [("kubeConfig", kubeConfig)] : [];

    private static Dictionary<string, object?> HealthCheck(KubernetesManifest manifest)
    {
        var check = Map(("apiVersion", manifest.ApiVersion), ("kind", manifest.Kind), ("name", manifest.Name));
        if (manifest.Namespace is not null)
            check["namespace"] = manifest.Namespace;
        return check;
    }
}
