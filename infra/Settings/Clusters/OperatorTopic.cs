using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Clusters;

/// <summary><c>mcp-infra:cluster.operator</c>.</summary>
internal static class OperatorTopic
{
    /// <summary>The newest that this program knows; docs/versions.md says which were run.</summary>
    public const string NewestVersion = "2.9.0";

    public static GroupSetting Topic { get; } = new("operator", "External Secrets Operator");

    public static TextSetting Version { get; } = Topic.Add(new TextSetting("version", "version of its chart, exact", ClusterFormats.ReleaseVersion(NewestVersion), NewestVersion));

    private static readonly TextSetting Source = Topic.Add(new TextSetting("source", "where its chart comes from: a chart repository, or `oci://` and the chart in a registry of your own", ClusterFormats.ChartRepository(OperatorSettings.PublishedSource), OperatorSettings.PublishedSource));

    public static TextSetting Namespace { get; } = Topic.Add(new TextSetting("namespace", "its namespace, made by the program", TextFormats.DnsLabel(OperatorSettings.Name), OperatorSettings.Name));

    private static readonly IntegerSetting Replicas = Topic.Add(new IntegerSetting("replicas", "how many of the operator and of its webhook run; from 2 on with a disruption budget", 1, (1, 5)) { Default = "2 in production, otherwise 1" });

    private static readonly ChoiceSetting<OperatorKind> Kind = new("",
        "`ClusterSecretStore`, `ClusterExternalSecret`, `PushSecret`, `ClusterPushSecret` or `ClusterGenerator`", fallback: null, [.. Enum.GetValues<OperatorKind>().Select(kind => (kind.ToString(), kind))]);

    public static ListSetting Kinds { get; } = Topic.Add(new ListSetting("kinds",
        "what else it works on and has rights for: list of `ClusterSecretStore`, `ClusterExternalSecret`, `PushSecret`, `ClusterPushSecret`, `ClusterGenerator`", "a list of kinds", Kind)
    {
        Default = "none: stores and ExternalSecrets of a namespace alone",
    });

    public static FlagSetting TokenRequests { get; } = Topic.Add(new FlagSetting("tokenRequests", "whether it may have tokens made for ServiceAccounts, which `irsa` and the backends of other clouds need", fallback: null) { Default = "with `irsa`" });

    private static readonly FlagSetting NetworkPolicy = Topic.Add(new FlagSetting("networkPolicy", "whether its pods may reach names, HTTPS, the API server and the Pod Identity agent alone", fallback: false));

    private static readonly FlagSetting PodSecurity = Topic.Add(new FlagSetting("podSecurity", "whether its namespace takes pods of Kubernetes' restricted standard alone", fallback: false));

    private static readonly IntegerSetting TimeoutSeconds = Topic.Add(new IntegerSetting("timeoutSeconds", "how long `pulumi up` waits for the operator and its webhook, in seconds", 300, Limits.Timeout));

    public static OperatorSettings Read(SettingsGroup group, bool isProduction, ClusterIdentity identity) => new()
    {
        Source = group.Text(Source).TrimEnd('/'),
        Version = group.Text(Version),
        Namespace = group.Text(Namespace),
        Replicas = group.Has(Replicas) || !isProduction ? group.Integer(Replicas) : 2,
        Kinds = ReadKinds(group),
        TokenRequests = group.Flag(TokenRequests, identity is ClusterIdentity.Irsa),
        NetworkPolicy = group.Flag(NetworkPolicy),
        PodSecurity = group.Flag(PodSecurity),
        TimeoutSeconds = group.Integer(TimeoutSeconds),
    };

    private static List<OperatorKind> ReadKinds(SettingsGroup group)
    {
        var kinds = new List<OperatorKind>();
        foreach (var (at, node) in group.Items(Kinds))
        {
            if (SettingsGroup.ReadScalar(at, node, "one of " + string.Join(", ", Kind.Words), Kind.Words[0], group.Problems) is not { } scalar)
                continue;
            if (!Kind.Words.Contains(scalar.Text))
                group.Problems.NotOneOf(at, scalar.Text, Kind.Words, Kind.Words[0]);
            else if (kinds.Contains(Enum.Parse<OperatorKind>(scalar.Text)))
                group.Problems.Remove(at, "is there twice.");
            else
                kinds.Add(Enum.Parse<OperatorKind>(scalar.Text));
        }

        return kinds;
    }
}
