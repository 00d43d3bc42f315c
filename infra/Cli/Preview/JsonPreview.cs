using System.Text.Json;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Cli.Preview;

/// <summary>
/// Writes previews for a program. The shape is described in docs/preview-json.md; <c>version</c> rises when a field
/// changes its meaning or goes, not when one is added.
/// </summary>
internal static class JsonPreview
{
    public const int Version = 1;

    public static void Write(Printer printer, IReadOnlyCollection<StackPreview> previews) => printer.Json(new PreviewDocument(
        Version,
        [.. previews.Select(Environment)],
        new PreviewTotals(previews.Count(preview => preview.Cluster is null), previews.Sum(preview => preview.ResourceCount), previews.Sum(preview => preview.ProblemCount))
        {
            Clusters = previews.Count(preview => preview.Cluster is not null) is > 0 and var clusters ? clusters : null,
        }));

    public static PreviewedEnvironment Environment(StackPreview preview) => preview.Cluster is { } cluster ? OfCluster(preview, cluster) : OfEnvironment(preview);

    private static PreviewedEnvironment OfCluster(StackPreview preview, ClusterSettings cluster) => new()
    {
        Stack = preview.Stack,
        Production = cluster.IsProduction,
        Cluster = new PreviewedOperator(cluster.Name, cluster.Operator.Version),
        Namespace = cluster.Operator.Namespace,
        Aws = new PreviewedAccount(cluster.Aws.AccountId, cluster.Aws.Region),
        Kubernetes = new PreviewedCluster(cluster.Kubernetes.Context),
        Identity = cluster.Identity.Word,
        Delivery = DeliverySettings.Word(cluster.Delivery.Mode),
        Secrets = [],
        Components = preview.Components,
        Guard = preview.Guard is { } guard ? Guard(guard) : null,
        ToDo = preview.ToDo,
        Warnings = [.. preview.Warnings.Select(Problem)],
        Problems = [.. preview.Problems.Select(Problem)],
        Stopped = preview.StoppedBecause,
    };

    private static PreviewedEnvironment OfEnvironment(StackPreview preview) => new()
    {
        Stack = preview.Stack,
        Environment = preview.Settings?.Environment,
        Production = preview.Settings?.IsProduction,
        Namespace = preview.Settings?.Namespace,
        Chart = preview.Settings?.Chart,
        Backend = preview.Backend?.MadeInAws is null ? preview.Settings?.Backend.Word : null,
        Aws = preview.Backend?.MadeInAws is { } aws ? new PreviewedAccount(aws.AccountId, aws.Region) : null,
        Kubernetes = preview.Settings is null ? null : new PreviewedCluster(preview.Settings.Kubernetes.Context),
        Identity = preview.Backend?.MadeInAws?.Identity.Word,
        Delivery = preview.Settings is null ? null : DeliverySettings.Word(preview.Settings.Delivery.Mode),
        Database = preview.Settings is null ? null : Server(preview.Settings.Database is DatabaseSettings.External database ? database.Host : null),
        Redis = preview.Settings is null ? null : Server(preview.Settings.Redis is RedisSettings.External redis ? redis.Host : null),
        Secrets = preview.Catalog is null ? null : [.. preview.Catalog.Objects.SelectMany(secret => secret.Fetched.Select(fetched => Secret(secret, fetched)))],
        Components = preview.Components,
        Containers = [.. preview.Containers.Select(Container)],
        Guard = preview.Guard is { } guard ? Guard(guard) : null,
        ToDo = preview.ToDo,
        Warnings = [.. preview.Warnings.Select(Problem)],
        Problems = [.. preview.Problems.Select(Problem)],
        Stopped = preview.StoppedBecause,
    };

    private static PreviewedGuard Guard(GuardReport guard) =>
        new(guard.Resources, guard.Inputs, [.. guard.Findings.Select(finding => new PreviewedFinding(finding.Resource, finding.Path, finding.Problem, finding.Fix))]);

    private static PreviewedProblem Problem(SettingsProblem problem) => new() { Path = problem.Path, File = problem.File, Line = problem.Line, Message = problem.Message, Fix = problem.Fix };

    private static PreviewedServer Server(string? host) => new(host is null ? "bundled" : "external", host);

    private static PreviewedContainer Container(ContainerEnvironment container) => new(
        container.Container == ChartContainer.Gateway ? "gateway" : "migrationJob",
        [.. container.Seen.Select(Variable)],
        [.. container.Shadowed.Select(shadowed => new HiddenVariable(shadowed.Name, shadowed.Because))],
        container.ChartDefaults);

    private static PreviewedVariable Variable(SecretVariable variable) => new(
        variable.Name,
        variable.Secret.Name.ToString(),
        AwsSecret: IsAws(variable.Fetched.Remote) ? variable.Fetched.Remote.Holder : null,
        HeldBy: IsAws(variable.Fetched.Remote) ? null : variable.Fetched.Remote.Holder,
        variable.Fetched.Remote.Item,
        Word(variable.Fetched.Source.From),
        variable.OverridesChartDefault);

    private static PreviewedSecret Secret(SecretObject secret, FetchedKey fetched) => new()
    {
        Name = NameOf(secret, fetched),
        AwsSecret = IsAws(fetched.Remote) ? fetched.Remote.Holder : null,
        HeldBy = IsAws(fetched.Remote) ? null : fetched.Remote.Holder,
        Property = fetched.Remote.Item,
        KubernetesSecret = secret.Name.ToString(),
        From = Word(fetched.Source.From),
        Rotate = fetched.Source.Rotate,
        Length = fetched.Source.Length,
    };

    /// <summary>Once for each secret: what holds a server's Secret whole, such as a SealedSecret, has its host and user too.</summary>
    private static string NameOf(SecretObject secret, FetchedKey fetched) =>
        fetched.Remote is RemoteSecret.OfGroup group ? group.Group.Values.First(value => value.Property == group.Property).Id
        : secret.FeedsGateway || fetched.Key.StartsWith(secret.Id + "_", StringComparison.OrdinalIgnoreCase) ? fetched.Key
        : $"{secret.Id}_{(secret.Fetched.Count == 1 ? "password" : fetched.Key)}".ToUpperInvariant();

    private static bool IsAws(RemoteSecret remote) => remote is RemoteSecret.OfGroup or RemoteSecret.OfExisting;

    private static string Word(SecretSource source) => JsonNamingPolicy.CamelCase.ConvertName(source.ToString());
}
