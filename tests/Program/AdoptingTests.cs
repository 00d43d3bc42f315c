using McpInfra.Migration;
using McpInfra.Tests.Support;
using Pulumi;

namespace McpInfra.Tests.Program;

/// <summary>While Helm still runs the release: everything is made around it, and it can be imported in its place.</summary>
[Collection(PulumiCollection.Name)]
public sealed class AdoptingTests
{
    private static readonly string[] LeftAlone = [Deployed.Release, "kubernetes:core/v1:Namespace", "kubernetes:apps/v1:DeploymentPatch"];

    [Fact]
    public async Task Adopting_EveryStack_LeavesNamespaceAndReleaseAloneAndWaitsForNoValue()
    {
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.WithPlainNames(stack);
            var usual = await Deployed.RunAsync(settings);
            var adopting = await Deployed.RunAsync(settings with { Migration = settings.Migration with { Adopting = true } });

            Assert.Equal(
                usual.Resources.Where(resource => !LeftAlone.Contains(resource.Type)).Select(resource => resource.Name).Order(StringComparer.Ordinal),
                adopting.Resources.Select(resource => resource.Name).Order(StringComparer.Ordinal));
            Assert.All(adopting.OfType(Deployed.ExternalSecret), secret => Assert.DoesNotContain("pulumi.com/waitFor", secret.Json, StringComparison.Ordinal));
            Assert.Contains("pulumi.com/waitFor", adopting.Single("kubernetes:external-secrets.io/v1:SecretStore").Json, StringComparison.Ordinal);
        }
    }

    /// <summary>A parent or a provider under another name would be refused by <c>pulumi import</c>.</summary>
    [Fact]
    public async Task ImportLines_Urns_AreThoseOfTheProgram()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("dev"));
        var urns = new ReleaseUrns("dev");

        Assert.Equal(urns.Environment, Urn(deployed, deployed.Single(McpProgram.TypeToken)));
        Assert.Equal(urns.Provider, Urn(deployed, deployed.Single("pulumi:providers:kubernetes")));
        Assert.Equal(urns.ReleaseHolder, Urn(deployed, deployed.Single("mcp-infra:helm:McpStackRelease")));
        Assert.Equal(urns.Namespace, Urn(deployed, deployed.Single("kubernetes:core/v1:Namespace")));
        Assert.Equal(urns.Release, Urn(deployed, deployed.Single(Deployed.Release)));
    }

    private static string Urn(Deployed deployed, DeployedResource resource) =>
        $"urn:pulumi:dev::mcp-infra::{TypeChain(deployed, resource)}::{resource.Name}";

    private static string TypeChain(Deployed deployed, DeployedResource resource) => resource.Options.Parent is { } parent
        ? $"{TypeChain(deployed, deployed.Single(parent.GetResourceType(), parent.GetResourceName()))}${resource.Type}"
        : resource.Type;
}
