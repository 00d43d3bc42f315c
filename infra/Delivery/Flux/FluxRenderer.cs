using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Flux;

/// <summary>
/// A directory for each environment with two Flux Kustomizations: the secret objects, and the release, which depends on
/// the first. A HelmRelease's own <c>dependsOn</c> takes HelmReleases alone, so it could not wait for a Secret.
/// </summary>
internal sealed class FluxRenderer : IDeliveryRenderer
{
    private const string Secrets = GitOpsNames.Secrets;
    private const string Gateway = "gateway";

    public IEnumerable<RenderedFile> OfEnvironment(DeliverySpec spec, FileHeader header)
    {
        yield return header.File($"{spec.Environment}/{Secrets}.yaml", Of(SecretsKustomization(spec)));
        yield return header.File($"{spec.Environment}/{Gateway}.yaml", Of(GatewayKustomization(spec)));
        yield return Kustomization(spec.Environment, [Gateway + ".yaml", Secrets + ".yaml"], header);

        var files = spec.Secrets.Select(secret => (Name: FileName(secret), secret.Manifest)).ToList();
        foreach (var (name, manifest) in files)
            yield return header.File($"{spec.Environment}/{Secrets}/{name}", Of(manifest.Kind == "Namespace" && spec.Tools.Flux.KeepNamespace ? Kept(manifest) : manifest));
        yield return Kustomization($"{spec.Environment}/{Secrets}", [.. files.Select(file => file.Name)], header);

        var release = FluxObjects.Release(spec).Select(manifest => (Name: $"{manifest.Kind.ToLowerInvariant()}.yaml", Manifest: manifest)).ToList();
        foreach (var (name, manifest) in release)
            yield return header.File($"{spec.Environment}/{Gateway}/{name}", Of(manifest));
        yield return Kustomization($"{spec.Environment}/{Gateway}", [.. release.Select(file => file.Name)], header);
    }

    /// <summary>Deleting a namespace deletes what is in it, whoever made that.</summary>
    private static KubernetesManifest Kept(KubernetesManifest manifest) => manifest with
    {
        Annotations = new Dictionary<string, object?>(manifest.Annotations) { ["kustomize.toolkit.fluxcd.io/prune"] = "disabled" },
    };

    /// <summary>Ready when every object is, or every one that the chart cannot do without.</summary>
    private static KubernetesManifest SecretsKustomization(DeliverySpec spec)
    {
        var body = Body(spec, Secrets, spec.Tools.Flux.TimeoutSeconds);
        if (spec.Secrets.All(secret => secret.IsAwaited))
            body["wait"] = true;
        else
            body["healthChecks"] = spec.Secrets.Where(secret => secret.IsAwaited).Select(object? (secret) => HealthCheck(secret.Manifest)).ToList();

        var expressions = HealthExpressions.Of(spec.Secrets.Select(secret => secret.Manifest));
        if (FluxObjects.KubeConfig(spec) is { } kubeConfig)
            body["kubeConfig"] = kubeConfig;
        if (expressions.Count > 0)
            body["healthCheckExprs"] = expressions.Select(object? (kind) => Map(("apiVersion", kind.ApiVersion), ("kind", kind.Kind), ("current", kind.Current))).ToList();

        return FluxKustomization(spec, Secrets, body);
    }

    /// <summary>In Flux's own cluster, wherever the release goes.</summary>
    private static KubernetesManifest GatewayKustomization(DeliverySpec spec)
    {
        var body = Body(spec, Gateway, 2 * spec.Release.TimeoutSeconds);
        body["dependsOn"] = List(Map(("name", Name(spec, Secrets))));
        body["wait"] = true;
        return FluxKustomization(spec, Gateway, body);
    }

    private static Dictionary<string, object?> Body(DeliverySpec spec, string part, int timeoutSeconds) => Map(
        ("interval", spec.Tools.Flux.Interval),
        ("path", "./" + InRepository(spec.Tools.Flux.Path, $"{spec.Environment}/{part}")),
        ("prune", true),
        ("retryInterval", "1m0s"),
        ("sourceRef", Map(("kind", spec.Tools.Flux.SourceKind.ToString()), ("name", spec.Tools.Flux.SourceName))),
        ("timeout", Duration(timeoutSeconds)));

    private static KubernetesManifest FluxKustomization(DeliverySpec spec, string part, Dictionary<string, object?> body) =>
        new(SupportedApis.FluxKustomize, "Kustomization", Name(spec, part))
        {
            Namespace = spec.Tools.Flux.Namespace,
            Labels = spec.Labels,
            Body = Map(("spec", body)),
        };

    private static Dictionary<string, object?> HealthCheck(KubernetesManifest manifest)
    {
        var check = Map(("apiVersion", manifest.ApiVersion), ("kind", manifest.Kind), ("name", manifest.Name));
        if (manifest.Namespace is not null)
            check["namespace"] = manifest.Namespace;
        return check;
    }

    private static string Name(DeliverySpec spec, string part) => GitOpsNames.Of(spec.Environment, part);

    /// <summary>Without this list Flux would take every directory below as well.</summary>
    private static RenderedFile Kustomization(string directory, IEnumerable<string> files, FileHeader header) => header.File(
        $"{directory}/kustomization.yaml",
        Map(("apiVersion", "kustomize.config.k8s.io/v1beta1"), ("kind", "Kustomization"), ("resources", files.Cast<object?>().ToList())));
}
