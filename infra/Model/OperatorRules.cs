using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Model;

/// <summary>Whether what a cluster's stack says fits together: a version that is safe and serves the environments, roles of one partition.</summary>
internal static class OperatorRules
{
    /// <summary>AWS takes as many characters in an inline policy of a role, which holds the environments' roles.</summary>
    private const int LongestPolicy = 10_240;

    private static readonly SettingsPath Path = ClusterReader.Cluster.TopLevel;

    public static void Check(ClusterSettings cluster, Problems problems)
    {
        CheckVersion(cluster.Operator, problems);
        if (cluster.Identity is ClusterIdentity.PodIdentity pods)
            CheckRoles(cluster, pods, problems);
        else if (cluster.Identity is ClusterIdentity.Irsa { ProviderArn: { Length: > 0 } provider })
            CheckAccount(Path.Key("identity").Key("oidcProviderArn"), provider, cluster.Aws, problems);
    }

    private static void CheckVersion(OperatorSettings settings, Problems problems)
    {
        var path = Path.Key("operator").Key("version");
        if (!Version.TryParse(settings.Version, out _))
            return;
        if (OperatorReleases.IsBefore(settings.Version, OperatorReleases.Oldest))
        {
            problems.Change(path, $"is {settings.Version}, which does not serve {SupportedApis.ExternalSecrets}, the API of every object that environments write: {OperatorReleases.Oldest} is the first that does.", OperatorTopic.NewestVersion);
        }
        else if (OperatorReleases.Advisories.Where(advisory => OperatorReleases.IsBefore(settings.Version, advisory.FixedIn)).ToList() is { Count: > 0 } open)
        {
            problems.Change(path, $"is {settings.Version}, which has known faults: {Words.Join("; ", open.Select(advisory => Words.Of($"{advisory.Id}, {advisory.What} (mended in {advisory.FixedIn})")))}.", OperatorTopic.NewestVersion);
        }
        else if (!settings.TokenRequests && OperatorReleases.IsBefore(settings.Version, OperatorReleases.WithholdsTokens))
        {
            problems.Change(path, $"is {settings.Version}, whose chart lets the operator have tokens of every ServiceAccount: {OperatorReleases.WithholdsTokens} is the first that withholds them. Where that is meant, say {SettingsPath.Of("cluster").Key("operator").Key("tokenRequests")}: true.", OperatorTopic.NewestVersion);
        }
        else if (settings.NetworkPolicy && OperatorReleases.IsBefore(settings.Version, OperatorReleases.HasNetworkPolicies))
        {
            problems.Change(path, $"is {settings.Version}, whose chart has no network policies: {OperatorReleases.HasNetworkPolicies} is the first that has.", OperatorTopic.NewestVersion);
        }
        else if (OperatorReleases.IsBefore(OperatorTopic.NewestVersion, settings.Version))
        {
            problems.Warn(path, $"is {settings.Version}, newer than what this program was tried with ({OperatorTopic.NewestVersion}). Read its release notes for values of the chart that went.", problems.Command.Set(path, OperatorTopic.NewestVersion));
        }
    }

    private static void CheckRoles(ClusterSettings cluster, ClusterIdentity.PodIdentity pods, Problems problems)
    {
        var identity = Path.Key("identity");
        if (pods.RoleName.Length > ClusterFormats.RoleName.Longest)
        {
            problems.Change(identity.Key("roleName"), $"is '{pods.RoleName}' unless set, of {pods.RoleName.Length} characters; IAM takes {ClusterFormats.RoleName.Longest}.",
                pods.RoleName[..ClusterFormats.RoleName.Longest].TrimEnd('-'));
        }

        for (var index = 0; index < pods.Roles.Count; index++)
        {
            if (Arn.Parse(pods.Roles[index]) is { } role && role.Partition != cluster.Aws.Partition && cluster.Aws.Region.Length > 0)
                problems.Remove(identity.Key("roles").Index(index), $"is of partition '{role.Partition}', and no role of '{cluster.Aws.Partition}' can become it.");
        }

        if (pods.Environments.Sum(environment => environment.Length + cluster.Aws.Prefix.Length + 60) + pods.Roles.Sum(role => role.Length) > LongestPolicy)
            problems.Add(identity.Key("environments"), $"names more roles than fit into one policy of {LongestPolicy} characters. Leave the list out, so that the tag of an environment decides.", problems.Command.Remove(identity.Key("environments")));
    }

    private static void CheckAccount(SettingsPath path, string arn, ClusterAccount account, Problems problems)
    {
        if (account.AccountId.Length > 0 && Arn.Parse(arn) is { } parsed && parsed.Account != account.AccountId)
        {
            problems.Change(path, $"is of account '{parsed.Account}', and the cluster of '{account.AccountId}'.",
                arn.Replace($":{parsed.Account}:", $":{account.AccountId}:", StringComparison.Ordinal));
        }
    }
}
