using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>
/// Makes settings of what an environment's stack says. Never stops at a problem: where something is wrong or missing, the record holds
/// a default or an empty text, so that whatever is checked next can still be checked.
/// </summary>
internal static class SettingsReader
{
    /// <summary>Everything that an environment can say, in the order in which messages list it.</summary>
    public static GroupSetting Stack { get; } = new("", "an environment",
    [
        EnvironmentTopic.Environment, EnvironmentTopic.Namespace, ChartTopic.Topic, ReleaseTopic.Topic, SecretsTopic.Secrets, SecretsTopic.Values, BackendReader.Backend,
        .. BackendReader.All.Select(backend => backend.Settings.Single(setting => setting.Key == backend.Word)), KubernetesTopic.Topic, IdentityTopic.Topic, StoreTopic.Topic, DatabaseTopic.Topic, RedisTopic.Topic, GatewayTopic.Topic,
        EnvFromTopic.List, RolloutTopic.Topic, MigrationTopic.Topic, ValuesTopic.Values, DeliveryTopic.Mode, ArgoCdTopic.Topic, FluxTopic.Topic, FleetTopic.Topic, AuditTopic.Topic,
        ClusterLinkTopic.Stack, ClusterLinkTopic.Outputs, AwsTopic.Region,
    ]);

    /// <summary>Every key that is read, of an environment or of a cluster.</summary>
    public static IReadOnlyList<SettingsPath> KnownKeys { get; } = [.. Stack.Members.Concat(ClusterReader.Stack.Members).Select(setting => setting.TopLevel).Distinct()];

    /// <summary>Keys that are no objects. An empty default that <c>Pulumi.yaml</c> declares for one of them says nothing.</summary>
    public static IReadOnlySet<string> PlainKeys { get; } = Stack.Members.Where(setting => setting is TextSetting or ChoiceSetting && setting != AwsTopic.Region).Select(setting => setting.TopLevel.Text).ToHashSet();

    /// <param name="generated">Names of secrets that are generated unless the stack says otherwise.</param>
    /// <param name="cluster">What the environment's cluster says of itself; null where the stack names none.</param>
    public static StackSettings Read(ISettingsSource source, SettingsDocument document, IReadOnlyCollection<string> generated, ClusterAnswers? cluster, Problems problems)
    {
        DocumentCheck.Report(document, Stack, problems);
        var settings = SettingsGroup.OfStack(Stack, document, problems);
        var environment = EnvironmentTopic.ReadEnvironment(settings, source.Stack);
        var @namespace = EnvironmentTopic.ReadNamespace(settings, environment);
        var backend = BackendReader.Read(new BackendSource(settings, environment, source.Project.Files, cluster));
        _ = ClusterLinkTopic.Read(settings);
        var sources = new ValueSourceTopic(backend);
        var delivery = DeliveryTopic.Read(settings, DeliveryTopic.Mode, ProductionNames.Matches(environment), new(EnvironmentTopic.Label, environment));
        return new StackSettings
        {
            Stack = source.Stack,
            Environment = environment,
            Namespace = @namespace,
            Chart = ChartTopic.Read(settings),
            Release = ReleaseTopic.Read(settings),
            Secrets = SecretsTopic.Read(settings, sources, generated),
            SecretValues = SecretsTopic.ReadValues(settings),
            Backend = backend,
            Kubernetes = KubernetesTopic.Read(settings, cluster),
            ClusterStack = cluster?.Cluster?.Stack,
            Store = StoreTopic.Read(settings, @namespace, backend),
            Database = DatabaseTopic.Read(settings, backend, sources),
            Redis = RedisTopic.Read(settings, backend, sources),
            Gateway = GatewayTopic.Read(settings),
            ExtraEnvVarsSecret = EnvFromTopic.Read(settings),
            Rollout = RolloutTopic.Read(settings, delivery.Mode, backend),
            Migration = MigrationTopic.Read(settings),
            Delivery = delivery,
            Allowed = AuditTopic.Read(settings),
            Values = ValuesTopic.Read(settings),
        };
    }
}
