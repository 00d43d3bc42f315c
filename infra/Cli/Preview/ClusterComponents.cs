using McpInfra.Backends;
using McpInfra.Components;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Cli.Preview;

/// <summary>The components of a cluster's stack, and what matters of each.</summary>
internal static class ClusterComponents
{
    public static IReadOnlyList<PreviewedComponent> Of(ClusterSettings cluster, SimulatedRun run)
    {
        var ofRun = new ComponentsOfRun(run, new Dictionary<string, string>());
        return
        [
            ofRun.Component("McpCluster", ClusterProgram.TypeToken, Cluster(cluster)),
            ofRun.Component(nameof(OperatorIdentity), OperatorIdentity.TypeToken, Identity(cluster)),
            .. IsInGit(cluster) ? [] : new[] { ofRun.Component(nameof(OperatorRelease), OperatorRelease.TypeToken, Operator(cluster)) },
            .. IsInGit(cluster) || cluster.Reloader is not { } reloader ? [] : new[] { ofRun.Component(nameof(ReloaderRelease), ReloaderRelease.TypeToken, Reloader(reloader)) },
        ];
    }

    private static IEnumerable<Words> Cluster(ClusterSettings cluster)
    {
        yield return $"namespace {cluster.Operator.Namespace}{(cluster.Reloader is null ? Words.None : Words.Of($" and {ReloaderSettings.Name}"))}"
            + (IsInGit(cluster) ? Words.Own(", from Git with all that is in the cluster") : Words.None)
            + (cluster.Operator.PodSecurity ? Words.Own(", restricted pods alone") : Words.None) + (cluster.Protect ? Words.Own(" · protected") : Words.None);
        yield return IsInGit(cluster)
            ? $"provider: account {cluster.Aws.AccountId} in {cluster.Aws.Region}"
            : $"providers: account {cluster.Aws.AccountId} in {cluster.Aws.Region}, context {cluster.Kubernetes.Context}";
        foreach (var line in IsInGit(cluster) ? Operator(cluster).Concat(cluster.Reloader is { } reloader ? Reloader(reloader) : []) : [])
            yield return line;
    }

    private static bool IsInGit(ClusterSettings cluster) => cluster.Delivery.Mode == DeliveryMode.Git;

    private static IEnumerable<Words> Identity(ClusterSettings cluster)
    {
        switch (cluster.Identity)
        {
            case ClusterIdentity.PodIdentity pods:
                yield return $"{pods.RoleName}: trusts EKS Pod Identity for {cluster.Operator.Namespace}/{OperatorSettings.Name} in {cluster.Name}";
                foreach (var resource in OperatorPolicies.Access(cluster, pods).Statement.SelectMany(statement => statement.Resource!.Select(role => (statement.Condition, Role: role))))
                    yield return $"may become {resource.Role}{(resource.Condition is null ? Words.None : Words.Own(" that carries the tag mcp-infra:environment"))}";
                if (pods.Addon)
                    yield return Words.Own("add-on eks-pod-identity-agent");
                break;
            case ClusterIdentity.Irsa irsa:
                yield return $"no role of its own; OIDC provider {cluster.OidcProviderArn}{(irsa.Issuer is null ? Words.None : Words.Own(", made here"))}";
                break;
        }
    }

    private static IEnumerable<Words> Operator(ClusterSettings cluster)
    {
        var settings = cluster.Operator;
        yield return $"{OperatorSettings.Name} {settings.Version} from {settings.Source}, {Words.Plural(settings.Replicas, "replica")}{(settings.Replicas > 1 ? Words.Own(" with a disruption budget") : Words.None)}";
        yield return $"stores and ExternalSecrets of a namespace{(settings.Kinds.Count == 0 ? Words.Own(" alone") : Words.Of($", {Words.Join(", ", settings.Kinds.Select(kind => kind.ToString()))}"))}"
            + (settings.TokenRequests ? Words.Own(" · may ask for tokens of ServiceAccounts") : Words.None) + (settings.NetworkPolicy ? Words.Own(" · network policy") : Words.None);
    }

    private static IEnumerable<Words> Reloader(ReloaderSettings reloader)
    {
        yield return $"{ReloaderSettings.Name} {ReloaderSettings.Version} from {ReloaderSettings.Source}: restarts {(reloader.All ? Words.Own("whatever reads a Secret that changes") : Words.Own("what carries its annotation"))}";
    }
}
