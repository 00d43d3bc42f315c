using McpInfra.Printing;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.ArgoCd;

/// <summary>
/// An ApplicationSet over the environments and a directory for each. In it the secret objects come first and the chart's
/// Application is made when they are Ready, so that the chart's PreSync Job finds its Secrets (docs/adr/0005).
/// </summary>
internal sealed class ArgoCdRenderer : IDeliveryRenderer
{
    /// <summary>Where a directory that the parent does not read keeps the secret objects.</summary>
    private const string Objects = "objects";

    private const string Charts = "charts";

    /// <summary>What brings a cluster's charts.</summary>
    private const string ParentFile = "application.yaml";

    private const string SetFile = "applicationset.yaml";

    /// <summary>Beside the ApplicationSet, where no Application reads.</summary>
    internal const string HealthFile = "argocd-health.yaml";

    public bool HasSharedFiles => true;

    public IEnumerable<RenderedFile> OfEnvironment(DeliverySpec spec, FileHeader header) =>
        spec.Tools.ArgoCd.Cluster.IsOwn ? InOwnCluster(spec, header) : InOtherCluster(spec, header);

    /// <summary>In a directory of their own, since whoever applies them must not take the one that is applied by hand for one of them.</summary>
    public IEnumerable<RenderedFile> OfCluster(ClusterSpec spec, FileHeader header)
    {
        var directory = $"{spec.Directory}/{Charts}";
        yield return header.File($"{spec.Directory}/{ParentFile}", Of(ArgoCdClusterObjects.Parent(spec, directory)),
            $"Apply it once, before the ApplicationSet: {ShellLine.Of($"kubectl apply -f {spec.Directory}/{ParentFile}")}");
        foreach (var chart in spec.Charts.Select(chart => ArgoCdClusterObjects.Chart(spec, chart)))
            yield return header.File($"{directory}/{FileName(chart, step: 0)}", Of(chart));
    }

    public IEnumerable<RenderedFile> Shared(IReadOnlyList<DeliverySpec> specs, FileHeader header, KeptParts kept)
    {
        var before = kept.Read(SetFile) is { } text ? ApplicationSetEntry.In(text, [.. ArgoCdObjects.Element(specs[0]).Keys]) : new Dictionary<string, ApplicationSetEntry>();
        var entries = specs.Select(spec => kept.Has(spec) ? before.GetValueOrDefault(spec.Environment) ?? ApplicationSetEntry.Of(spec) : ApplicationSetEntry.Of(spec)).ToList();
        return
        [
            header.File(SetFile, Of(ArgoCdObjects.ApplicationSet(specs[0], entries)),
            [
                $"Apply it once, or let an Application of yours have it: {ShellLine.Of($"kubectl apply -f {SetFile}")}",
                .. specs.Select(spec => spec.After?.Directory).OfType<string>().Distinct().Select(cluster =>
                    Words.Of($"After {cluster}/{ParentFile}, which brings the operator: until that is there an environment's sync fails and is tried again")),
                .. entries.Select(entry => entry.Whereabouts),
            ]),
            .. Health(specs, header, kept),
        ];
    }

    /// <summary>A patch of <c>argocd-cm</c>, which is not ours and has what others put there. What the file has stays while some environments are kept.</summary>
    private static IEnumerable<RenderedFile> Health(IReadOnlyList<DeliverySpec> specs, FileHeader header, KeptParts kept)
    {
        var checks = specs.Any(spec => kept.Has(spec)) && kept.Read(HealthFile) is { } text && RenderedText.Document(text).GetValueOrDefault("data") is IReadOnlyDictionary<string, object?> before
            ? new Dictionary<string, object?>(before) : [];
        foreach (var check in HealthChecks.For(specs))
            checks[check.Key] = check.Lua;
        if (checks.Count > 0)
        {
            yield return header.File(HealthFile, Map(("data", checks)),
                $"Argo CD calls these Healthy before anybody has looked at them as they are now, and what comes after them would not wait. Tell it once, before the ApplicationSet:",
                $"  {ShellLine.Of($"kubectl patch configmap argocd-cm --namespace {specs[0].Tools.ArgoCd.Namespace} --patch-file {HealthFile}")}");
        }
    }

    /// <summary>The parent applies objects and chart: its waves wait for every ExternalSecret by Argo CD's own health check.</summary>
    private static IEnumerable<RenderedFile> InOwnCluster(DeliverySpec spec, FileHeader header)
    {
        var last = ChartWave(spec);
        foreach (var secret in spec.Secrets)
        {
            // What is optional for the chart must not hold it up.
            var wave = secret.IsAwaited ? secret.Step : last;
            yield return header.File($"{spec.Environment}/{FileName(secret)}", Of(ArgoCdObjects.InWave(secret.Manifest, wave)));
        }

        var chart = ArgoCdObjects.InWave(ArgoCdObjects.Chart(spec), last);
        yield return header.File($"{spec.Environment}/{FileName(chart, last)}", Of(chart));
    }

    /// <summary>
    /// An Application has one destination, so the parent applies two: the objects' and the chart's. Their order needs
    /// Argo CD to judge an Application's health, which it does where it is configured to (docs/argocd.md).
    /// </summary>
    private static IEnumerable<RenderedFile> InOtherCluster(DeliverySpec spec, FileHeader header)
    {
        var directory = $"{spec.Environment}/{Objects}";
        foreach (var secret in spec.Secrets)
            yield return header.File($"{directory}/{FileName(secret)}", Of(ArgoCdObjects.InWave(secret.Manifest, secret.Step)));
        var parts = new[] { ArgoCdObjects.Secrets(spec, directory), ArgoCdObjects.Chart(spec) };
        for (var wave = 0; wave < parts.Length; wave++)
            yield return header.File($"{spec.Environment}/{FileName(parts[wave], wave)}", Of(ArgoCdObjects.InWave(parts[wave], wave)));
    }

    private static int ChartWave(DeliverySpec spec) => spec.Secrets[^1].Step + 1;
}
