using System.Globalization;
using McpInfra.Model;
using McpInfra.Settings;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.ArgoCd;

/// <summary>The Applications of an environment (argoproj.io/v1alpha1, whose CRD fills in nothing).</summary>
internal static class ArgoCdObjects
{
    public const string ApiVersion = SupportedApis.ArgoCd;

    /// <summary>Name of the ApplicationSet, and what every Application's name begins with.</summary>
    public const string Prefix = "mcp-gateway";

    private const string WaveAnnotation = "argocd.argoproj.io/sync-wave";

    /// <summary>Has Argo CD delete what an Application made before the Application itself.</summary>
    private const string Finalizer = "resources-finalizer.argocd.argoproj.io";

    /// <summary>For ever: a secret's value may be put days after its ExternalSecret was committed.</summary>
    private const int NoLimit = -1;

    /// <summary>A chart that does not start is a person's to mend; each try runs its migration Job again.</summary>
    private const int ChartRetries = 5;

    /// <summary>The chart, its values inline: it changes only when whoever applies the Application changes it.</summary>
    public static KubernetesManifest Chart(DeliverySpec spec)
    {
        var application = Map(
            ("destination", Map(("namespace", spec.Namespace), ("server", spec.Tools.ArgoCd.Server))),
            ("project", spec.Tools.ArgoCd.Project),
            ("source", ChartSource(spec)),
            ("syncPolicy", SyncPolicy(ChartRetries, spec.ScalesItself ? ["RespectIgnoreDifferences=true"] : [])));
        if (spec.ScalesItself)
        {
            application["ignoreDifferences"] = List(Map(
                ("group", "apps"), ("kind", "Deployment"), ("name", spec.GatewayDeployment), ("namespace", spec.Namespace), ("jsonPointers", List("/spec/replicas"))));
        }

        return Application(spec, "chart", application);
    }

    /// <summary>The directory of an environment's secret objects, for a cluster that is not Argo CD's own.</summary>
    public static KubernetesManifest Secrets(DeliverySpec spec, string directory) => Application(spec, "secrets", Map(
        ("destination", Map(("namespace", spec.Namespace), ("server", spec.Tools.ArgoCd.Server))),
        ("project", spec.Tools.ArgoCd.Project),
        ("source", Directory(spec.Tools.ArgoCd, $"{spec.Tools.ArgoCd.Path}/{directory}")),
        ("syncPolicy", SyncPolicy(NoLimit, []))));

    /// <summary>One Application for each environment, pointing at that environment's directory.</summary>
    public static KubernetesManifest ApplicationSet(IReadOnlyList<DeliverySpec> specs) => new(ApiVersion, "ApplicationSet", Prefix)
    {
        Namespace = specs[0].Tools.ArgoCd.Namespace,
        Labels = WithoutEnvironment(specs[0]),
        Body = Map(("spec", Map(
            ("generators", List(Map(("list", Map(("elements", specs.Select(object? (spec) => Element(spec)).ToList())))))),
            ("goTemplate", true),
            ("goTemplateOptions", List("missingkey=error")),
            ("template", Map(
                ("metadata", Map(
                    ("finalizers", List(Finalizer)),
                    ("labels", new Dictionary<string, object?>(Texts(WithoutEnvironment(specs[0]))) { ["mcp-infra/environment"] = "{{.environment}}" }),
                    ("name", Prefix + "-{{.environment}}"))),
                ("spec", Map(
                    ("destination", Map(("namespace", "{{.namespace}}"), ("server", ArgoCdSettings.OwnCluster))),
                    ("project", "{{.project}}"),
                    ("source", Map(("path", "{{.path}}"), ("repoURL", "{{.repoURL}}"), ("targetRevision", "{{.revision}}"))),
                    ("syncPolicy", SyncPolicy(NoLimit, []))))))))),
    };

    /// <summary>The object with its place in the order of a sync.</summary>
    public static KubernetesManifest InWave(KubernetesManifest manifest, int wave) => manifest with
    {
        Annotations = new Dictionary<string, object?>(manifest.Annotations) { [WaveAnnotation] = wave.ToString(CultureInfo.InvariantCulture) },
    };

    private static KubernetesManifest Application(DeliverySpec spec, string part, Dictionary<string, object?> body) =>
        new(ApiVersion, "Application", $"{Prefix}-{spec.Environment}-{part}")
        {
            Namespace = spec.Tools.ArgoCd.Namespace,
            Labels = spec.Labels,
            Finalizers = [Finalizer],
            Body = Map(("spec", body)),
        };

    private static Dictionary<string, object?> Element(DeliverySpec spec)
    {
        var argoCd = spec.Tools.ArgoCd;
        return Map(
            ("environment", spec.Environment),
            ("namespace", argoCd.Server == ArgoCdSettings.OwnCluster ? spec.Namespace : argoCd.Namespace),
            ("path", $"{argoCd.Path}/{spec.Environment}"),
            ("project", argoCd.Project),
            ("repoURL", argoCd.RepoUrl),
            ("revision", argoCd.Revision));
    }

    private static Dictionary<string, object?> ChartSource(DeliverySpec spec)
    {
        var source = spec.Chart switch
        {
            ChartLocation.Oci oci => Map(("chart", oci.Name), ("repoURL", oci.Registry), ("targetRevision", oci.Version)),
            ChartLocation.Folder folder => Directory(spec.Tools.ArgoCd, folder.Path),
            _ => throw new InvalidOperationException("A chart that is nowhere."),
        };
        source["helm"] = Map(("releaseName", spec.Release.Name), ("valuesObject", spec.Values));
        return source;
    }

    private static Dictionary<string, object?> Directory(ArgoCdSettings argoCd, string path) =>
        Map(("path", path), ("repoURL", argoCd.RepoUrl), ("targetRevision", argoCd.Revision));

    private static Dictionary<string, object?> SyncPolicy(int retries, string[] options)
    {
        var policy = Map(
            ("automated", Map(("prune", true), ("selfHeal", true))),
            ("retry", Map(
                ("backoff", Map(("duration", "10s"), ("factor", 2), ("maxDuration", "3m0s"))),
                ("limit", retries))));
        if (options.Length > 0)
            policy["syncOptions"] = List([.. options]);
        return policy;
    }

    private static Dictionary<string, string> WithoutEnvironment(DeliverySpec spec) =>
        spec.Labels.Where(label => label.Key != "mcp-infra/environment").ToDictionary(StringComparer.Ordinal);
}
