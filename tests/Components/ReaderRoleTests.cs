using System.Text.Json;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Components;

/// <summary>Who may read a stack's secrets: exact actions on exact ARNs.</summary>
[Collection(PulumiCollection.Name)]
public sealed class ReaderRoleTests
{
    [Fact]
    public async Task IdentityAndSecretPolicies_EveryMode_HaveNoWildcard()
    {
        foreach (var (name, settings, canaries) in Stacks.EveryCombination().Where((_, index) => index % 7 == 0))
        {
            var deployed = await Deployed.RunAsync(settings, canaries: canaries);
            foreach (var document in Documents(deployed))
                Assert.False(document.GetRawText().Contains('*', StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public async Task ReaderPolicy_EveryStack_NamesExactlyItsOwnSecretsAndExistingOnes()
    {
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            var deployed = await Deployed.RunAsync(settings);
            var policy = deployed.Single("aws:iam/rolePolicy:RolePolicy").Policy("policy");
            var read = policy.GetProperty("Statement")[0];

            Assert.Equal("""["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"]""", read.GetProperty("Action").GetRawText());
            var own = deployed.OfType("aws:secretsmanager/secret:Secret").Select(secret => $"arn:aws:secretsmanager:eu-west-1:123456789012:secret:{secret.Text("name")}-XXXXXX");
            var existing = McpInfra.Model.CatalogBuilder.Build(settings).Existing.Select(secret => secret.Arn);
            Assert.Equal(own.Concat(existing).Order(StringComparer.Ordinal), read.GetProperty("Resource").EnumerateArray().Select(arn => arn.GetString()));
        }
    }

    [Fact]
    public async Task ReaderPolicy_ManagedKey_DecryptsWithItThroughSecretsManagerOnly()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("prod"));
        var decrypt = deployed.Single("aws:iam/rolePolicy:RolePolicy").Policy("policy").GetProperty("Statement")[1];

        Assert.Equal("""["kms:Decrypt"]""", decrypt.GetProperty("Action").GetRawText());
        Assert.Equal("secretsmanager.eu-west-1.amazonaws.com", decrypt.GetProperty("Condition").GetProperty("StringEquals").GetProperty("kms:ViaService").GetString());
    }

    [Fact]
    public async Task ReaderPolicy_AwsManagedKey_HasNoDecrypt()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        Assert.DoesNotContain("kms:", deployed.Single("aws:iam/rolePolicy:RolePolicy").Text("policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReaderPolicy_ExistingSecretNamedTwice_IsReadOnceAndItsKeyIsKept()
    {
        const string key = "arn:aws:kms:eu-west-1:123456789012:key/aaaabbbb-1111-2222-3333-444455556666";
        const string arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shared-AbCdEf";
        var dev = Stacks.Shipped("dev");
        var deployed = await Deployed.RunAsync(dev with
        {
            Secrets =
            [
                .. dev.Secrets,
                new("FIRST", new ValueSource { From = SecretSource.Existing, Existing = new ExistingSecret(arn, "first", null) }),
                new("SECOND", new ValueSource { From = SecretSource.Existing, Existing = new ExistingSecret(arn, "second", key) }),
            ],
        });

        var policy = deployed.Single("aws:iam/rolePolicy:RolePolicy").Text("policy")!;
        Assert.Equal(2, policy.Split(arn).Length);
        Assert.Contains(key, policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_ReaderRoleMadeElsewhere_MakesNoRoleAndNamesThatOne()
    {
        const string role = "arn:aws:iam::123456789012:role/platform/mcp-reader";
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            var deployed = await Deployed.RunAsync(settings.With(aws => aws with { Identity = aws.Identity with { ReaderRoleArn = role } }));

            Assert.DoesNotContain(deployed.Resources, resource => resource.Type.StartsWith("aws:iam/", StringComparison.Ordinal));
            var policies = deployed.OfType("aws:secretsmanager/secretPolicy:SecretPolicy").ToList();
            Assert.Equal(deployed.OfType("aws:secretsmanager/secret:Secret").Count(), policies.Count);
            Assert.All(policies, policy => Assert.Contains(role, policy.Text("policy"), StringComparison.Ordinal));
            Assert.Contains(deployed.Resources, resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) && resource.Json.Contains(role, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ReaderRoleArn_OfTheNamingRules_IsTheOneThatAwsWillGive()
    {
        Assert.Equal("arn:aws:iam::123456789012:role/mcp-dev-reader", ReaderPolicies.RoleArn(Stacks.Shipped("dev").Aws, "dev"));
        Assert.Equal(
            "arn:aws-cn:iam::123456789012:role/mcp-dev-reader",
            ReaderPolicies.RoleArn(Stacks.Shipped("dev").Aws with { Region = "cn-north-1" }, "dev"));
    }

    private static IEnumerable<JsonElement> Documents(Deployed deployed) =>
        deployed.OfType("aws:iam/rolePolicy:RolePolicy").Select(policy => policy.Policy("policy"))
            .Concat(deployed.OfType("aws:secretsmanager/secretPolicy:SecretPolicy").Select(policy => policy.Policy("policy")))
            .Concat(deployed.OfType("aws:iam/role:Role").Select(role => role.Policy("assumeRolePolicy")));
}
