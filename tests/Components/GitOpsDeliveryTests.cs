using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Components;

/// <summary>The objects that a GitOps tool is given in place of a release.</summary>
[Collection(PulumiCollection.Name)]
public sealed class GitOpsDeliveryTests
{
    private const string Application = "kubernetes:argoproj.io/v1alpha1:Application";
    private const string HelmRepository = "kubernetes:source.toolkit.fluxcd.io/v1:HelmRepository";
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
        var helm = await Deployed.RunAsync(Stacks.DeliveredBy(stack, DeliveryMode.Helm));
        var deployed = await Deployed.RunAsync(Stacks.DeliveredBy(stack, Enum.Parse<DeliveryMode>(mode)));

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
        var deployed = await Deployed.RunAsync(Stacks.DeliveredBy(stack, Enum.Parse<DeliveryMode>(mode)));

        var installer = deployed.Single(type);
        var after = await installer.DependsOnAsync();
        Assert.Equal(["namespace", "secrets"], after.Except(["delivery-helmrepository/mcp"]).Order(StringComparer.Ordinal));
        Assert.Equal(type == HelmRelease, after.Contains("delivery-helmrepository/mcp"));
        var annotations = installer.At("metadata.annotations")!.Value;
        Assert.Equal("600", annotations.GetProperty("pulumi.com/timeoutSeconds").GetString());
        Assert.Contains(type == Application ? "Synced" : type == HelmRelease ? "@.observedGeneration==$.metadata.generation" : "condition=Ready", annotations.GetProperty("pulumi.com/waitFor").GetString(), StringComparison.Ordinal);
    }

    /// <summary>One that failed and is taken back must not delete what Pulumi's own release runs under the same names.</summary>
    [Fact]
    public async Task Up_ArgoCd_MakesAnApplicationThatLeavesTheChartsObjectsWhenItGoes()
    {
        var argoCd = await Deployed.RunAsync(Stacks.DeliveredBy("prod", DeliveryMode.ArgoCd));

        Assert.DoesNotContain("resources-finalizer", argoCd.Single(Application).Json, StringComparison.Ordinal);
    }

    /// <summary>The object that Pulumi makes and the one that is rendered are one, but for the finalizer.</summary>
    [Fact]
    public async Task Up_GitOpsTool_MakesTheObjectsThatAreRendered()
    {
        var settings = Stacks.WithPlainNames("prod", DeliveryMode.Git);
        var argoCd = await Deployed.RunAsync(Stacks.WithPlainNames("prod", DeliveryMode.ArgoCd));
        var flux = await Deployed.RunAsync(Stacks.WithPlainNames("prod", DeliveryMode.Flux));

        var application = Rendered.Of(GitOpsTool.ArgoCd, settings).Single(file => file.Path.StartsWith("prod/", StringComparison.Ordinal) && file.Path.EndsWith("-chart.yaml", StringComparison.Ordinal));
        Assert.Equal(Tree.Shown(application.Document["spec"]), Tree.Shown(argoCd.Single(Application).At("spec")!.Value));
        foreach (var (kind, type) in ((string, string)[])[("helmrelease", HelmRelease), ("helmrepository", HelmRepository)])
            Assert.Equal(Tree.Shown(Rendered.Of(GitOpsTool.Flux, settings).Single($"prod/gateway/{kind}.yaml").Document["spec"]), Tree.Shown(flux.Single(type).At("spec")!.Value));

        // It has no status that could be waited for.
        Assert.DoesNotContain("waitFor", flux.Single(HelmRepository).Json, StringComparison.Ordinal);
    }
}
