using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings.Clusters;

public sealed class ClusterReaderTests
{
    [Fact]
    public void Cluster_SaysTheLeast_HasTheDefaults()
    {
        var cluster = StackYaml.Cluster.LoadCluster();

        var pods = Assert.IsType<ClusterIdentity.PodIdentity>(cluster.Identity);
        Assert.Equal(("mcp-mcp-dev-operator", false), (pods.RoleName, pods.Addon));
        Assert.Empty(pods.Environments);
        Assert.Equal(("2.9.0", "external-secrets", "https://charts.external-secrets.io", 1, 300),
            (cluster.Operator.Version, cluster.Operator.Namespace, cluster.Operator.Source, cluster.Operator.Replicas, cluster.Operator.TimeoutSeconds));
        Assert.Empty(cluster.Operator.Kinds);
        Assert.Equal((false, false, false), (cluster.Operator.TokenRequests, cluster.Operator.NetworkPolicy, cluster.Operator.PodSecurity));
        Assert.Null(cluster.Reloader);
        Assert.False(cluster.Protect);
        Assert.Empty(cluster.Warnings);
    }

    [Fact]
    public void Cluster_OfProductionByItsName_HasTwoOfAllAndProtection()
    {
        var cluster = StackYaml.Cluster.LoadCluster("cluster-prod");

        Assert.Equal((2, true), (cluster.Operator.Replicas, cluster.Protect));
    }

    [Fact]
    public void Cluster_SaysEverything_IsReadAsItSays()
    {
        var cluster = StackYaml.ClusterWithEverything.LoadCluster();

        var pods = Assert.IsType<ClusterIdentity.PodIdentity>(cluster.Identity);
        Assert.Equal(["qa", "dev"], pods.Environments);
        Assert.Equal(("eso", true), (pods.RoleName, pods.Addon));
        Assert.Equal(("2.8.0", "oci://registry.example.com/charts/external-secrets", "eso", 3, 60),
            (cluster.Operator.Version, cluster.Operator.Source, cluster.Operator.Namespace, cluster.Operator.Replicas, cluster.Operator.TimeoutSeconds));
        Assert.Equal([OperatorKind.ClusterSecretStore, OperatorKind.PushSecret], cluster.Operator.Kinds);
        Assert.Equal((true, true, true), (cluster.Operator.TokenRequests, cluster.Operator.NetworkPolicy, cluster.Operator.PodSecurity));
        Assert.Equal(new ReloaderSettings(All: true), cluster.Reloader);
        Assert.False(cluster.Protect);
    }

    [Fact]
    public void Delivery_SaysNothing_IsPulumisAndOfTheClusterAlone()
    {
        var delivery = StackYaml.Cluster.LoadCluster("cluster-prod").Delivery;

        Assert.Equal((DeliveryMode.Helm, ArgoCdSync.Manual, true), (delivery.Mode, delivery.ArgoCd.Sync, delivery.Flux.KeepNamespace));
        Assert.Equal("mcp-infra/cluster=cluster-prod", string.Join(' ', delivery.Fleet.ClusterLabels.Select(label => $"{label.Key}={label.Value}")));
        Assert.Equal("cluster-dev", StackYaml.Cluster.LoadCluster("Cluster_Dev").Directory);
    }

    [Fact]
    public void Irsa_FromAnIssuer_MakesTheProviderAndAsksForTokens()
    {
        var cluster = StackYaml.ClusterWithIrsa.LoadCluster();

        Assert.Equal(StackYaml.OidcProviderArn, cluster.OidcProviderArn);
        Assert.Null(cluster.OperatorRoleArn);
        Assert.True(cluster.Operator.TokenRequests);
    }

    [Theory]
    [InlineData("2.9.0", 0)]
    [InlineData("2.5.0", 0)]
    [InlineData("2.10.0", 1)]
    public void Version_ThatMayRun_IsTakenAndANewerOneIsTold(string version, int warnings) =>
        Assert.Equal(warnings, StackYaml.Cluster.With("mcp-infra:cluster.operator.version", version).LoadCluster().Warnings.Count);
}
