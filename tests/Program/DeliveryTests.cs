using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Program;

/// <summary><c>pulumi up</c> of a stack whose chart a GitOps tool installs.</summary>
[Collection(PulumiCollection.Name)]
public sealed class DeliveryTests
{
    [Fact]
    public async Task Up_DeliveryGit_MakesTheAwsSideAlone()
    {
        foreach (var stack in Stacks.Names)
        {
            var helm = await Deployed.RunAsync(Stacks.DeliveredBy(stack, DeliveryMode.Helm));
            var deployed = await Deployed.RunAsync(Stacks.DeliveredBy(stack, DeliveryMode.Git));

            Assert.DoesNotContain(deployed.Resources, resource => resource.Type.Contains("kubernetes", StringComparison.Ordinal));
            Assert.Equal(Aws(helm), Aws(deployed));
        }

        static List<string> Aws(Deployed run) =>
        [
            .. run.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
                .Select(resource => resource.Type + resource.Name + (resource with { Inputs = resource.Inputs.Remove("secretString") }).Json).Order(StringComparer.Ordinal),
        ];
    }

    [Theory]
    [InlineData("ArgoCd")]
    [InlineData("Flux")]
    [InlineData("Fleet")]
    [InlineData("Git")]
    public async Task Outputs_EveryDelivery_AreTheSameAsWithHelm(string mode)
    {
        foreach (var stack in Stacks.Names)
            Assert.Equal(
                await (await Deployed.RunAsync(Stacks.WithPlainNames(stack))).OutputsAsync(), await (await Deployed.RunAsync(Stacks.WithPlainNames(stack, Enum.Parse<DeliveryMode>(mode)))).OutputsAsync());
    }

    [Theory]
    [InlineData("ArgoCd")]
    [InlineData("Flux")]
    [InlineData("Fleet")]
    [InlineData("Git")]
    public async Task Up_EveryDelivery_HasNoCanaryOutsideSecretVersionsAndNothingThatHidesInAnApply(string mode)
    {
        var deployed = await Deployed.RunAsync(Stacks.DeliveredBy("prod", Enum.Parse<DeliveryMode>(mode)));
        var canaries = new Canaries();
        var unknown = await Deployed.RunAsync(Stacks.DeliveredBy("prod", Enum.Parse<DeliveryMode>(mode)), new RecordingCloud(canaries) { Unknown = true }, canaries);

        Assert.Equal(deployed.Resources.Select(resource => resource.Name).Order(StringComparer.Ordinal), unknown.Resources.Select(resource => resource.Name).Order(StringComparer.Ordinal));
        foreach (var resource in deployed.Resources.Where(resource => resource.Type != "aws:secretsmanager/secretVersion:SecretVersion"))
            deployed.Canaries.AssertNoneIn(resource.Name, resource.Json);
        Assert.Equal(deployed.Resources.Count, deployed.Guard.Resources);
    }

    /// <summary>The guard knows where each of these keeps the chart's values.</summary>
    [Theory]
    [InlineData("ArgoCd", "spec.source.helm.valuesObject")]
    [InlineData("Flux", "spec.values")]
    [InlineData("Fleet", "spec.helm.values")]
    public async Task Guard_CredentialOfTheChart_IsRefusedWhereverTheToolKeepsValues(string mode, string path)
    {
        var settings = Stacks.DeliveredBy("dev", Enum.Parse<DeliveryMode>(mode));
        settings = settings with { Values = new Dictionary<string, object?> { ["mcpContextForge"] = new Dictionary<string, object?> { ["config"] = new Dictionary<string, object?> { ["RATELIMITER_REDIS_URL"] = "redis-without-a-password" } } } };

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Deployed.RunAsync(settings));

        Assert.Contains($"{path}.mcpContextForge.config.RATELIMITER_REDIS_URL: a credential of the chart", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guard_HeldSecretInAValue_IsRefusedInAnApplication()
    {
        var canary = new Canaries().New("configured");
        var settings = Stacks.DeliveredBy("dev", DeliveryMode.ArgoCd);
        settings = settings with
        {
            Secrets = [.. settings.Secrets, new SecretSettings("SMTP_PASSWORD", new ValueSource { From = SecretSource.Config })],
            SecretValues = new Dictionary<string, SecretText> { ["SMTP_PASSWORD"] = new(canary) },
            Values = new Dictionary<string, object?> { ["note"] = canary },
        };

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Deployed.RunAsync(settings));

        Assert.Contains("spec.source.helm.valuesObject.note: a secret that this program holds", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(canary, refused.ToString(), StringComparison.Ordinal);
    }
}
