using System.Text.RegularExpressions;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>What Fleet reads, and which clusters it is for.</summary>
internal sealed record FleetSettings
{
    /// <summary>Of GitRepos and HelmOps.</summary>
    public required string Namespace { get; init; }

    /// <summary>Null until somebody says.</summary>
    public string? RepoUrl { get; init; }

    public required string Branch { get; init; }
    public required string Path { get; init; }
    public required IReadOnlyDictionary<string, string> ClusterLabels { get; init; }

    /// <summary>Name of the Secret in Fleet's workspace that opens the chart's registry; null where it is open.</summary>
    public string? HelmSecretName { get; init; }
}

/// <summary><c>mcp-infra:fleet</c>.</summary>
internal static partial class FleetTopic
{
    public static GroupSetting Topic { get; } = new("fleet", "what Fleet reads, and for which clusters");

    private static readonly TextFormat LabelName = new(
        "a label name: letters, digits and - _ . with an optional DNS prefix and '/'", "environment", LabelKey());

    private static readonly TextFormat LabelValue = new(
        "a label value: at most 63 letters, digits and - _ ., a letter or digit at each end", "dev", LabelText())
    { Longest = 63 };

    private static readonly TextSetting Namespace = Topic.Add(new TextSetting("namespace", "Fleet's workspace", TextFormats.DnsLabel("fleet-default")) { Default = "`fleet-default`; `fleet-local` with `delivery: fleet`" });
    private static readonly TextSetting RepoUrl = Topic.Add(new TextSetting("repoUrl", "the Git repository that the rendered directory is committed to; `render fleet` needs it", GitFormats.Repository));
    private static readonly TextSetting Branch = Topic.Add(new TextSetting("branch", "branch of that repository", GitFormats.Revision, "main"));
    private static readonly TextSetting Path = Topic.Add(new TextSetting("path", "the rendered directory inside that repository", GitFormats.Path, "fleet"));

    private static readonly TextSetting HelmSecretName = Topic.Add(new TextSetting("helmSecretName", "Secret in Fleet's workspace that opens the chart's registry, with `username` and `password`", TextFormats.ObjectName("registry")));

    private static readonly MapSetting ClusterLabels = Topic.Add(new MapSetting("clusterLabels", "labels of the clusters that this environment goes to", "a map of label names and values", new TextSetting("NAME", "the label's value", LabelValue))
    {
        Names = LabelName,
        Default = $"`{EnvironmentTopic.Label}: <environment>`",
    });

    public static FleetSettings Read(SettingsGroup settings, DeliveryMode mode, KeyValuePair<string, string> label)
    {
        var fleet = settings.Open(Topic);
        return new FleetSettings
        {
            // The workspace of the cluster that Fleet itself runs in; its downstream clusters are in the other one.
            Namespace = fleet.Text(Namespace, mode == DeliveryMode.Fleet ? "fleet-local" : "fleet-default"),
            RepoUrl = fleet.Optional(RepoUrl),
            Branch = fleet.Text(Branch),
            Path = fleet.Text(Path),
            ClusterLabels = ReadLabels(fleet, label),
            HelmSecretName = fleet.Optional(HelmSecretName),
        };
    }

    private static SortedDictionary<string, string> ReadLabels(SettingsGroup fleet, KeyValuePair<string, string> own)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, name, node) in fleet.Entries(ClusterLabels))
        {
            if (!LabelName.IsValid(name))
                fleet.Problems.Remove(at, $"is not {LabelName.Description}.");
            else if ((LabelValue with { Example = own.Value }).Read(at, node, fleet.Problems) is { } text)
                labels[name] = text;
        }

        if (labels.Count == 0)
            labels[own.Key] = own.Value;
        return labels;
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex LabelKey();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?\z")]
    private static partial Regex LabelText();
}
