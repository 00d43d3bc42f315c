using McpInfra.Settings;
using McpInfra.Tests.Support;
using Pulumi;

namespace McpInfra.Tests.Program;

/// <summary>How resources hang together: parents, dependencies and protection.</summary>
[Collection(PulumiCollection.Name)]
public sealed class GraphTests
{
    /// <summary>The run itself fails where a resource is registered that the root's transformation has not seen.</summary>
    [Fact]
    public async Task Resources_EveryStack_HangFromTheRootComponentUnderTheGuard()
    {
        foreach (var stack in Stacks.Names)
        {
            var deployed = await Deployed.RunAsync(Stacks.Shipped(stack));

            foreach (var resource in deployed.Resources)
                Assert.Equal(McpProgram.TypeToken, deployed.RootOf(resource).Type);
            Assert.Equal(deployed.Resources.Count, deployed.Guard.Resources);
        }
    }

    /// <summary>A resource made inside an Apply is missing where outputs are unknown, as in a first preview.</summary>
    [Fact]
    public async Task Resources_UnknownOutputs_AreTheSameAsWithKnownOnes()
    {
        foreach (var stack in Stacks.Names)
        {
            var canaries = new Canaries();
            var known = await Deployed.RunAsync(Stacks.Shipped(stack));
            var unknown = await Deployed.RunAsync(Stacks.Shipped(stack), new RecordingCloud(canaries) { Unknown = true }, canaries);

            Assert.Equal(Names(known), Names(unknown));
        }

        static List<string> Names(Deployed deployed) =>
            [.. deployed.Resources.Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Release_EveryStack_WaitsForTheSecretObjectsAndTheNamespace()
    {
        foreach (var stack in Stacks.Names)
        {
            var deployed = await Deployed.RunAsync(Stacks.Shipped(stack));

            Assert.Equal(["namespace", "secrets"], (await deployed.Single(Deployed.Release).DependsOnAsync()).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task ExternalSecret_EveryStack_WaitsForStoreValuesAndRole()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        foreach (var secret in deployed.OfType(Deployed.ExternalSecret))
            Assert.Equal(["namespace", "reader", "secrets-store/aws", "vault"], (await secret.DependsOnAsync()).Order(StringComparer.Ordinal));
        Assert.Contains("secrets-reader/mcp-secrets-reader", await deployed.Single("kubernetes:external-secrets.io/v1:SecretStore").DependsOnAsync());
    }

    [Fact]
    public async Task ExternalSecret_EveryStack_IsAwaitedWithATimeout()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        foreach (var secret in deployed.OfType(Deployed.ExternalSecret).Append(deployed.Single("kubernetes:external-secrets.io/v1:SecretStore")))
        {
            Assert.Contains("\"pulumi.com/waitFor\":\"condition=Ready\"", secret.Json, StringComparison.Ordinal);
            Assert.Contains("pulumi.com/timeoutSeconds", secret.Json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ExternalSecret_MigrationOptional_IsNotAwaitedForTheGatewayAndStaysAwaitedForTheDatabase()
    {
        var dev = Stacks.Shipped("dev");
        var deployed = await Deployed.RunAsync(dev with { Migration = new MigrationSettings(Optional: true, AllowOptionalInProd: false) });

        Assert.DoesNotContain("waitFor", deployed.Single(Deployed.ExternalSecret, "secrets-gateway-gateway/versioned").Json, StringComparison.Ordinal);
        Assert.Contains("waitFor", deployed.Single(Deployed.ExternalSecret, "secrets-postgres/stable").Json, StringComparison.Ordinal);
        Assert.All(deployed.Single(Deployed.Release).At("values.mcpContextForge.extraEnvFrom")!.Value.EnumerateArray(),
            entry => Assert.True(entry.GetProperty("secretRef").GetProperty("optional").GetBoolean()));
    }

    [Fact]
    public async Task Protect_Production_CoversSecretsKeyAndFixedValuesAndNoVersion()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("prod"));

        Assert.All(deployed.OfType("aws:secretsmanager/secret:Secret"), secret => Assert.True(secret.Options.Protect));
        Assert.True(deployed.Single("aws:kms/key:Key").Options.Protect);
        Assert.True(deployed.Single("random:index/randomPassword:RandomPassword", "vault-AUTH_ENCRYPTION_SECRET").Options.Protect);
        Assert.All(deployed.OfType("aws:secretsmanager/secretVersion:SecretVersion"), version => Assert.NotEqual(true, version.Options.Protect));
    }

    [Fact]
    public async Task SecretVersion_FixedValue_TakesNoChangeWhateverItsSource()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        foreach (var group in (string[])["encryption", "postgres", "redis"])
            Assert.Equal(["secretString"], deployed.Single("aws:secretsmanager/secretVersion:SecretVersion", "vault-" + group).Options.IgnoreChanges);
        Assert.Empty(deployed.Single("aws:secretsmanager/secretVersion:SecretVersion", "vault-gateway").Options.IgnoreChanges);
    }

    [Fact]
    public async Task Protect_Dev_LeavesNothingBehind()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        Assert.All(deployed.Resources, resource => Assert.NotEqual(true, resource.Options.Protect));
        Assert.All(deployed.Resources, resource => Assert.NotEqual(true, resource.Options.RetainOnDelete));
        Assert.All(deployed.OfType("aws:secretsmanager/secret:Secret"), secret => Assert.Equal("0", secret.Text("recoveryWindowInDays")));
    }

    [Fact]
    public async Task Aliases_SecretObjects_KnowTheOlderNameAndApiVersion()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));

        foreach (var secret in deployed.OfType(Deployed.ExternalSecret))
        {
            var name = secret.Name.Split('/')[0];
            Assert.Equal([$" {name}", $"kubernetes:external-secrets.io/v1beta1:ExternalSecret {name}"], await AliasesAsync(secret));
        }
    }

    /// <summary>Objects of a stack that an older release made keep their place, and no alias is a name that this one gives.</summary>
    [Fact]
    public async Task Aliases_EveryManifest_AreNamesThatNothingHasAnyMore()
    {
        foreach (var mode in (DeliveryMode[])[DeliveryMode.Helm, DeliveryMode.ArgoCd, DeliveryMode.Flux, DeliveryMode.Fleet])
        {
            var deployed = await Deployed.RunAsync(Stacks.DeliveredBy("prod", mode));
            var manifests = deployed.Resources.Where(resource => resource.Name.StartsWith("secrets-", StringComparison.Ordinal) || resource.Name.StartsWith("delivery-", StringComparison.Ordinal)).ToList();

            Assert.NotEmpty(manifests);
            foreach (var manifest in manifests)
                Assert.Equal($" {manifest.Name.Split('/')[0]}", (await AliasesAsync(manifest))[0]);
            Assert.All(deployed.Resources, resource => Assert.DoesNotContain(manifests, manifest => resource.Name == manifest.Name.Split('/')[0]));
        }
    }

    private static async Task<List<string>> AliasesAsync(DeployedResource resource)
    {
        var aliases = new List<string>();
        foreach (var input in resource.Options.Aliases)
        {
            var alias = await Pulumi.Utilities.OutputUtilities.GetValueAsync(input.ToOutput());
            var type = alias.Type is { } of ? await Pulumi.Utilities.OutputUtilities.GetValueAsync(of.ToOutput()) : "";
            aliases.Add($"{type} {await Pulumi.Utilities.OutputUtilities.GetValueAsync(alias.Name!.ToOutput())}");
        }

        return aliases;
    }
}
