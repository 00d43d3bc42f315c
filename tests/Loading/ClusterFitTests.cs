using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Loading;

/// <summary>What an environment needs of the cluster beside it, told before an update waits for a store that is never Ready.</summary>
public sealed class ClusterFitTests
{
    public static TheoryData<string, string, string, string, string, string> Unfit => new()
    {
        {
            "mcp-infra:cluster.identity.environments", "[qa]", "mcp-infra:aws.recoveryWindowDays", "0",
            "mcp-infra:clusterStack: names cluster-dev, whose operator may not become arn:aws:iam::123456789012:role/mcp-dev-reader",
            "pulumi config set --stack cluster-dev --path 'mcp-infra:cluster.identity.environments[1]' dev"
        },
        {
            "mcp-infra:cluster.identity.environments", "[dev]", "mcp-infra:aws.prefix", "other",
            "whose operator may not become arn:aws:iam::123456789012:role/other-dev-reader",
            "pulumi config set --stack cluster-dev --path 'mcp-infra:cluster.identity.roles[0]' arn:aws:iam::123456789012:role/other-dev-reader"
        },
        {
            "mcp-infra:aws.prefix", "other", "mcp-infra:aws.recoveryWindowDays", "0",
            "whose operator may not become arn:aws:iam::123456789012:role/mcp-dev-reader",
            "pulumi config set --stack cluster-dev --path 'mcp-infra:cluster.identity.roles[0]' arn:aws:iam::123456789012:role/mcp-dev-reader"
        },
        {
            "mcp-infra:cluster.operator.kinds", "[PushSecret]", "mcp-infra:store.kind", "ClusterSecretStore",
            "mcp-infra:store.kind: is ClusterSecretStore, which the operator of cluster-dev does not work on",
            "pulumi config set --stack cluster-dev --path 'mcp-infra:cluster.operator.kinds[1]' ClusterSecretStore"
        },
        {
            "mcp-infra:cluster.operator.replicas", "1", "mcp-infra:identity", $"{{mode: irsa, oidcProviderArn: '{StackYaml.OidcProviderArn}'}}",
            "whose operator may have no tokens made for ServiceAccounts",
            "pulumi config set --stack cluster-dev --path 'mcp-infra:cluster.operator.tokenRequests' true"
        },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Environment_ClusterDoesNotDoWhatItNeeds_IsToldTheLineForTheCluster(string path, string yaml, string ofEnvironment, string value, string says, string fix)
    {
        var problem = Assert.Single(Problems(StackYaml.InCluster.With(ofEnvironment, value), StackYaml.Cluster.With(path, yaml)));

        Assert.Contains(says, $"{problem.Path}: {problem.Message}", StringComparison.Ordinal);
        Assert.Equal(fix, problem.Fix!.ToString());
    }

    [Theory]
    [InlineData("mcp-infra:cluster.identity.environments", "[qa, dev]", "mcp-infra:aws.recoveryWindowDays", "0")]
    [InlineData("mcp-infra:cluster.identity.roles", "['arn:aws:iam::123456789012:role/mcp-dev-reader']", "mcp-infra:aws.recoveryWindowDays", "0")]
    [InlineData("mcp-infra:cluster.operator.kinds", "[ClusterSecretStore]", "mcp-infra:store.kind", "ClusterSecretStore")]
    [InlineData("mcp-infra:cluster.identity.environments", "[qa]", "mcp-infra:identity", $"{{mode: pod-identity, operatorRoleArn: '{StackYaml.OperatorRoleArn}'}}")]
    public void Environment_ClusterDoesWhatItNeeds_IsTaken(string path, string yaml, string ofEnvironment, string value) =>
        Assert.Empty(Problems(StackYaml.InCluster.With(ofEnvironment, value), StackYaml.Cluster.With(path, yaml)));

    private static IReadOnlyList<SettingsProblem> Problems(StackYaml environment, StackYaml cluster) => environment.Problems(files: new ProjectFiles(
        folder => folder.Length == 0 ? ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.cluster-dev.yaml"] : [],
        name => name switch { "Pulumi.yaml" => "name: mcp-infra\nruntime: dotnet\n", "Pulumi.cluster-dev.yaml" => cluster.Text, _ => environment.Text }));
}
