namespace McpInfra.Tests.Support;

/// <summary>The bad inputs of what installs the chart, and of the GitOps tools' settings.</summary>
internal static partial class BadStacks
{
    private static IEnumerable<BadStack> Delivery() =>
    [
        Bad("delivery", "argo", "'argo' is not one of helm, argocd, flux, fleet, git.", "pulumi config set --stack dev mcp-infra:delivery helm"),
        Bad("delivery", "fluxx", "Did you mean flux?", "pulumi config set --stack dev mcp-infra:delivery flux"),
        Bad("delivery", "{mode: flux}", "must be one of helm, argocd, flux, fleet, git, and is a map", "pulumi config set --stack dev mcp-infra:delivery helm"),
        .. ((string[])["argocd", "flux", "fleet", "git"]).Select(mode => Bad(
            $"versioned with {mode}", Baseline.With("mcp-infra:delivery", mode).With("mcp-infra:rollout.strategy", "versioned"),
            "mcp-infra:rollout.strategy", $"cannot be versioned with delivery: {mode}", Set("rollout.strategy", "stable"))),
        .. ((string[])["argocd", "fleet"]).Select(mode => Bad(
            $"Reloader with {mode}", Baseline.With("mcp-infra:delivery", mode).With("mcp-infra:rollout.reloader", "true"),
            "mcp-infra:rollout.reloader", "Run Reloader with --auto-reload-all", Set("rollout.reloader", "false"))),
        Bad("another cluster than Argo CD's", Baseline.With("mcp-infra:delivery", "argocd").With("mcp-infra:argocd.server", "https://10.0.0.1"),
            "mcp-infra:argocd.server", "use delivery: git and render", Remove("argocd.server")),
        Bad("another cluster than Argo CD's by name", Baseline.With("mcp-infra:delivery", "argocd").With("mcp-infra:argocd.clusterName", "prod"),
            "mcp-infra:argocd.clusterName", "use delivery: git and render", Remove("argocd.clusterName")),
        Bad("a cluster twice", Baseline.With("mcp-infra:argocd.clusterName", "prod").With("mcp-infra:argocd.server", "https://10.0.0.1"),
            "mcp-infra:argocd.server", "beside clusterName", Remove("argocd.server")),
        Bad("another workspace than the cluster's", Baseline.With("mcp-infra:delivery", "fleet").With("mcp-infra:fleet.namespace", "fleet-default"),
            "mcp-infra:fleet.namespace", "must be fleet-local", Set("fleet.namespace", "fleet-local")),
        Bad("a directory without its repository", Baseline.With("mcp-infra:delivery", "argocd").With("mcp-infra:chart.source", "charts/mcp-stack"),
            "mcp-infra:argocd.repoUrl", "is required: the Git repository that holds the chart's directory", Set("argocd.repoUrl", "https://git.example.com/team/repository.git")),
        Bad("a directory outside of Flux's repository", Baseline.With("mcp-infra:delivery", "flux").With("mcp-infra:chart.source", "../mcp-stack"),
            "mcp-infra:chart.source", "is outside of the Git repository that Flux reads", Set("chart.source", "oci://ghcr.io/ibm/mcp-context-forge/mcp-stack")),
        Bad("a directory in Flux's registry", Baseline.With("mcp-infra:delivery", "flux").With("mcp-infra:chart.source", "charts/mcp-stack").With("mcp-infra:flux.sourceKind", "OCIRepository"),
            "mcp-infra:flux.sourceKind", "cannot be OCIRepository when the chart is a directory", Set("flux.sourceKind", "GitRepository")),
        Bad("a directory with Fleet", Baseline.With("mcp-infra:delivery", "fleet").With("mcp-infra:chart.source", "charts/mcp-stack"),
            "mcp-infra:chart.source", "cannot be a directory with Fleet", Set("chart.source", "oci://ghcr.io/ibm/mcp-context-forge/mcp-stack")),
        Bad("argocd", "git", "must be a map of namespace, project,", "pulumi config rm --stack dev mcp-infra:argocd"),
        Bad("argocd.repoURL", "https://a/b", "Did you mean repoUrl?", Remove("argocd.repoURL")),
        Bad("argocd.repoUrl", "git.example.com/a", "is not the address of a Git repository", Set("argocd.repoUrl", "https://git.example.com/team/repository.git")),
        Bad("argocd.repoUrl", $"https://u:{Canary}@git.example.com/a", "looks like a URL with a password", Remove("argocd.repoUrl")),
        Bad("argocd.repoUrl", $"https://u%3A{Canary}@git.example.com/a", "mcp-infra:argocd.repoUrl", "looks like a URL with a password", Remove("argocd.repoUrl")),
        .. ((string[])[$"https://{Canary}@git.example.com/a", $"https://{Canary}:@git.example.com/a", $"https://git.example.com/a?t={Canary}"]).Select(url => Bad(
            "argocd.repoUrl", url, "is not the address of a Git repository, such as https://git.example.com/team/repository.git, without a user name", Set("argocd.repoUrl", "https://git.example.com/team/repository.git"))),
        Bad("argocd.revision", "a..b", "is not a branch, a tag or a commit", Set("argocd.revision", "HEAD")),
        Bad("argocd.path", "../a", "is not a directory inside a repository", Set("argocd.path", "argocd")),
        Bad("argocd.path", "/a", "is not a directory inside a repository", Set("argocd.path", "argocd")),
        Bad("argocd.server", "10.0.0.1", "is not the API address of a cluster", Set("argocd.server", "https://kubernetes.default.svc")),
        Bad("argocd.clusterName", "my cluster", "is not the name of a cluster as Argo CD lists it", Set("argocd.clusterName", "NAME")),
        Bad("argocd.sync", "auto", "is not one of automated, manual.", Set("argocd.sync", "automated")) with { FixIsComplete = true },
        Bad("argocd.retries", "-2", "out of range: -1, or 0 to 100", Set("argocd.retries", "5")),
        Bad("argocd.syncOptions", "ServerSideApply=true", "must be a list of texts such as ServerSideApply=true", Remove("argocd.syncOptions")),
        Bad("argocd.syncOptions", "[ServerSideApply]", "mcp-infra:argocd.syncOptions[0]", "is not an option as Argo CD writes it", Set("argocd.syncOptions[0]", "'ServerSideApply=true'")),
        Bad("argocd.namespace", "Argo", "is not a DNS label", Set("argocd.namespace", "argocd")),
        Bad("another cluster for a HelmRelease that Pulumi makes", Baseline.With("mcp-infra:delivery", "flux").With("mcp-infra:flux.kubeConfigSecret", "mcp-dev-kubeconfig"),
            "mcp-infra:flux.kubeConfigSecret", "use delivery: git and render", "pulumi config rm --stack dev --path 'mcp-infra:flux.kubeConfigSecret'"),
        Bad("flux.kubeConfigSecret", "Not_A_Name", "'Not_A_Name' is not", Set("flux.kubeConfigSecret", "mcp-dev-kubeconfig")),
        Bad("flux.sourceKind", "Git", "is not one of GitRepository, OCIRepository, Bucket.", Set("flux.sourceKind", "GitRepository")) with { FixIsComplete = true },
        Bad("flux.interval", "often", "'often' is not a duration such as 10m0s", Set("flux.interval", "10m0s")),
        Bad("flux.interval", "1ms", "out of range: 1s or more", Set("flux.interval", "10m0s")),
        Bad("fleet.branch", "a b", "is not a branch, a tag or a commit", Set("fleet.branch", "main")),
        Bad("fleet.clusterLabels", "[a]", "must be a map of label names and values", Remove("fleet.clusterLabels")),
        Bad("fleet.clusterLabels", "{'a b': c}", "mcp-infra:fleet.clusterLabels[\"a b\"]", "is not a label name", Remove("fleet.clusterLabels[\"a b\"]")),
        Bad("fleet.clusterLabels.tier", "a/b", "is not a label value", Set("fleet.clusterLabels.tier", "dev")),
        Bad("a role made elsewhere and whom it trusts", Baseline.With("mcp-infra:identity.readerRoleArn", StackYaml.OperatorRoleArn),
            "mcp-infra:identity.oidcProviderArn", "has no meaning with identity.readerRoleArn", Remove("identity.oidcProviderArn")),
        Bad("a role made elsewhere and the operator's", StackYaml.WithPodIdentity.With("mcp-infra:identity.readerRoleArn", StackYaml.OperatorRoleArn),
            "mcp-infra:identity.operatorRoleArn", "has no meaning with identity.readerRoleArn", Remove("identity.operatorRoleArn")),
        Bad("a role made elsewhere and a boundary", WithReader(StackYaml.OperatorRoleArn).With("mcp-infra:aws.permissionsBoundary", $"arn:aws:iam::{StackYaml.AccountId}:policy/b"),
            "mcp-infra:aws.permissionsBoundary", "has no meaning with identity.readerRoleArn", Remove("aws.permissionsBoundary")),
        Bad("a role of another account", WithReader("arn:aws:iam::999999999999:role/reader"), "mcp-infra:identity.readerRoleArn", "must be of '123456789012'",
            Set("identity.readerRoleArn", $"arn:aws:iam::{StackYaml.AccountId}:role/reader")),
        Bad("a role of another partition", WithReader($"arn:aws-cn:iam::{StackYaml.AccountId}:role/reader"), "mcp-infra:identity.readerRoleArn", "is of partition 'aws-cn'",
            Set("identity.readerRoleArn", $"arn:aws:iam::{StackYaml.AccountId}:role/reader")),
        Bad("no role", WithReader("reader"), "mcp-infra:identity.readerRoleArn", "is not the ARN of an IAM role", Set("identity.readerRoleArn", "arn:aws:iam::ACCOUNT:role/NAME")),
    ];

    private static StackYaml WithReader(string arn) => Baseline.Without("mcp-infra:identity").With("mcp-infra:identity.readerRoleArn", arn);
}
