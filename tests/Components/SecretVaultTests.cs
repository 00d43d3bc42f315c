using McpInfra.Settings;
using McpInfra.Settings.Backends;
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
    public async Task Secret_KeyThatNobodySays_IsLeftToAws()
    {
        var deployed = await Deployed.RunAsync(WithKey(KmsMode.AsItIs));

        Assert.All(deployed.OfType(Secret), secret =>
        {
            Assert.Null(secret.Text("kmsKeyId"));
            Assert.Equal(["kmsKeyId"], secret.Options.IgnoreChanges);
        });
    }

    [Fact]
    public async Task Secret_AwsManagedKeyInWords_IsNamedSoThatAKeyOfItsOwnIsLeft()
    {
        var deployed = await Deployed.RunAsync(WithKey(KmsMode.AwsManaged));

        Assert.All(deployed.OfType(Secret), secret =>
        {
            Assert.Equal("alias/aws/secretsmanager", secret.Text("kmsKeyId"));
            Assert.Empty(secret.Options.IgnoreChanges);
        });
    }

    /// <summary>A secret may have stayed on it, and a deleted one may be restored for longer than a key waits for its deletion.</summary>
    [Fact]
    public async Task Key_Managed_OutlivesTheStack()
    {
        var deployed = await Deployed.RunAsync(WithKey(KmsMode.Managed));

        Assert.True(deployed.Single("aws:kms/key:Key").Options.RetainOnDelete);
    }

    private const string Secret = "aws:secretsmanager/secret:Secret";

    private static StackSettings WithKey(KmsMode mode)
    {
        var dev = Stacks.Shipped("dev");
        return dev with { Backend = new BackendSettings.Aws(dev.Aws with { Kms = new KmsSettings(mode, null) }) };
    }
}
