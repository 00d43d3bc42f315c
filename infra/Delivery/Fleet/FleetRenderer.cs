using McpInfra.Model;
using McpInfra.Printing;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Fleet;

/// <summary>
/// A GitRepo for each environment and its two bundles: the secret objects, and the chart, which depends on the first. Each
/// bundle says by label which clusters it is for, whatever reads it. Where somebody else makes the Secrets there is the
/// chart's alone: Fleet makes no bundle of nothing, and one that depends on it would wait for ever.
/// </summary>
internal sealed class FleetRenderer : IDeliveryRenderer
{
    private const string Secrets = GitOpsNames.Secrets;
    private const string Gateway = "gateway";
    private const string Namespace = "Namespace";
    private const string Patches = "patches";
    public IEnumerable<RenderedFile> OfEnvironment(DeliverySpec spec, FileHeader header)
    {
        // Fleet makes a bundle's namespace itself and would refuse one that the bundle brings.
        var objects = spec.Secrets.Where(secret => secret.Manifest.Kind != Namespace).ToList();
        string[] parts = objects.Count > 0 ? [Secrets, Gateway] : [Gateway];
        yield return header.File($"{spec.Environment}/gitrepo.yaml",
            Of(FleetObjects.GitRepo(spec, spec.Chart, [.. parts.Select(part => $"{spec.Environment}/{part}")])),
            $"Apply it once in Fleet's own cluster: {ShellLine.Of($"kubectl apply -f {spec.Environment}/gitrepo.yaml")}");

        if (objects.Count > 0)
            yield return header.File($"{spec.Environment}/{Secrets}/fleet.yaml", AfterOperator(spec, WithNamespaceLabels(spec, FleetBundles.Of(spec, Secrets, spec.Namespace))));
        foreach (var secret in objects)
            yield return header.File($"{spec.Environment}/{Secrets}/{FileName(secret)}", Of(secret.Manifest with { Labels = FleetObjects.Labels(secret.Manifest.Labels) }));

        var gateway = GatewayBundle(spec);
        yield return header.File($"{spec.Environment}/{Gateway}/fleet.yaml",
            objects.Count > 0 ? AfterSecrets(spec, gateway) : WithNamespaceLabels(spec, gateway));
        yield return header.File($"{spec.Environment}/{Gateway}/values.yaml", spec.Values);
        if (spec.ScalesItself)
            yield return header.File($"{spec.Environment}/{Gateway}/{Patches}/kustomization.yaml", PatchOf(spec));
    }

    public IEnumerable<RenderedFile> OfCluster(ClusterSpec spec, FileHeader header)
    {
        var file = $"{spec.Directory}/gitrepo.yaml";
        yield return header.File(file, Of(FleetObjects.GitRepo(spec, spec.Charts[0].Location, [.. spec.Charts.Select(chart => $"{spec.Directory}/{chart.Part}")])),
            $"Apply it once in Fleet's own cluster, with those of the environments: {ShellLine.Of($"kubectl apply -f {file}")}");
        foreach (var chart in spec.Charts)
        {
            yield return header.File($"{spec.Directory}/{chart.Part}/fleet.yaml", FleetBundles.Of(spec, chart));
            yield return header.File($"{spec.Directory}/{chart.Part}/values.yaml", chart.Values);
        }
    }

    /// <summary>For the bundle that is there first, and so makes the namespace.</summary>
    private static Dictionary<string, object?> WithNamespaceLabels(DeliverySpec spec, Dictionary<string, object?> bundle)
    {
        if (spec.Secrets.FirstOrDefault(secret => secret.Manifest.Kind == Namespace) is { } space)
            bundle["namespaceLabels"] = Texts(FleetObjects.Labels(space.Manifest.Labels));
        return bundle;
    }

    private static Dictionary<string, object?> AfterSecrets(DeliverySpec spec, Dictionary<string, object?> bundle)
    {
        // Where the chart can do without a Secret, its bundle need not be Ready; otherwise it must, which is Fleet's default.
        bundle["dependsOn"] = List(FleetBundles.Reference(spec, Secrets, spec.Secrets.All(secret => secret.IsAwaited) ? [] : ["Ready", "NotReady", "Modified"]));
        return bundle;
    }

    private static Dictionary<string, object?> AfterOperator(DeliverySpec spec, Dictionary<string, object?> bundle)
    {
        // An operator that somebody has changed by hand runs all the same: Fleet calls Modified only what is Ready.
        if (spec.After is { } cluster)
            bundle["dependsOn"] = List(FleetBundles.Reference(cluster, ClusterChart.OperatorPart, ["Ready", "Modified"]));
        return bundle;
    }

    private static Dictionary<string, object?> GatewayBundle(DeliverySpec spec)
    {
        var helm = FleetObjects.Helm(spec.Chart, spec.Release.Name, spec.Release.TimeoutSeconds);
        helm["valuesFiles"] = List("values.yaml");
        var bundle = FleetBundles.Of(spec, Gateway, spec.Namespace);
        bundle["helm"] = helm;
        if (spec.ScalesItself)
            bundle["kustomize"] = Map(("dir", Patches));
        return bundle;
    }

    /// <summary>Fleet lists what Helm has rendered as the resource of this kustomization (rancher/fleet, internal/helmdeployer/kustomize).</summary>
    private static Dictionary<string, object?> PatchOf(DeliverySpec spec) => Map(
        ("apiVersion", "kustomize.config.k8s.io/v1beta1"),
        ("kind", "Kustomization"),
        ("patches", List(GatewayPatch.OfReplicas(spec))));
}
