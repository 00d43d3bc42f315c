using McpInfra.Loading;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Loading;

public sealed class SiblingClusterTests
{
    [Theory]
    [InlineData("cluster-dev")]
    [InlineData("acme/mcp-infra/cluster-dev")]
    public void Environment_NamesAClusterOfThisDirectory_HasWhatItSays(string link)
    {
        var settings = Load(StackYaml.InCluster.With("mcp-infra:clusterStack", link), StackYaml.Cluster);

        Assert.Equal(("mcp-dev", "eu-west-1", StackYaml.AccountId), (settings.Kubernetes.Context, settings.Aws.Region, settings.Aws.AccountId));
        Assert.Equal(new IdentitySettings.PodIdentity($"arn:aws:iam::{StackYaml.AccountId}:role/mcp-mcp-dev-operator"), settings.Aws.Identity);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Environment_OfAClusterWithIrsa_HasItsProvider() =>
        Assert.Equal(new IdentitySettings.Irsa(StackYaml.OidcProviderArn, "mcp-secrets-reader"), Load(StackYaml.InCluster, StackYaml.ClusterWithIrsa).Aws.Identity);

    [Fact]
    public void Environment_SaysItself_Wins()
    {
        var settings = Load(
            StackYaml.InCluster.With("mcp-infra:kubernetes.context", "elsewhere").With("mcp-infra:identity", $"{{mode: irsa, oidcProviderArn: '{StackYaml.OidcProviderArn}'}}"),
            StackYaml.Cluster.With("mcp-infra:cluster.operator.tokenRequests", "true"));

        Assert.Equal("elsewhere", settings.Kubernetes.Context);
        Assert.IsType<IdentitySettings.Irsa>(settings.Aws.Identity);
    }

    [Theory]
    [InlineData("aws:region", "us-east-1", "is 'us-east-1', and cluster-dev says that its cluster is in region 'eu-west-1'", "aws:region eu-west-1")]
    [InlineData("mcp-infra:aws.accountId", "'210987654321'", "is '210987654321', and cluster-dev says that its cluster is in account '123456789012'", "'mcp-infra:aws.accountId' 123456789012")]
    public void Environment_OfAnotherAccountOrRegion_IsRefused(string path, string yaml, string says, string fix)
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Load(StackYaml.InCluster.With(path, yaml), StackYaml.Cluster)).Problems);

        Assert.Equal(path, problem.Path);
        Assert.Contains(says, problem.Message.ToString(), StringComparison.Ordinal);
        Assert.Contains(fix, problem.Fix!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What the cluster would say is not missed: a line that says it here would win over the cluster later.</summary>
    [Theory]
    [InlineData("a/b", "is not a stack of this project")]
    [InlineData("012", "is 10 to YAML")]
    [InlineData("[cluster-dev]", "must be text, and is a list")]
    public void Environment_NamesWhatIsNoStack_IsToldOfThatAlone(string link, string says)
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Load(StackYaml.InCluster.With("mcp-infra:clusterStack", link), StackYaml.Cluster)).Problems);

        Assert.Equal("mcp-infra:clusterStack", problem.Path);
        Assert.Contains(says, problem.Message.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Nothing is made up: what only <c>pulumi up</c> can ask is shown as that.</summary>
    [Fact]
    public void Environment_OfAClusterElsewhere_ShowsWhatIsUnknown()
    {
        var settings = Load(StackYaml.InCluster.With("mcp-infra:clusterStack", "acme/clusters/dev").With("mcp-infra:identity.mode", "pod-identity"), StackYaml.Cluster);

        Assert.Equal("<unknown: kubernetesContext of acme/clusters/dev>", settings.Kubernetes.Context);
        Assert.True(ClusterAnswers.IsUnknown(settings.Aws.Region));
        Assert.True(ClusterAnswers.IsUnknown(settings.Aws.AccountId));
        Assert.True(ClusterAnswers.IsUnknown(((IdentitySettings.PodIdentity)settings.Aws.Identity).OperatorRoleArn));
        Assert.Contains("acme/clusters/dev, which is not in this directory", Assert.Single(settings.Warnings).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_NamesAnEnvironment_IsRefused()
    {
        var refused = Assert.Throws<SettingsException>(() => Load(StackYaml.InCluster.With("mcp-infra:identity.mode", "irsa"), StackYaml.Baseline));

        Assert.Contains(refused.Problems, problem => problem.Path == "mcp-infra:clusterStack" && problem.Message.ToString().Contains("is no cluster's stack", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cluster-dve", "Clusters' stacks here: cluster-dev;", "pulumi config set --stack dev mcp-infra:clusterStack cluster-dev")]
    [InlineData("eu", "Clusters' stacks here: cluster-dev;", "pulumi config set --stack dev mcp-infra:clusterStack ORGANIZATION/PROJECT/STACK")]
    public void Environment_NamesAStackWithoutAFile_IsToldWhichThereAreAndNothingThatFollows(string link, string says, string fix)
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Load(StackYaml.InCluster.With("mcp-infra:clusterStack", link), StackYaml.Cluster)).Problems);

        Assert.Equal("mcp-infra:clusterStack", problem.Path);
        Assert.Contains($"names {link}, and there is no Pulumi.{link}.yaml. {says}", problem.Message.ToString(), StringComparison.Ordinal);
        Assert.Equal(fix, problem.Fix!.ToString());
    }

    [Fact]
    public void Environment_NamesAStackWithoutAFileWhereNoneIsAClusters_IsToldThat()
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Load(StackYaml.InCluster.With("mcp-infra:clusterStack", "eu"), StackYaml.Baseline)).Problems);

        Assert.Contains("No stack here is a cluster's", problem.Message.ToString(), StringComparison.Ordinal);
        Assert.Contains("mcp-infra:clusterStack ORGANIZATION/PROJECT/STACK", problem.Fix!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>As with <c>--config-file</c>: where the environment's own file is elsewhere, so may be its cluster's.</summary>
    [Fact]
    public void Environment_WhoseOwnFileIsElsewhere_IsNotRefused()
    {
        var files = new ProjectFiles(folder => folder.Length == 0 ? ["Pulumi.yaml"] : [], _ => "name: mcp-infra\nruntime: dotnet\n");

        var settings = StackLoader.Load(StackYaml.SourceOf(StackYaml.InCluster.With("mcp-infra:identity.mode", "irsa").Text, "dev", files)).Settings;

        Assert.Contains("cluster-dev, which is not in this directory", Assert.Single(settings.Warnings).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_OfAClusterThatIsBroken_IsToldWhichFile()
    {
        var refused = Assert.Throws<SettingsException>(() => Load(StackYaml.InCluster.With("mcp-infra:identity.mode", "irsa"), StackYaml.Cluster.Without("aws:region")));

        Assert.Contains(refused.Problems, problem => problem.Path == "mcp-infra:clusterStack" && problem.Message.ToString().Contains("mend Pulumi.cluster-dev.yaml first", StringComparison.Ordinal));
    }

    private static StackSettings Load(StackYaml environment, StackYaml cluster)
    {
        var files = new ProjectFiles(
            folder => folder.Length == 0 ? ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.cluster-dev.yaml"] : [],
            name => name switch { "Pulumi.yaml" => "name: mcp-infra\nruntime: dotnet\n", "Pulumi.cluster-dev.yaml" => cluster.Text, _ => environment.Text });
        return StackLoader.Load(StackYaml.SourceOf(environment.Text, "dev", files)).Settings;
    }
}
