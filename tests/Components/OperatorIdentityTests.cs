using McpInfra.Settings.Clusters;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Components;

/// <summary>Who may become the operator's base role, and what it may become: exact to the character.</summary>
[Collection(PulumiCollection.Name)]
public sealed class OperatorIdentityTests
{
    private const string Policy = "aws:iam/rolePolicy:RolePolicy";

    [Fact]
    public async Task Trust_OfTheBaseRole_IsOnePodOfOneClusterAlone()
    {
        var role = (await Deployed.RunAsync(StackYaml.Cluster.LoadCluster())).Single("aws:iam/role:Role");

        Assert.Equal("mcp-mcp-dev-operator", role.Text("name"));
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"AssumeByPodIdentity","Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:eks:eu-west-1:123456789012:cluster/mcp-dev"},"StringEquals":{"aws:RequestTag/kubernetes-namespace":"external-secrets","aws:RequestTag/kubernetes-service-account":"external-secrets","aws:SourceAccount":"123456789012"}}}]}""",
            role.Text("assumeRolePolicy"));
    }

    [Fact]
    public async Task Access_ToNamedEnvironments_IsTheirReaderRolesExactly()
    {
        var policy = (await Deployed.RunAsync(StackYaml.ClusterWithEverything.LoadCluster())).Single(Policy);

        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"AssumeReaderRoles","Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],"Resource":["arn:aws:iam::123456789012:role/team-mcp-dev-reader","arn:aws:iam::123456789012:role/team-mcp-qa-reader","arn:aws:iam::210987654321:role/mcp-far-reader"]}]}""",
            policy.Text("policy"));
    }

    /// <summary>The one wildcard of an identity policy: inside a name, and with the tag of an environment as a condition.</summary>
    [Fact]
    public async Task Access_ToNoNamedEnvironment_IsThePrefixWithTheTag()
    {
        var policy = (await Deployed.RunAsync(StackYaml.Cluster.LoadCluster())).Single(Policy);

        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"AssumeTaggedReaderRoles","Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],"Resource":["arn:aws:iam::123456789012:role/mcp-*-reader"],"Condition":{"Null":{"iam:ResourceTag/mcp-infra:environment":"false"}}}]}""",
            policy.Text("policy"));
    }

    /// <summary>The tag that the condition asks for is the one that every reader role has.</summary>
    [Fact]
    public async Task ReaderRole_OfAnEnvironment_CarriesTheTagAndTheNameOfTheRule()
    {
        var reader = (await Deployed.RunAsync(StackYaml.WithPodIdentity.Load())).Single("aws:iam/role:Role");

        Assert.Equal("mcp-dev-reader", reader.Text("name"));
        Assert.Contains("\"mcp-infra:environment\":\"dev\"", reader.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Association_OfTheBaseRole_IsWithTheOperatorsServiceAccount()
    {
        var cluster = StackYaml.ClusterWithEverything.LoadCluster();
        var deployed = await Deployed.RunAsync(cluster);

        var association = deployed.Single("aws:eks/podIdentityAssociation:PodIdentityAssociation");
        Assert.Equal(("mcp-dev", "eso", OperatorSettings.Name, "arn:aws:iam::123456789012:role/eso"),
            (association.Text("clusterName"), association.Text("namespace"), association.Text("serviceAccount"), association.Text("roleArn")));
        Assert.Equal(OperatorSettings.Name, deployed.Single(Deployed.Release, "operator").Text("values.serviceAccount.name"));
        Assert.Equal("eks-pod-identity-agent", deployed.Single("aws:eks/addon:Addon").Text("addonName"));
        var role = deployed.Single("aws:iam/role:Role");
        Assert.Equal("arn:aws:iam::123456789012:policy/boundary", role.Text("permissionsBoundary"));
        Assert.Contains("\"team\":\"platform\"", role.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Irsa_FromAnIssuer_MakesTheProviderAndNoRole()
    {
        var deployed = await Deployed.RunAsync(StackYaml.ClusterWithIrsa.LoadCluster());

        var provider = deployed.Single("aws:iam/openIdConnectProvider:OpenIdConnectProvider");
        Assert.Equal(("https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789", "sts.amazonaws.com"), (provider.Text("url"), provider.Text("clientIdLists.0")));
        Assert.DoesNotContain(deployed.Resources, resource => resource.Type.StartsWith("aws:eks/", StringComparison.Ordinal) || resource.Type == "aws:iam/role:Role");
    }

    [Fact]
    public async Task Irsa_WithAProviderThatIsThere_MakesNothingInAws()
    {
        var deployed = await Deployed.RunAsync(StackYaml.Cluster.With("mcp-infra:cluster.identity", $"{{mode: irsa, oidcProviderArn: '{StackYaml.OidcProviderArn}'}}").LoadCluster());

        Assert.DoesNotContain(deployed.Resources, resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal));
    }
}
