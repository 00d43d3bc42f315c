namespace McpInfra.Tests.Support;

/// <summary>The bad inputs of a cluster's stack, and of an environment that names one.</summary>
internal static partial class BadStacks
{
    private static StackYaml Cluster => StackYaml.Cluster;

    private static IEnumerable<BadStack> Clusters() =>
    [
        Of("no name of the cluster", Cluster.Without("mcp-infra:cluster.name").With("mcp-infra:cluster.reloader", "true"), "cluster.name", "is required: what EKS calls the cluster", Set("cluster.name", "mcp-dev")),
        Of("no region of the cluster", Cluster.Without("aws:region"), "aws:region", "is required: the AWS region of the cluster", "aws:region eu-west-1") with { Path = "aws:region" },
        Of("no account of the cluster", Cluster.With("mcp-infra:aws", "{prefix: mcp}"), "aws.accountId", "is required: the AWS account", Set("aws.accountId", "123456789012").Replace(" --path", " --type string --path", StringComparison.Ordinal)),
        Of("no context of the cluster", Cluster.Without("mcp-infra:kubernetes"), "kubernetes.context", "is required: the kubeconfig context", Set("kubernetes.context", "CONTEXT")),
        Of("cluster.name", "a/b", "is not the name of an EKS cluster", Set("cluster.name", "mcp-dev")),
        Of("cluster.operater", "{}", "Did you mean operator?", Remove("cluster.operater")),
        Of("cluster.identity.mode", "pods", "'pods' is not one of pod-identity, irsa", Set("cluster.identity.mode", "pod-identity")),
        Of("cluster.identity.environments", "[dev, Dev!]", "is not a DNS label", Set("cluster.identity.environments[1]", "dev")) with { Path = "mcp-infra:cluster.identity.environments[1]" },
        Of("an environment twice", Cluster.With("mcp-infra:cluster.identity.environments", "[dev, dev]"), "cluster.identity.environments[1]", "is there twice", Remove("cluster.identity.environments[1]")),
        Of("cluster.identity.roles", "[a]", "is not the ARN of an IAM role", Set("cluster.identity.roles[0]", "arn:aws:iam::ACCOUNT:role/mcp-dev-reader")) with { Path = "mcp-infra:cluster.identity.roles[0]" },
        Of("a role that the cluster cannot become", Cluster.With("mcp-infra:cluster.identity.roles", "['arn:aws-cn:iam::123456789012:role/a']"), "cluster.identity.roles[0]", "is of partition 'aws-cn'", Remove("cluster.identity.roles[0]")),
        Of("cluster.identity.issuer", "'https://oidc.eks.eu-west-1.amazonaws.com/id/A1'", "has no meaning with mode: pod-identity", Remove("cluster.identity.issuer")),
        Of("irsa without a provider", Cluster.With("mcp-infra:cluster.identity.mode", "irsa"), "cluster.identity.oidcProviderArn", "or issuer, to have it made", Set("cluster.identity.oidcProviderArn", "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID")),
        Of("irsa with both", StackYaml.ClusterWithIrsa.With("mcp-infra:cluster.identity", $"{{mode: irsa, issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/A1', oidcProviderArn: '{StackYaml.OidcProviderArn}'}}"),
            "cluster.identity.issuer", "has no meaning beside oidcProviderArn", Remove("cluster.identity.issuer")),
        Of("a provider of another account", Cluster.With("mcp-infra:cluster.identity", "{mode: irsa, oidcProviderArn: 'arn:aws:iam::210987654321:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1'}"),
            "cluster.identity.oidcProviderArn", "is of account '210987654321', and the cluster of '123456789012'", Set("cluster.identity.oidcProviderArn", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1")),
        Of("addon with irsa", StackYaml.ClusterWithIrsa.With("mcp-infra:cluster.identity", "{mode: irsa, issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/A1', addon: true}"),
            "cluster.identity.addon", "has no meaning with mode: irsa", Remove("cluster.identity.addon")),
        Of("a long name of a role", Cluster.With("mcp-infra:cluster.name", new string('a', 80)), "cluster.identity.roleName", "IAM takes 64", Set("cluster.identity.roleName", "mcp-" + new string('a', 60))),
        Of("cluster.operator.version", "2.9", "is not an exact version", Set("cluster.operator.version", "2.9.0")),
        Of("an operator without v1", Cluster.With("mcp-infra:cluster.operator.version", "0.15.1"), "cluster.operator.version", "does not serve external-secrets.io/v1", Set("cluster.operator.version", "2.9.0")),
        Of("an operator with known faults", Cluster.With("mcp-infra:cluster.operator.version", "2.4.0"), "cluster.operator.version", "GHSA-fq7h-9x26-6j22", Set("cluster.operator.version", "2.9.0")),
        Of("an operator with every fault", Cluster.With("mcp-infra:cluster.operator.version", "0.16.1"), "cluster.operator.version", "GHSA-fcxq-v2r3-cc8h", Set("cluster.operator.version", "2.9.0")),
        Of("an operator that has tokens anyway", Cluster.With("mcp-infra:cluster.operator.version", "2.4.1"), "cluster.operator.version", "2.5.0 is the first that withholds them", Set("cluster.operator.version", "2.9.0")),
        Of("an operator without network policies", Cluster.With("mcp-infra:cluster.operator", "{version: 2.7.0, networkPolicy: true}"), "cluster.operator.version", "2.8.0 is the first that has", Set("cluster.operator.version", "2.9.0")),
        Of("cluster.operator.kinds", "[PushSecrets]", "Did you mean PushSecret?", Set("cluster.operator.kinds[0]", "PushSecret")) with { Path = "mcp-infra:cluster.operator.kinds[0]" },
        Of("cluster.operator.replicas", "9", "is out of range: 1 to 5", Set("cluster.operator.replicas", "1")),
        Of("cluster.operator.source", "http://charts.example.com", "is not an https:// address", Set("cluster.operator.source", "https://charts.external-secrets.io")),
        Of("autoReloadAll without Reloader", Cluster.With("mcp-infra:cluster.autoReloadAll", "true"), "cluster.autoReloadAll", "has no meaning with cluster.reloader: false", Remove("cluster.autoReloadAll")),
        Of("delivery", "argocd", "'argocd' is not one of helm, git", "pulumi config set --stack dev mcp-infra:delivery helm"),
        Of("argocd.sync", "never", "'never' is not one of automated, manual", Set("argocd.sync", "automated")),
        Of("an environment's AWS settings in a cluster", Cluster.With("mcp-infra:aws.kms", "managed"), "aws.kms", "it is of an environment", Remove("aws.kms")),
        Of("an environment's secrets in a cluster", Cluster.With("mcp-infra:secrets", "{PLATFORM_ADMIN_PASSWORD: {from: generate}}"), "secrets", "is of an environment, and mcp-infra:cluster makes this stack a cluster's",
            "pulumi config rm --stack dev mcp-infra:secrets"),
        Of("an environment's identity in a cluster", Cluster.With("mcp-infra:identity", "{mode: irsa}"), "identity", "is of an environment", "pulumi config rm --stack dev mcp-infra:identity"),
        Of("a cluster in a cluster", Cluster.With("mcp-infra:clusterStack", "cluster-dev"), "clusterStack", "is of an environment", "pulumi config rm --stack dev mcp-infra:clusterStack"),
        Bad("clusterStack", "a/b", "is not a stack of this project", "pulumi config set --stack dev mcp-infra:clusterStack cluster-dev"),
        Bad("outputs of no stack", Baseline.With("mcp-infra:clusterOutputs", "{region: awsRegion}"), "mcp-infra:clusterOutputs", "has no meaning without mcp-infra:clusterStack", "pulumi config rm --stack dev mcp-infra:clusterOutputs"),
        Bad("clusterOutputs.regoin", "a", "Did you mean region?", Remove("clusterOutputs.regoin")),
        Bad("identity of a cluster elsewhere", StackYaml.InCluster.With("mcp-infra:clusterStack", "acme/clusters/prod"), "mcp-infra:identity.mode", "acme/clusters/prod is not here to be asked", Set("identity.mode", "irsa")),
    ];

    private static BadStack Of(string name, StackYaml yaml, string path, string says, string? fix) => new(name, yaml, "mcp-infra:" + path, says, fix);

    /// <summary>The cluster with one path set to something wrong.</summary>
    private static BadStack Of(string path, string yaml, string says, string? fix) => new($"{path} = {yaml}", Cluster.With("mcp-infra:" + path, yaml), "mcp-infra:" + path, says, fix);
}
