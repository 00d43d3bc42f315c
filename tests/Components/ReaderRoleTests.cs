using System.Text.Json;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Program;

/// <summary>Who may do what: exact actions on exact ARNs.</summary>
[Collection(PulumiCollection.Name)]
public sealed class IamTests
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
    public async Task KeyPolicy_ManagedKey_IsExactlyTheKnownStatement()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("prod"));

        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"EnableIamPolicies","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":["kms:*"],"Resource":["*"]}]}""",
            deployed.Single("aws:kms/key:Key").Text("policy"));
    }

    [Fact]
    public async Task ReaderPolicy_EveryStack_NamesExactlyItsOwnSecretsAndExistingOnes()
    {
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            var deployed = await Deployed.RunAsync(settings);
            var policy = DeploymentTests.Policy(deployed.Single("aws:iam/rolePolicy:RolePolicy"), "policy");
            var read = policy.GetProperty("Statement")[0];

            Assert.Equal("""["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"]""", read.GetProperty("Action").GetRawText());
            var own = deployed.OfType("aws:secretsmanager/secret:Secret").Select(secret => $"arn:aws:secretsmanager:eu-west-1:123456789012:secret:{secret.Text("name")}-AbCdEf");
            var existing = McpInfra.Model.CatalogBuilder.Build(settings).Existing.Select(secret => secret.Arn);
            Assert.Equal(own.Concat(existing).Order(StringComparer.Ordinal), read.GetProperty("Resource").EnumerateArray().Select(arn => arn.GetString()));
        }
    }

    [Fact]
    public async Task ReaderPolicy_ManagedKey_DecryptsWithItThroughSecretsManagerOnly()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("prod"));
        var decrypt = DeploymentTests.Policy(deployed.Single("aws:iam/rolePolicy:RolePolicy"), "policy").GetProperty("Statement")[1];

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
    public async Task Secret_AwsManagedKey_IsNamedSoThatAKeyOfItsOwnIsLeft()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        Assert.All(deployed.OfType("aws:secretsmanager/secret:Secret"), secret => Assert.Equal("alias/aws/secretsmanager", secret.Text("kmsKeyId")));
    }

    [Fact]
    public async Task Environments_ShippedStacks_ShareNothing()
    {
        var seen = new Dictionary<string, string>();
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            var deployed = await Deployed.RunAsync(settings);
            var mine = deployed.OfType("aws:secretsmanager/secret:Secret").Select(secret => "path " + secret.Text("name"))
                .Append("role " + deployed.Single("aws:iam/role:Role").Text("name"))
                .Append("namespace " + deployed.Single("kubernetes:core/v1:Namespace").Text("metadata.name"))
                .Append($"store {settings.Namespace}/{deployed.Resources.Single(resource => resource.Name == "secrets-store").Text("metadata.name")}")
                .Concat(deployed.OfType("aws:kms/alias:Alias").Select(alias => "alias " + alias.Text("name")))
                .Concat(settings.Identity is IdentitySettings.Irsa irsa ? [$"subject {settings.Namespace}:{irsa.ServiceAccount}"] : []);
            foreach (var name in mine)
                Assert.True(seen.TryAdd(name, stack), $"{stack} and {seen.GetValueOrDefault(name)} share {name}");
            var policy = deployed.Single("aws:iam/rolePolicy:RolePolicy").Text("policy")!;
            foreach (var other in Stacks.Names.Where(other => other != stack))
                Assert.DoesNotContain($"mcp/{other}/", policy, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<JsonElement> Documents(Deployed deployed) =>
        deployed.OfType("aws:iam/rolePolicy:RolePolicy").Select(policy => DeploymentTests.Policy(policy, "policy"))
            .Concat(deployed.OfType("aws:secretsmanager/secretPolicy:SecretPolicy").Select(policy => DeploymentTests.Policy(policy, "policy")))
            .Concat(deployed.OfType("aws:iam/role:Role").Select(role => DeploymentTests.Policy(role, "assumeRolePolicy")));
}
