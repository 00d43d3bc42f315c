using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Program;

/// <summary>What the product is for: whatever a stack says, no secret is in plain sight.</summary>
[Collection(PulumiCollection.Name)]
public sealed class NoPlaintextTests
{
    /// <summary>The one input that holds values: Secrets Manager's own.</summary>
    private const string SecretVersion = "aws:secretsmanager/secretVersion:SecretVersion";

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Program_ShippedStack_NoCanaryOutsideSecretVersions(string stack) =>
        await AssertNoCanaryAsync(await Deployed.RunAsync(Stacks.Shipped(stack)));

    [ManyRunsFact]
    public async Task Program_EveryCombinationOfModes_NoCanaryOutsideSecretVersions()
    {
        var combinations = (ManyRuns.AreAsked ? Stacks.EveryCombination() : Stacks.EveryPairOfModes()).ToList();
        foreach (var (_, settings, canaries) in combinations)
            await AssertNoCanaryAsync(await Deployed.RunAsync(settings, canaries: canaries));

        Assert.Equal(ManyRuns.AreAsked ? 384 : 77, combinations.Count);
    }

    [Fact]
    public async Task Program_GeneratedAndConfiguredValues_AreInTheSecretVersion()
    {
        var canaries = new Canaries();
        var configured = canaries.New("configured");
        var settings = Stacks.Shipped("dev");
        settings = settings with
        {
            Secrets = [.. settings.Secrets, new SecretSettings("SMTP_PASSWORD", new ValueSource { From = SecretSource.Config })],
            SecretValues = new Dictionary<string, SecretText> { ["SMTP_PASSWORD"] = new(configured) },
        };

        var deployed = await Deployed.RunAsync(settings, canaries: canaries);

        var version = deployed.Single(SecretVersion, "vault-gateway");
        var values = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>((string)version.Inputs["secretString"])!;
        Assert.Equal(configured, values["SMTP_PASSWORD"]);
        Assert.Contains(values["JWT_SECRET_KEY"], canaries.All);
        Assert.Equal(values.Keys.Order(StringComparer.Ordinal), values.Keys);
    }

    [Fact]
    public async Task Outputs_EveryStack_AreNotSecretAndCarryNoCanary()
    {
        foreach (var stack in Stacks.Names)
        {
            var deployed = await Deployed.RunAsync(Stacks.Shipped(stack));

            deployed.Canaries.AssertNoneIn("an output", await deployed.OutputsAsync());
            foreach (var (name, value) in deployed.Outputs)
            {
                if (value is Pulumi.Output<string> text)
                    Assert.False(await Pulumi.Output.IsSecretAsync(text), name);
            }

            Assert.Equal(
                ["gitops", "kubernetesSecretNames", "namespace", "readerRoleArn", "releaseName", "releaseVersion", "secretArns", "storeName"],
                deployed.Outputs.Keys.Order(StringComparer.Ordinal));
        }
    }

    private static async Task AssertNoCanaryAsync(Deployed deployed)
    {
        Assert.NotEmpty(deployed.Canaries.All);
        Assert.Contains(deployed.Resources, resource => resource.Type == SecretVersion);
        foreach (var resource in deployed.Resources)
        {
            var inputs = resource.Type == SecretVersion ? resource with { Inputs = resource.Inputs.Remove("secretString") } : resource;
            deployed.Canaries.AssertNoneIn($"{resource.Type} {resource.Name}", inputs.Json + resource.Name);
        }

        deployed.Canaries.AssertNoneIn("an output", await deployed.OutputsAsync());
        Assert.Empty(deployed.Guard.Findings);
    }
}
