using McpInfra.Tests.Support;

namespace McpInfra.Tests.Components;

/// <summary>What the vault makes in AWS.</summary>
[Collection(PulumiCollection.Name)]
public sealed class SecretVaultTests
{
    [Fact]
    public async Task KeyPolicy_ManagedKey_IsExactlyTheKnownStatement()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("prod"));

        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"EnableIamPolicies","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":["kms:*"],"Resource":["*"]}]}""",
            deployed.Single("aws:kms/key:Key").Text("policy"));
    }

    [Fact]
    public async Task Secret_AwsManagedKey_IsNamedSoThatAKeyOfItsOwnIsLeft()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        Assert.All(deployed.OfType("aws:secretsmanager/secret:Secret"), secret => Assert.Equal("alias/aws/secretsmanager", secret.Text("kmsKeyId")));
    }
}
