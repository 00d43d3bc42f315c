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
    public const string Prefix = GitOpsNames.Prefix;

    private const string ChartPart = "chart";

    private const string SecretsPart = GitOpsNames.Secrets;

    private const string WaveAnnotation = "argocd.argoproj.io/sync-wave";

    private const string RespectIgnored = "RespectIgnoreDifferences=";

    /// <summary>Has Argo CD delete what an Application made before the Application itself.</summary>
    internal const string Finalizer = "resources-finalizer.argocd.argoproj.io";

    /// <summary>What the names of an environment's own Applications end with.</summary>
    public static IReadOnlyList<string> Children { get; } = [ChartPart, SecretsPart];

    /// <summary>
    /// The chart, its values inline: it changes only when whoever applies the Application changes it, so the environment's sync is
    /// the one gate and this one follows by itself.
    /// </summary>
    public static KubernetesManifest Chart(DeliverySpec spec)
    {
        var application = Map(
            ("destination", Destination(spec, spec.Namespace)),
            ("project", spec.Tools.ArgoCd.Project),
            ("source", ChartSource(spec.Tools.ArgoCd, spec.Chart, spec.Release.Name, spec.Values)),
            ("syncPolicy", SyncPolicy(ArgoCdSync.Automated, SyncRetry.OfChart(spec.Tools.ArgoCd), ChartOptions(spec))));
        if (spec.ScalesItself)
        {
            application["ignoreDifferences"] = List(Map(
                ("group", "apps"), ("kind", "Deployment"), ("name", spec.GatewayDeployment), ("namespace", spec.Namespace), ("jsonPointers", List("/spec/replicas"))));
        }

        return Application(spec, ChartPart, application);
    }

    /// <summary>The directory of an environment's secret objects, for a cluster that is not Argo CD's own.</summary>
    public static KubernetesManifest Secrets(DeliverySpec spec, string directory) => Application(spec, SecretsPart, Map(
        ("destination", Destination(spec, spec.Namespace)),
        ("project", spec.Tools.ArgoCd.Project),
        ("source", Directory(spec.Tools.ArgoCd, InRepository(spec.Tools.ArgoCd.Path, directory))),
        ("syncPolicy", SyncPolicy(spec.Tools.ArgoCd.Sync, SyncRetry.Waiting, spec.Tools.ArgoCd.SyncOptions))));

    /// <summary>One Application for each environment, pointing at that environment's directory.</summary>
    /// <param name="any">One of them, for what they have in common.</param>
    public static KubernetesManifest ApplicationSet(DeliverySpec any, IReadOnlyList<ApplicationSetEntry> entries) => new(ApiVersion, "ApplicationSet", Prefix)
    {
        Namespace = any.Tools.ArgoCd.Namespace,
        Labels = WithoutEnvironment(any),
        Body = Map(("spec", Map(
            ("generators", entries.GroupBy(entry => entry.PolicyText).Select(object? (alike) => Generator([.. alike])).ToList()),
            ("goTemplate", true),
            ("goTemplateOptions", List("missingkey=error")),
            ("template", Map(
                ("metadata", Map(
                    ("finalizers", List(Finalizer)),
                    ("labels", new Dictionary<string, object?>(Texts(WithoutEnvironment(any))) { [EnvironmentTopic.Label] = "{{.environment}}" }),
                    ("name", GitOpsNames.Of("{{.environment}}")))),
                ("spec", Map(
                    ("destination", Map(("namespace", "{{.namespace}}"), ("server", ArgoCdCluster.OwnServer))),
                    ("project", "{{.project}}"),
                    ("source", Map(("path", "{{.path}}"), ("repoURL", "{{.repoURL}}"), ("targetRevision", "{{.revision}}"))),
                    ("syncPolicy", SyncPolicy(ArgoCdSync.Manual, SyncRetry.Waiting, []))))))))),
    };

    /// <summary>
    /// Environments that are synced alike. A template's switches cannot be parameters, so what differs between environments is
    /// the generator's own, which Argo CD lays over the one below; the fields without a value are those that its CRD requires.
    /// </summary>
    private static Dictionary<string, object?> Generator(IReadOnlyList<ApplicationSetEntry> alike)
    {
        var list = Map(("elements", alike.Select(object? (entry) => entry.Element).ToList()));
        if (alike[0].Policy.Count > 0)
            list["template"] = Map(("metadata", Map()), ("spec", Map(("destination", Map()), ("project", ""), ("syncPolicy", alike[0].Policy))));
        return Map(("list", list));
    }

    /// <summary>What is the generator's own of a sync policy; empty where that is the template's.</summary>
    public static IReadOnlyDictionary<string, object?> GeneratorPolicy(ArgoCdSettings argoCd) => SyncPolicy(argoCd.Sync, Map(), argoCd.SyncOptions);

    /// <summary>The object with its place in the order of a sync.</summary>
    public static KubernetesManifest InWave(KubernetesManifest manifest, int wave) => manifest with
    {
        Annotations = new Dictionary<string, object?>(manifest.Annotations) { [WaveAnnotation] = wave.ToString(CultureInfo.InvariantCulture) },
    };

    private static KubernetesManifest Application(DirectorySpec spec, string part, Dictionary<string, object?> body) =>
        Application(spec, GitOpsNames.Of(spec.Directory, part), body, [Finalizer]);

    internal static KubernetesManifest Application(DirectorySpec spec, string name, Dictionary<string, object?> body, IReadOnlyList<string> finalizers) =>
        new(ApiVersion, "Application", name)
        {
            Namespace = spec.Tools.ArgoCd.Namespace,
            Labels = spec.Labels,
            Finalizers = finalizers,
            Body = Map(("spec", body)),
        };

    public static Dictionary<string, object?> Element(DeliverySpec spec)
    {
        var argoCd = spec.Tools.ArgoCd;
        return Map(
            ("environment", spec.Environment),
            ("namespace", argoCd.Cluster.IsOwn ? spec.Namespace : argoCd.Namespace),
            ("path", InRepository(argoCd.Path, spec.Environment)),
            ("project", argoCd.Project),
            ("repoURL", argoCd.RepoUrl),
            ("revision", argoCd.Revision));
    }

    internal static Dictionary<string, object?> ChartSource(ArgoCdSettings argoCd, ChartLocation chart, string release, IReadOnlyDictionary<string, object?> values)
    {
        var source = chart switch
        {
            ChartLocation.Oci oci => Map(("chart", oci.Name), ("repoURL", oci.Registry), ("targetRevision", oci.Version)),
            ChartLocation.Repository repository => Map(("chart", repository.Name), ("repoURL", repository.Url), ("targetRevision", repository.Version)),
            ChartLocation.Folder folder => Directory(argoCd, folder.Path),
            _ => throw new InvalidOperationException("A chart that is nowhere."),
        };
        source["helm"] = Map(("releaseName", release), ("valuesObject", values));
        return source;
    }

    internal static Dictionary<string, object?> Directory(ArgoCdSettings argoCd, string path) =>
        Map(("path", path), ("repoURL", argoCd.RepoUrl), ("targetRevision", argoCd.Revision));

    internal static Dictionary<string, object?> Destination(DirectorySpec spec, string @namespace) => spec.Tools.ArgoCd.Cluster is { Name: { } name }
        ? Map(("name", name), ("namespace", @namespace))
        : Map(("namespace", @namespace), ("server", spec.Tools.ArgoCd.Cluster.Server));

    /// <summary>The stack's, and the one without which ignored differences are only not shown.</summary>
    private static IReadOnlyList<string> ChartOptions(DeliverySpec spec) => spec.ScalesItself
        ? WithOptions(spec.Tools.ArgoCd, RespectIgnored)
        : spec.Tools.ArgoCd.SyncOptions;

    /// <summary>The stack's options with some that have to be on, whatever it says of those.</summary>
    /// <param name="needed">Each with its <c>=</c>.</param>
    internal static IReadOnlyList<string> WithOptions(ArgoCdSettings argoCd, params string[] needed) =>
        [.. argoCd.SyncOptions.Where(option => !needed.Any(name => option.StartsWith(name, StringComparison.Ordinal))), .. needed.Select(name => name + "true")];

    internal static Dictionary<string, object?> SyncPolicy(ArgoCdSync sync, SyncRetry retry, IReadOnlyList<string> options) => SyncPolicy(sync, retry.Tree, options);

    /// <summary>
    /// Tried again, an automated sync takes the newest commit: with the one that it began with, no commit would ever mend it. One that
    /// somebody asked for stays with what was asked for.
    /// </summary>
    private static Dictionary<string, object?> SyncPolicy(ArgoCdSync sync, Dictionary<string, object?> retry, IReadOnlyList<string> options)
    {
        var policy = Map();
        if (sync == ArgoCdSync.Automated)
        {
            policy["automated"] = Map(("prune", true), ("selfHeal", true));
            retry["refresh"] = true;
        }

        if (retry.Count > 0)
            policy["retry"] = retry;
        if (options.Count > 0)
            policy["syncOptions"] = List([.. options]);
        return policy;
    }

    private static Dictionary<string, string> WithoutEnvironment(DeliverySpec spec) =>
        spec.Labels.Where(label => label.Key != EnvironmentTopic.Label).ToDictionary(StringComparer.Ordinal);
}
