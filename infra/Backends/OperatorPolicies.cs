using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;

namespace McpInfra.Backends;

/// <summary>Who may become a cluster's base role, and which roles it may become itself.</summary>
internal static class OperatorPolicies
{
    /// <summary>Set on every reader role that this program makes.</summary>
    private const string EnvironmentTag = "iam:ResourceTag/mcp-infra:environment";

    private static readonly string[] Assume = ["sts:AssumeRole", "sts:TagSession"];

    /// <summary>
    /// EKS Pod Identity alone, and of it this cluster, this namespace and this ServiceAccount: the session's tags say which pod it is
    /// (EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity").
    /// </summary>
    public static IamPolicy Trust(ClusterSettings cluster) => new(
    [
        new()
        {
            Sid = "AssumeByPodIdentity",
            Principal = new Dictionary<string, string> { ["Service"] = "pods.eks.amazonaws.com" },
            Action = Assume,
            Condition = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["ArnEquals"] = new Dictionary<string, string> { ["aws:SourceArn"] = cluster.Arn },
                ["StringEquals"] = new Dictionary<string, string>
                {
                    ["aws:RequestTag/kubernetes-namespace"] = cluster.Operator.Namespace,
                    ["aws:RequestTag/kubernetes-service-account"] = OperatorSettings.Name,
                    ["aws:SourceAccount"] = cluster.Aws.AccountId,
                },
            },
        },
    ]);

    /// <summary>
    /// The reader roles of the environments that the stack names, exactly; where it names none, those of its prefix, as far as they
    /// carry the tag of an environment. What each of them trusts decides too.
    /// </summary>
    public static IamPolicy Access(ClusterSettings cluster, ClusterIdentity.PodIdentity pods)
    {
        var exact = Exact(cluster, pods).Order(StringComparer.Ordinal).ToList();
        List<IamStatement> statements = [];
        if (exact.Count > 0)
            statements.Add(new() { Sid = "AssumeReaderRoles", Action = Assume, Resource = exact });
        if (pods.Environments.Count == 0)
        {
            statements.Add(new()
            {
                Sid = "AssumeTaggedReaderRoles",
                Action = Assume,
                Resource = [cluster.Aws.RoleArn(ReaderPolicies.RoleName(cluster.Aws.Prefix, "*"))],
                Condition = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["Null"] = new Dictionary<string, string> { [EnvironmentTag] = "false" } },
            });
        }

        return new IamPolicy(statements);
    }

    /// <summary>Whether the policy lets the base role become a role; one of the prefix carries the tag where this program makes it.</summary>
    public static bool Reaches(ClusterSettings cluster, ClusterIdentity.PodIdentity pods, string role)
    {
        var ofPrefix = cluster.Aws.RoleArn(ReaderPolicies.RoleName(cluster.Aws.Prefix, "*")).Split('*');
        return Exact(cluster, pods).Contains(role)
            || (pods.Environments.Count == 0 && role.StartsWith(ofPrefix[0], StringComparison.Ordinal) && role.EndsWith(ofPrefix[1], StringComparison.Ordinal));
    }

    /// <summary>Whether an environment's role trusts this cluster's base role, and not one that the environment names itself.</summary>
    public static bool IsTrusted(ClusterSettings cluster, IdentitySettings identity) =>
        identity is IdentitySettings.PodIdentity pods && (pods.OperatorRoleArn == cluster.OperatorRoleArn || pods.ReaderRoleArn is not null);

    private static IEnumerable<string> Exact(ClusterSettings cluster, ClusterIdentity.PodIdentity pods) =>
        pods.Environments.Select(environment => cluster.Aws.RoleArn(ReaderPolicies.RoleName(cluster.Aws.Prefix, environment))).Concat(pods.Roles);
}
