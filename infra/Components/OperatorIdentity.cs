using McpInfra.Backends;
using McpInfra.Settings.Clusters;
using Pulumi;
using Eks = Pulumi.Aws.Eks;
using Iam = Pulumi.Aws.Iam;

namespace McpInfra.Components;

/// <summary>Who the operator is to AWS: its base role and the association with its ServiceAccount, or the provider that vouches for ServiceAccounts.</summary>
internal sealed class OperatorIdentity : ComponentResource
{
    public const string TypeToken = "mcp-infra:aws:OperatorIdentity";

    /// <summary>Whom the token of an environment's ServiceAccount is for.</summary>
    private const string Audience = "sts.amazonaws.com";

    private readonly ClusterSettings _cluster;

    /// <summary>ARN of the base role; null where there is none.</summary>
    public Output<string>? RoleArn { get; }

    /// <summary>ARN of the cluster's OIDC provider; null where nobody asks for it.</summary>
    public Output<string>? ProviderArn { get; }

    public OperatorIdentity(string name, ClusterSettings cluster, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        _cluster = cluster;
        switch (cluster.Identity)
        {
            case ClusterIdentity.PodIdentity pods:
                RoleArn = AddRole(name, pods);
                break;
            case ClusterIdentity.Irsa { Issuer: { } issuer }:
                ProviderArn = new Iam.OpenIdConnectProvider($"{name}-provider", new Iam.OpenIdConnectProviderArgs
                {
                    Url = issuer,
                    ClientIdLists = { Audience },
                    Tags = Tags(),
                }, Own()).Arn;
                break;
            case ClusterIdentity.Irsa irsa:
                ProviderArn = Output.Create(irsa.ProviderArn!);
                break;
        }

        RegisterOutputs();
    }

    private Output<string> AddRole(string name, ClusterIdentity.PodIdentity pods)
    {
        Resource[] agent = pods.Addon ? [AddAgent(name)] : [];
        var role = new Iam.Role(name, new Iam.RoleArgs
        {
            Name = pods.RoleName,
            Description = $"External Secrets Operator of cluster {_cluster.Name}: becomes the readers of its environments and nothing else",
            AssumeRolePolicy = OperatorPolicies.Trust(_cluster).ToJson(),
            PermissionsBoundary = _cluster.Aws.PermissionsBoundary is { } boundary ? (Input<string>)boundary : null,
            Tags = Tags(),
        }, Own());
        var access = new Iam.RolePolicy(name, new Iam.RolePolicyArgs
        {
            Name = "assume-readers",
            Role = role.Name,
            Policy = OperatorPolicies.Access(_cluster, pods).ToJson(),
        }, new CustomResourceOptions { Parent = this });
        _ = new Eks.PodIdentityAssociation(name, new Eks.PodIdentityAssociationArgs
        {
            ClusterName = _cluster.Name,
            Namespace = _cluster.Operator.Namespace,
            ServiceAccount = OperatorSettings.Name,
            RoleArn = role.Arn,
            Tags = Tags(),
        }, new CustomResourceOptions { Parent = this, DependsOn = (Resource[])[access, .. agent] });
        return role.Arn;
    }

    private Eks.Addon AddAgent(string name) => new($"{name}-agent", new Eks.AddonArgs
    {
        AddonName = ClusterIdentity.PodIdentity.Agent,
        ClusterName = _cluster.Name,
        Tags = Tags(),
    }, new CustomResourceOptions { Parent = this });

    private CustomResourceOptions Own() => new() { Parent = this, Protect = _cluster.Protect };

    private Dictionary<string, string> Tags() => new(_cluster.Aws.Tags) { ["mcp-infra:cluster"] = _cluster.Name };
}
