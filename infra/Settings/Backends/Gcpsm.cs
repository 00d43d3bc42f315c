using System.Text.RegularExpressions;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>Google Secret Manager, read with the workload identity of a GKE cluster.</summary>
    internal sealed record Gcpsm : ThroughEso
    {
        public const string Name = "gcpsm";

        public static BackendChoice Choice { get; } = new(Name, [GcpsmTopic.Topic],
            new("Google project", "gcpsm.prefix", "Google service account", "gcpsm.googleServiceAccount"), GcpsmTopic.Read);

        public override string Word => Name;

        public override bool WritesValues => false;

        public required string ProjectId { get; init; }

        /// <summary>Null for secrets that are in no region.</summary>
        public string? Location { get; init; }

        public required string Prefix { get; init; }
        public required string ServiceAccount { get; init; }

        /// <summary>Null where the ServiceAccount is given access itself.</summary>
        public string? GoogleServiceAccount { get; init; }

        /// <summary>Null, as with the two below, has the operator ask the metadata server of its node.</summary>
        public string? ClusterProjectId { get; init; }

        public string? ClusterLocation { get; init; }
        public string? ClusterName { get; init; }

        public override string Holder(string environment, string group, string secret) => $"{Prefix}-{environment}-{group}";
    }
}

/// <summary><c>mcp-infra:gcpsm</c>.</summary>
internal static partial class GcpsmTopic
{
    public static GroupSetting Topic { get; } = BackendChoice.Topic(BackendSettings.Gcpsm.Name, "Google Secret Manager, through the workload identity of a GKE cluster");

    private static readonly TextFormat Project = new(
        "the id of a Google project: 6 to 30 lower-case letters, digits and '-', a letter first and no '-' last", "PROJECT_ID", ProjectText());

    private static readonly TextSetting ProjectId = Topic.Add(new TextSetting("projectID", "the Google project of the secrets", Project) { Need = Need.Always });

    private static readonly TextSetting Location = Topic.Add(new TextSetting("location", "region of regional secrets; without it they are global",
        new TextFormat("a Google region such as europe-west1", "europe-west1", RegionText())));

    // A secret's name has at most 255 characters: environment and group, which follow, have 63 and 40.
    private static readonly TextSetting Prefix = Topic.Add(new TextSetting("prefix", "first part of every secret's name: `<prefix>-<environment>-<group>`",
        new TextFormat("at most 128 letters, digits and - _: more than that a secret's name does not take", "mcp", NameText()), "mcp"));

    private static readonly TextSetting ServiceAccount = Topic.Add(new TextSetting("serviceAccount", "ServiceAccount that reads the secrets; made by the program", TextFormats.ObjectName("NAME"), BackendFormats.Reader));

    private static readonly TextSetting GoogleServiceAccount = Topic.Add(new TextSetting("googleServiceAccount", "email of the Google service account that it acts as: `iam.gke.io/gcp-service-account`",
        new TextFormat("the email of a Google service account, NAME@PROJECT.iam.gserviceaccount.com", "NAME@PROJECT.iam.gserviceaccount.com", AccountText())));

    private static readonly TextSetting ClusterProjectId = Topic.Add(new TextSetting("clusterProjectID", "project of the GKE cluster", Project) { Default = "what the metadata server of the operator's node says" });

    private static readonly TextSetting ClusterLocation = Topic.Add(new TextSetting("clusterLocation", "region or zone of the GKE cluster",
        new TextFormat("a Google region or zone such as europe-west1", "europe-west1", PlaceText()))
    { Default = "what the metadata server of the operator's node says" });

    private static readonly TextSetting ClusterName = Topic.Add(new TextSetting("clusterName", "name of the GKE cluster", TextFormats.DnsLabel("CLUSTER", longest: 40)) { Default = "what the metadata server of the operator's node says" });

    public static BackendSettings.Gcpsm Read(BackendSource source)
    {
        var gcpsm = source.Settings.Open(Topic);
        return new BackendSettings.Gcpsm
        {
            ProjectId = gcpsm.Required(ProjectId),
            Location = gcpsm.Optional(Location),
            Prefix = gcpsm.Text(Prefix),
            ServiceAccount = gcpsm.Text(ServiceAccount),
            GoogleServiceAccount = gcpsm.Optional(GoogleServiceAccount),
            ClusterProjectId = gcpsm.Optional(ClusterProjectId),
            ClusterLocation = gcpsm.Optional(ClusterLocation),
            ClusterName = gcpsm.Optional(ClusterName),
        };
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{4,28}[a-z0-9]\z")]
    private static partial Regex ProjectText();

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)+[0-9]+\z")]
    private static partial Regex RegionText();

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)+[0-9]+(-[a-z])?\z")]
    private static partial Regex PlaceText();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex NameText();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]{4,28}[a-z0-9]\.iam\.gserviceaccount\.com\z")]
    private static partial Regex AccountText();
}
