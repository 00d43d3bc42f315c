using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Live;

/// <summary>The gateway's Deployment: which chart it is of, and what it reads in which order.</summary>
internal static class GatewayStatus
{
    private const string ChartLabel = "helm.sh/chart";

    public static Question Of(LoadedStack stack)
    {
        var settings = stack.Settings;
        var name = ChartNames.GatewayDeployment(settings.Release.Name);
        return Question.OfJson("gateway", "kubectl", ["get", "deployment", name, "--namespace", settings.Namespace, "--context", settings.Kubernetes.Context, "--output", "json"],
            answer => [Chart(settings, answer.Text("metadata", "labels", ChartLabel)), Pods(answer), .. Reads(ChartValues.For(stack).EnvFrom, answer, Restore.Chart(settings))],
            answer => answer.Says("(NotFound)") ? [Found.Fail($"there is no Deployment {name}: nothing is installed, or under another name", Restore.Chart(settings))] : [],
            Words.Own("get on deployments")) with
        { After = KubernetesChecks.Cluster };
    }

    private static Found Chart(StackSettings settings, string? label) => (label switch
    {
        null => Found.Unknown($"the Deployment does not say its chart in the label {ChartLabel}"),
        _ when label.EndsWith("-" + settings.Chart.Version.Replace('+', '_'), StringComparison.Ordinal) => Found.Ok($"of chart {label}"),
        _ when ChartLocation.Of(settings.Chart) is ChartLocation.Folder => Found.Warn($"of chart {label}; the stack says {settings.Chart.Version} of a directory, which has a version of its own"),
        _ => Found.Fail($"of chart {label}; the stack says {settings.Chart.Version}", Restore.Chart(settings)),
    }) with
    { Of = "chart" };

    private static Found Pods(YamlNode deployment) => ((deployment.Text("status", "availableReplicas") ?? "0", deployment.Text("spec", "replicas") ?? "1") switch
    {
        var (available, wanted) when available == wanted => Found.Ok($"{available} of {wanted} pods are available"),
        var (available, wanted) => Found.Warn($"{available} of {wanted} pods are available", Words.Own("see why with kubectl describe")),
    }) with
    { Of = "gateway" };

    /// <summary>A later reference wins, so the order is what the variables' values hang from.</summary>
    private static IEnumerable<Found> Reads(IReadOnlyList<EnvFromReference> wanted, YamlNode deployment, Words restore)
    {
        var live = deployment.Items("spec", "template", "spec", "containers").FirstOrDefault().Items("envFrom").Select(NameOf).ToList();
        var places = wanted.Select(reference => live.FindLastIndex(entry => IsOf(reference, entry))).ToList();
        var missing = wanted.Where((_, index) => places[index] < 0).Select(reference => reference.Name.ToString()).ToList();
        var ours = places.Where(place => place >= 0).ToList();
        var above = ours.Count == 0 ? [] : live.Skip(ours[0]).Where(entry => !wanted.Any(reference => IsOf(reference, entry))).Select(entry => entry.Name).ToList();
        if (missing.Count > 0)
            yield return Found.Fail($"does not read {Words.Join(", ", missing)}", restore) with { Of = "envFrom" };
        if (!ours.SequenceEqual(ours.Order()))
            yield return Found.Fail($"reads {Words.Join(", ", ours.Order().Select(place => live[place].Name))} in this order, and a later one wins; the stack says {Words.Join(", ", wanted.Select(reference => reference.Name.ToString()))}", restore) with { Of = "envFrom" };
        if (above.Count > 0)
            yield return Found.Warn($"reads {Words.Join(", ", above)} too, which the stack does not say, behind its own: what is in there wins", restore) with { Of = "envFrom" };
        if (missing.Count == 0 && above.Count == 0 && ours.SequenceEqual(ours.Order()))
            yield return Found.Ok($"reads {Words.Join(", ", ours.Select(place => live[place].Name))}, in the order of the stack") with { Of = "envFrom" };
    }

    private static (EnvFromKind Kind, string Name) NameOf(YamlNode entry) => entry.Text("secretRef", "name") is { } secret
        ? (EnvFromKind.SecretRef, secret) : (EnvFromKind.ConfigMapRef, entry.Text("configMapRef", "name") ?? "");

    private static bool IsOf(EnvFromReference reference, (EnvFromKind Kind, string Name) entry) => reference.Kind == entry.Kind && Drift.IsName(reference.Name, entry.Name);
}
