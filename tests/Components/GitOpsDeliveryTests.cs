using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Program;

/// <summary><c>pulumi up</c> of a stack whose chart a GitOps tool installs.</summary>
[Collection(PulumiCollection.Name)]
public sealed class DeliveryTests
{
    private const string Application = "kubernetes:argoproj.io/v1alpha1:Application";
    private const string OciRepository = "kubernetes:source.toolkit.fluxcd.io/v1:OCIRepository";
    private const string HelmRelease = "kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease";
    private const string HelmOp = "kubernetes:fleet.cattle.io/v1alpha1:HelmOp";

    public static TheoryData<string, string, string, string> Installers
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var stack in Stacks.Names)
            {
                data.Add(stack, "ArgoCd", Application, "spec.source.helm.valuesObject");
                data.Add(stack, "Flux", HelmRelease, "spec.values");
                data.Add(stack, "Fleet", HelmOp, "spec.helm.values");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Installers))]
    public async Task Up_GitOpsTool_GivesItTheValuesOfTheReleaseInItsPlace(string stack, string mode, string type, string path)
    {
        var helm = await Deployed.RunAsync(With(stack, DeliveryMode.Helm));
        var deployed = await Deployed.RunAsync(With(stack, Enum.Parse<DeliveryMode>(mode)));

        Assert.Empty(deployed.OfType(Deployed.Release));
        Assert.Equal(Tree.Shown(helm.Single(Deployed.Release).At("values")!.Value), Tree.Shown(deployed.Single(type).At(path)!.Value));
        Assert.Equal(Others(helm), Others(deployed));
        foreach (var secret in helm.OfType(Deployed.ExternalSecret))
            Assert.Equal(secret.Json, deployed.Single(Deployed.ExternalSecret, secret.Name).Json);

        static List<string> Others(Deployed run) =>
            [.. run.Resources.Select(resource => $"{resource.Type} {resource.Name}").Where(name => !name.Contains("delivery", StringComparison.Ordinal) && !name.Contains("mcp-stack", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Installers))]
    public async Task Up_GitOpsTool_IsAskedAfterTheSecretsAndWaitedFor(string stack, string mode, string type, string path)
    {
        Assert.NotEmpty(path);
        var deployed = await Deployed.RunAsync(With(stack, Enum.Parse<DeliveryMode>(mode)));

        var installer = deployed.Single(type);
        var after = await installer.DependsOnAsync();
        Assert.Equal(["namespace", "secrets"], after.Except(["delivery-ocirepository"]).Order(StringComparer.Ordinal));
        Assert.Equal(type == HelmRelease, after.Contains("delivery-ocirepository"));
        var annotations = installer.At("metadata.annotations")!.Value;
        Assert.Equal("600", annotations.GetProperty("pulumi.com/timeoutSeconds").GetString());
        Assert.Contains(type == Application ? "Synced" : "condition=Ready", annotations.GetProperty("pulumi.com/waitFor").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The object that Pulumi makes and the one that is rendered are one.</summary>
    [Fact]
    public async Task Up_GitOpsTool_MakesTheObjectsThatAreRendered()
    {
        var argoCd = await Deployed.RunAsync(With("prod", DeliveryMode.ArgoCd));
        var flux = await Deployed.RunAsync(With("prod", DeliveryMode.Flux));

        var application = Rendered.Shipped(GitOpsTool.ArgoCd).Single(file => file.Path.StartsWith("prod/", StringComparison.Ordinal) && file.Path.EndsWith("-chart.yaml", StringComparison.Ordinal));
        Assert.Equal(Tree.Shown(application.Document["spec"]), Tree.Shown(argoCd.Single(Application).At("spec")!.Value));
        Assert.Equal("resources-finalizer.argocd.argoproj.io", argoCd.Single(Application).Text("metadata.finalizers.0"));
        foreach (var (kind, type) in ((string, string)[])[("helmrelease", HelmRelease), ("ocirepository", OciRepository)])
            Assert.Equal(Tree.Shown(Rendered.Shipped(GitOpsTool.Flux).Single($"prod/gateway/{kind}.yaml").Document["spec"]), Tree.Shown(flux.Single(type).At("spec")!.Value));
    }

    [Fact]
    public async Task Up_DeliveryGit_MakesTheAwsSideAlone()
    {
        foreach (var stack in Stacks.Names)
        {
            var helm = await Deployed.RunAsync(With(stack, DeliveryMode.Helm));
            var deployed = await Deployed.RunAsync(With(stack, DeliveryMode.Git));

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
                await (await Deployed.RunAsync(With(stack, DeliveryMode.Helm))).OutputsAsync(), await (await Deployed.RunAsync(With(stack, Enum.Parse<DeliveryMode>(mode)))).OutputsAsync());
    }

    [Theory]
    [InlineData("ArgoCd")]
    [InlineData("Flux")]
    [InlineData("Fleet")]
    [InlineData("Git")]
    public async Task Up_EveryDelivery_HasNoCanaryOutsideSecretVersionsAndNothingThatHidesInAnApply(string mode)
    {
        var deployed = await Deployed.RunAsync(With("prod", Enum.Parse<DeliveryMode>(mode)));
        var canaries = new Canaries();
        var unknown = await Deployed.RunAsync(With("prod", Enum.Parse<DeliveryMode>(mode)), new RecordingCloud(canaries) { Unknown = true }, canaries);

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
        var settings = With("dev", Enum.Parse<DeliveryMode>(mode));
        settings = settings with { Values = new Dictionary<string, object?> { ["mcpContextForge"] = new Dictionary<string, object?> { ["config"] = new Dictionary<string, object?> { ["RATELIMITER_REDIS_URL"] = "redis-without-a-password" } } } };

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Deployed.RunAsync(settings));

        Assert.Contains($"{path}.mcpContextForge.config.RATELIMITER_REDIS_URL: a credential of the chart", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guard_HeldSecretInAValue_IsRefusedInAnApplication()
    {
        var canary = new Canaries().New("configured");
        var settings = With("dev", DeliveryMode.ArgoCd);
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

    [Fact]
    public async Task Up_ReaderRoleMadeElsewhere_MakesNoRoleAndNamesThatOne()
    {
        const string role = "arn:aws:iam::123456789012:role/platform/mcp-reader";
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            var deployed = await Deployed.RunAsync(settings with { Identity = settings.Identity with { ReaderRoleArn = role } });

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
        Assert.Equal("arn:aws:iam::123456789012:role/mcp-dev-reader", ReaderPolicies.RoleArn(Stacks.Shipped("dev")));
        Assert.Equal(
            "arn:aws-cn:iam::123456789012:role/mcp-dev-reader",
            ReaderPolicies.RoleArn(Stacks.Shipped("dev") with { Aws = Stacks.Shipped("dev").Aws with { Region = "cn-north-1" } }));
    }

    private static StackSettings With(string stack, DeliveryMode mode)
    {
        var settings = Stacks.Shipped(stack);
        return settings with { Rollout = settings.Rollout with { Strategy = RolloutStrategy.Stable }, Delivery = settings.Delivery with { Mode = mode } };
    }
}
