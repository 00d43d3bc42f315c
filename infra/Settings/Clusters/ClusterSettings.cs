namespace McpInfra.Settings.Clusters;

/// <summary>Everything one stack says about a cluster: what it runs for the environments in it.</summary>
internal sealed record ClusterSettings
{
    /// <summary>The Pulumi stack these settings belong to, such as <c>cluster-dev</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>What EKS calls the cluster.</summary>
    public required string Name { get; init; }

    public required KubernetesSettings Kubernetes { get; init; }

    public required ClusterAccount Aws { get; init; }

    public required ClusterIdentity Identity { get; init; }

    public required OperatorSettings Operator { get; init; }

    /// <summary>Null where Stakater Reloader is not installed.</summary>
    public ReloaderSettings? Reloader { get; init; }

    /// <summary>Whether it serves production: two of everything, and nothing deleted by mistake.</summary>
    public required bool IsProduction { get; init; }

    /// <summary>Whether Pulumi refuses to delete what every environment of the cluster stands on.</summary>
    public required bool Protect { get; init; }

    /// <summary>Who installs what the cluster runs: Pulumi itself, or Git.</summary>
    public required DeliverySettings Delivery { get; init; }

    /// <summary>What a rendered directory of it is called: the stack's name as a DNS label.</summary>
    public string Directory => ClusterDeliveryTopic.DirectoryOf(Stack);

    /// <summary>Findings of the audit that are meant.</summary>
    public IReadOnlyList<AllowedFinding> Allowed { get; init; } = [];

    /// <summary>What a person should know but what stops nothing.</summary>
    public IReadOnlyList<SettingsProblem> Warnings { get; init; } = [];

    /// <summary>ARN of the base role; null where environments prove by their own ServiceAccounts who they are.</summary>
    public string? OperatorRoleArn => Identity is ClusterIdentity.PodIdentity pods ? Aws.RoleArn(pods.RoleName) : null;

    /// <summary>ARN of the cluster's OIDC provider in IAM; null where nobody asks for it.</summary>
    public string? OidcProviderArn => Identity is ClusterIdentity.Irsa irsa ? irsa.ProviderArn ?? Aws.Iam($"oidc-provider/{irsa.Issuer!["https://".Length..]}") : null;

    /// <summary>ARN of the cluster itself.</summary>
    public string Arn => $"arn:{Aws.Partition}:eks:{Aws.Region}:{Aws.AccountId}:cluster/{Name}";
}

/// <summary>The AWS side of a cluster.</summary>
internal sealed record ClusterAccount
{
    public required string AccountId { get; init; }
    public required string Region { get; init; }

    /// <summary>First part of the environments' AWS names.</summary>
    public required string Prefix { get; init; }

    public string? PermissionsBoundary { get; init; }
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public string Partition => AwsPartitions.Of(Region);

    public string RoleArn(string name) => Iam("role/" + name);

    public string Iam(string resource) => $"arn:{Partition}:iam::{AccountId}:{resource}";
}

/// <summary>How External Secrets Operator proves who it is to AWS.</summary>
internal abstract record ClusterIdentity
{
    private ClusterIdentity()
    {
    }

    /// <summary>The word of an environment's <c>identity.mode</c>.</summary>
    public abstract string Word { get; }

    /// <summary>EKS Pod Identity: the operator holds a base role that may become the environments' roles.</summary>
    internal sealed record PodIdentity : ClusterIdentity
    {
        /// <summary>AWS's name of what hands credentials to pods (EKS User Guide, "Set up the Amazon EKS Pod Identity Agent").</summary>
        public const string Agent = "eks-pod-identity-agent";

        /// <summary>Name of the base role, which is of this cluster alone.</summary>
        public required string RoleName { get; init; }

        /// <summary>Environments whose roles it may become, by the rule that names them; with <see cref="Roles"/> none means all of the prefix that carry an environment's tag.</summary>
        public required IReadOnlyList<string> Environments { get; init; }

        /// <summary>ARNs of further roles that it may become.</summary>
        public required IReadOnlyList<string> Roles { get; init; }

        /// <summary>Whether EKS is told to run the agent that hands credentials to pods.</summary>
        public required bool Addon { get; init; }

        public override string Word => "pod-identity";
    }

    /// <summary>IAM roles for service accounts: each environment's ServiceAccount carries its role, the operator none.</summary>
    /// <param name="ProviderArn">The cluster's OIDC provider in IAM; null where it is made.</param>
    /// <param name="Issuer">What the provider is made of; null where it is there.</param>
    internal sealed record Irsa(string? ProviderArn, string? Issuer) : ClusterIdentity
    {
        public override string Word => "irsa";
    }
}

/// <summary>A kind of the operator's that no environment needs unless it says so.</summary>
internal enum OperatorKind
{
    ClusterSecretStore,
    ClusterExternalSecret,
    PushSecret,
    ClusterPushSecret,
    ClusterGenerator,
}

/// <summary>External Secrets Operator.</summary>
internal sealed record OperatorSettings
{
    /// <summary>Its chart, its Helm release and its ServiceAccount are called so.</summary>
    public const string Name = "external-secrets";

    public const string PublishedSource = "https://charts.external-secrets.io";

    public required string Source { get; init; }
    public required string Version { get; init; }
    public required string Namespace { get; init; }
    public required int Replicas { get; init; }

    /// <summary>What it works on beside stores and ExternalSecrets of a namespace.</summary>
    public required IReadOnlyList<OperatorKind> Kinds { get; init; }

    /// <summary>Whether it may have tokens made for ServiceAccounts, as which stores then read.</summary>
    public required bool TokenRequests { get; init; }

    /// <summary>Whether its traffic is limited to what it needs.</summary>
    public required bool NetworkPolicy { get; init; }

    /// <summary>Whether the namespace takes restricted pods alone.</summary>
    public required bool PodSecurity { get; init; }

    public required int TimeoutSeconds { get; init; }
}

/// <summary>Stakater Reloader, for values that change outside Pulumi.</summary>
/// <param name="All">Whether it restarts whatever reads a Secret that changed, and not only what is annotated.</param>
internal sealed record ReloaderSettings(bool All)
{
    /// <summary>Its chart, its Helm release and its namespace are called so.</summary>
    public const string Name = "reloader";

    public const string Source = "https://stakater.github.io/stakater-charts";

    /// <summary>Stakater's chart, whose application is v1.4.21.</summary>
    public const string Version = "2.2.16";
}
