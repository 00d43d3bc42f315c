using McpInfra.Printing;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Clusters;

/// <summary>Makes settings of what a cluster's stack says, as <see cref="SettingsReader"/> does of an environment's.</summary>
internal static class ClusterReader
{
    /// <summary>What makes a stack a cluster's.</summary>
    public static GroupSetting Cluster { get; } = new("cluster", "a cluster, in a stack of its own, for its environments: External Secrets Operator and its identity") { Need = Need.Always, Page = Page.Cluster };

    private static readonly TextSetting Name = Cluster.Add(new TextSetting("name", "what EKS calls the cluster", ClusterFormats.ClusterName) { Need = Need.Always });

    private static readonly FlagSetting Production = Cluster.Add(new FlagSetting("production", "whether it serves production: two replicas with a disruption budget, and what environments stand on protected", fallback: null)
    {
        Default = "by the name of the stack, as for environments",
    });

    private static readonly FlagSetting Protect = Cluster.Add(new FlagSetting("protect", "whether Pulumi refuses to delete the operator, its namespace and its role", fallback: null) { Default = "in production" });
    private static readonly GroupSetting Identity = Cluster.Add(ClusterIdentityTopic.Topic);
    private static readonly GroupSetting Operator = Cluster.Add(OperatorTopic.Topic);

    private static readonly FlagSetting Reloader = Cluster.Add(new FlagSetting("reloader",
        $"whether to install Stakater Reloader {ReloaderSettings.Version}, which restarts what reads a Secret when that changes outside Pulumi", fallback: false));

    private static readonly FlagSetting AutoReloadAll = Cluster.Add(new FlagSetting("autoReloadAll", "whether Reloader needs no annotation on what it restarts (its `--auto-reload-all`)", fallback: false));

    private static readonly TextSetting Region = new("aws:region", "the AWS region of the cluster", TextFormats.Region) { Need = Need.Always };

    private static readonly GroupSetting Aws = new("aws", "the AWS side of the cluster", AwsTopic.AccountId, AwsTopic.Prefix, AwsTopic.PermissionsBoundary, AwsTopic.Tags) { Need = Need.Always };

    /// <summary>Everything that a cluster's stack can say, in the order in which messages list it.</summary>
    public static GroupSetting Stack { get; } = new("", "a cluster", [Cluster, KubernetesTopic.Topic, Aws, ClusterDeliveryTopic.Mode, ArgoCdTopic.Topic, FluxTopic.Topic, FleetTopic.Topic, AuditTopic.Topic, Region]);

    public static bool Describes(SettingsDocument document) => document.Find(Cluster.TopLevel) is not null;

    public static ClusterSettings Read(ISettingsSource source, SettingsDocument document, Problems problems)
    {
        DocumentCheck.Report(document, Stack, problems);
        var settings = SettingsGroup.OfStack(Stack, document, problems);
        var account = ReadAccount(settings);
        var cluster = settings.Open(Cluster);
        var name = cluster.Required(Name);
        var isProduction = cluster.Flag(Production, ProductionNames.Matches(source.Stack));
        var identity = ClusterIdentityTopic.Read(cluster.Open(Identity), account.Prefix, name);
        if (!cluster.Flag(Reloader))
            cluster.NoMeaning("cluster.reloader: false", AutoReloadAll);
        return new ClusterSettings
        {
            Stack = source.Stack,
            Name = name,
            Kubernetes = KubernetesTopic.Read(settings, cluster: null),
            Aws = account,
            Identity = identity,
            Operator = OperatorTopic.Read(cluster.Open(Operator), isProduction, identity),
            Reloader = cluster.Flag(Reloader) ? new ReloaderSettings(cluster.Flag(AutoReloadAll)) : null,
            IsProduction = isProduction,
            Protect = cluster.Flag(Protect, isProduction),
            Delivery = ClusterDeliveryTopic.Read(settings, source.Stack, isProduction),
            Allowed = AuditTopic.Read(settings),
        };
    }

    private static ClusterAccount ReadAccount(SettingsGroup settings)
    {
        // What an environment alone can say is told as that, and not as a key that nobody knows.
        var aws = settings.Open(Aws, elsewhere: AwsTopic.Topic);
        if (!settings.Has(Region))
            settings.Problems.Required(Region.TopLevel, Region.Description, Region.Format.Example);
        return new ClusterAccount
        {
            AccountId = aws.Required(AwsTopic.AccountId),
            Region = settings.Text(Region),
            Prefix = aws.Text(AwsTopic.Prefix),
            PermissionsBoundary = aws.Optional(AwsTopic.PermissionsBoundary),
            Tags = AwsTopic.ReadTags(aws),
        };
    }
}
