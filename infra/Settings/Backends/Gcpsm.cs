using System.Text.RegularExpressions;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>Google Secret Manager, read with the workload identity of a GKE cluster.</summary>
    internal sealed partial record Gcpsm : ThroughEso
    {
        private const string Name = "gcpsm";

        public static BackendChoice Choice { get; } = new(Name, [SettingsPath.Of(Name)],
            new("Google project", "gcpsm.prefix", "Google service account", "gcpsm.googleServiceAccount"), Read);

        public override string Word => Name;

        public override bool WritesValues => false;

        /// <summary>Project of the secrets.</summary>
        public required string ProjectId { get; init; }

        /// <summary>Region of regional secrets; null for global ones.</summary>
        public string? Location { get; init; }

        /// <summary>First part of every secret's name: <c>&lt;prefix&gt;-&lt;environment&gt;-&lt;group&gt;</c>.</summary>
        public required string Prefix { get; init; }

        /// <summary>ServiceAccount of the environment's namespace that reads; this program makes it.</summary>
        public required string ServiceAccount { get; init; }

        /// <summary>Email of the Google service account that it acts as; null where it is given access itself.</summary>
        public string? GoogleServiceAccount { get; init; }

        /// <summary>Project of the cluster; null, as with the two below, has the operator ask the metadata server of its node.</summary>
        public string? ClusterProjectId { get; init; }

        /// <summary>Region or zone of the cluster.</summary>
        public string? ClusterLocation { get; init; }

        public string? ClusterName { get; init; }

        public override string Holder(string environment, string group, string secret) => $"{Prefix}-{environment}-{group}";

        private static Gcpsm Read(BackendSource source)
        {
            var gcpsm = source.Open(Name, "projectID", "location", "prefix", "serviceAccount", "googleServiceAccount", "clusterProjectID", "clusterLocation", "clusterName");
            var project = new TextFormat(
                "the id of a Google project: 6 to 30 lower-case letters, digits and '-', a letter first and no '-' last", "PROJECT_ID", text => ProjectText().IsMatch(text));
            return new Gcpsm
            {
                ProjectId = gcpsm.RequiredText("projectID", project, "the Google project of the secrets"),
                Location = gcpsm.Text("location", new TextFormat("a Google region such as europe-west1", "europe-west1", text => RegionText().IsMatch(text))),
                Prefix = gcpsm.Text("prefix", new TextFormat("at most 128 letters, digits and - _: more than that a secret's name does not take", "mcp", text => NameText().IsMatch(text)), "mcp"),
                ServiceAccount = gcpsm.Text("serviceAccount", TextFormats.ObjectName(BackendFormats.Reader), BackendFormats.Reader),
                GoogleServiceAccount = gcpsm.Text("googleServiceAccount", new TextFormat(
                    "the email of a Google service account, NAME@PROJECT.iam.gserviceaccount.com", "NAME@PROJECT.iam.gserviceaccount.com", text => AccountText().IsMatch(text))),
                ClusterProjectId = gcpsm.Text("clusterProjectID", project),
                ClusterLocation = gcpsm.Text("clusterLocation", new TextFormat("a Google region or zone such as europe-west1", "europe-west1", text => PlaceText().IsMatch(text))),
                ClusterName = gcpsm.Text("clusterName", TextFormats.DnsLabel("CLUSTER", longest: 40)),
            };
        }

        [GeneratedRegex(@"^[a-z][a-z0-9-]{4,28}[a-z0-9]\z")]
        private static partial Regex ProjectText();

        [GeneratedRegex(@"^[a-z]+(-[a-z]+)+[0-9]+\z")]
        private static partial Regex RegionText();

        [GeneratedRegex(@"^[a-z]+(-[a-z]+)+[0-9]+(-[a-z])?\z")]
        private static partial Regex PlaceText();

        // A secret's name has at most 255 characters: environment and group, which follow, have 63 and 40.
        [GeneratedRegex(@"^[A-Za-z0-9_-]{1,128}\z")]
        private static partial Regex NameText();

        [GeneratedRegex(@"^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]{4,28}[a-z0-9]\.iam\.gserviceaccount\.com\z")]
        private static partial Regex AccountText();
    }
}
