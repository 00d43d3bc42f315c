using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Loading;

/// <summary>
/// Whether the cluster that an environment names does what that needs, where the cluster's file is at hand: what does not fit is
/// known here and not after an update that waited for its store.
/// </summary>
internal static class ClusterFit
{
    private static readonly SettingsPath Path = ClusterLinkTopic.Stack.TopLevel;

    public static void Check(LoadedStack stack, ClusterSettings cluster, Problems problems)
    {
        if (!stack.Settings.Backend.HasStore)
            return;
        var command = new PulumiCommand(cluster.Stack);
        CheckRole(stack, cluster, command, problems);
        CheckKind(stack.Settings, cluster, command, problems);
        CheckTokens(stack, cluster, command, problems);
    }

    /// <summary>A base role that names its environments does not become the role of another.</summary>
    private static void CheckRole(LoadedStack stack, ClusterSettings cluster, PulumiCommand command, Problems problems)
    {
        if (cluster.Identity is not ClusterIdentity.PodIdentity pods || Backend.Of(stack).MadeInAws is not { } aws || !OperatorPolicies.IsTrusted(cluster, aws.Identity))
            return;

        // Of another account than the cluster's has been told.
        if (aws.AccountId != cluster.Aws.AccountId)
            return;
        var role = ReaderPolicies.RoleArn(aws, stack.Settings.Environment);
        if (OperatorPolicies.Reaches(cluster, pods, role))
            return;
        var identity = ClusterReader.Cluster.TopLevel.Key("identity");
        var (list, count, entry) = aws.Prefix == cluster.Aws.Prefix && aws.Identity.ReaderRoleArn is null
            ? (ClusterIdentityTopic.Environments.Key, pods.Environments.Count, stack.Settings.Environment)
            : (ClusterIdentityTopic.Roles.Key, pods.Roles.Count, role);
        problems.Add(Path, $"names {cluster.Stack}, whose operator may not become {role}. Have it named there:", command.Set(identity.Key(list).Index(count), entry));
    }

    private static void CheckKind(StackSettings settings, ClusterSettings cluster, PulumiCommand command, Problems problems)
    {
        if (settings.Store.Kind == StoreKind.ClusterSecretStore && !cluster.Operator.Kinds.Contains(OperatorKind.ClusterSecretStore))
        {
            problems.Add(SettingsPath.Of("store").Key("kind"), $"is {StoreKind.ClusterSecretStore}, which the operator of {cluster.Stack} does not work on. Turn that kind on there:",
                command.Set(ClusterReader.Cluster.TopLevel.Key("operator").Key(OperatorTopic.Kinds.Key).Index(cluster.Operator.Kinds.Count), nameof(OperatorKind.ClusterSecretStore)));
        }
    }

    /// <summary>A store that reads as a ServiceAccount has a token made for it.</summary>
    private static void CheckTokens(LoadedStack stack, ClusterSettings cluster, PulumiCommand command, Problems problems)
    {
        if (!cluster.Operator.TokenRequests && Backend.Of(stack).Manifests.Any(manifest => manifest.Kind == "ServiceAccount"))
        {
            problems.Add(Path, $"names {cluster.Stack}, whose operator may have no tokens made for ServiceAccounts, and the store here reads as one. Allow it there:",
                command.Set(ClusterReader.Cluster.TopLevel.Key("operator").Key(OperatorTopic.TokenRequests.Key), "true"));
        }
    }
}
