using System.Text.RegularExpressions;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Reads what installs the chart, and what a stack says to each GitOps tool.</summary>
internal static partial class DeliveryReader
{
    private static readonly TextFormat LabelName = new(
        "a label name: letters, digits and - _ . with an optional DNS prefix and '/'", "environment", text => LabelKey().IsMatch(text));

    private static readonly TextFormat LabelValue = new(
        "a label value: at most 63 letters, digits and - _ ., a letter or digit at each end", "dev", text => text.Length <= 63 && LabelText().IsMatch(text));

    public static DeliverySettings Read(OpenGroup open, YamlNode? delivery, string environment, Problems problems)
    {
        var mode = SettingsGroup.ReadChoice(SettingsPath.Of("delivery"), delivery, problems,
            [.. Enum.GetValues<DeliveryMode>().Select(mode => (DeliverySettings.Word(mode), mode))]) ?? DeliveryMode.Helm;
        return new DeliverySettings
        {
            Mode = mode,
            ArgoCd = ReadArgoCd(open),
            Flux = ReadFlux(open, problems),
            Fleet = ReadFleet(open, mode, environment, problems),
        };
    }

    private static ArgoCdSettings ReadArgoCd(OpenGroup open)
    {
        var group = open("argocd", "namespace", "project", "repoUrl", "revision", "path", "server");
        return new ArgoCdSettings
        {
            Namespace = group.Text("namespace", TextFormats.DnsLabel("argocd"), "argocd"),
            Project = group.Text("project", TextFormats.ObjectName("default"), "default"),
            RepoUrl = group.Text("repoUrl", GitFormats.Repository),
            Revision = group.Text("revision", GitFormats.Revision("HEAD"), "HEAD"),
            Path = group.Text("path", GitFormats.Path("argocd"), "argocd"),
            Server = group.Text("server", GitFormats.Server, ArgoCdSettings.OwnCluster),
        };
    }

    private static FluxSettings ReadFlux(OpenGroup open, Problems problems)
    {
        var group = open("flux", "namespace", "sourceKind", "sourceName", "interval", "path");
        return new FluxSettings
        {
            Namespace = group.Text("namespace", TextFormats.DnsLabel("flux-system"), "flux-system"),
            SourceKind = group.Choice("sourceKind", [.. Enum.GetValues<FluxSourceKind>().Select(kind => (kind.ToString(), kind))]) ?? FluxSourceKind.GitRepository,
            SourceName = group.Text("sourceName", TextFormats.ObjectName("flux-system"), "flux-system"),
            Interval = ReadInterval(group, problems),
            Path = group.Text("path", GitFormats.Path("flux"), "flux"),
        };
    }

    private static string ReadInterval(SettingsGroup flux, Problems problems)
    {
        const string fallback = "10m0s";
        var format = new TextFormat("a duration such as 10m0s, 1h or 30s", fallback, text => GoDuration.Parse(text) is not null);
        if (flux.Text("interval", format) is not { } text)
            return fallback;
        if (GoDuration.Parse(text) >= TimeSpan.FromSeconds(1))
            return GoDuration.Canonical(text)!;
        problems.OutOfRange(flux.Path.Key("interval"), text, "1s or more", fallback);
        return fallback;
    }

    private static FleetSettings ReadFleet(OpenGroup open, DeliveryMode mode, string environment, Problems problems)
    {
        // The workspace of the cluster that Fleet itself runs in; its downstream clusters are in the other one.
        var workspace = mode == DeliveryMode.Fleet ? "fleet-local" : "fleet-default";
        var group = open("fleet", "namespace", "repoUrl", "branch", "path", "clusterLabels");
        return new FleetSettings
        {
            Namespace = group.Text("namespace", TextFormats.DnsLabel(workspace), workspace),
            RepoUrl = group.Text("repoUrl", GitFormats.Repository),
            Branch = group.Text("branch", GitFormats.Revision("main"), "main"),
            Path = group.Text("path", GitFormats.Path("fleet"), "fleet"),
            ClusterLabels = ReadLabels(group, environment, problems),
        };
    }

    private static SortedDictionary<string, string> ReadLabels(SettingsGroup fleet, string environment, Problems problems)
    {
        var path = fleet.Path.Key("clusterLabels");
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in SettingsGroup.Members(path, fleet.Find("clusterLabels"), "a map of label names and values", problems))
        {
            var at = path.Key(entry.Key);
            if (!LabelName.IsValid(entry.Key))
                problems.Remove(at, $"is not {LabelName.Description}.");
            else if (SettingsGroup.ReadText(at, entry.Value, LabelValue with { Example = environment }, problems) is { } text)
                labels[entry.Key] = text;
        }

        if (labels.Count == 0)
            labels["mcp-infra/environment"] = environment;
        return labels;
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex LabelKey();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?\z")]
    private static partial Regex LabelText();
}
