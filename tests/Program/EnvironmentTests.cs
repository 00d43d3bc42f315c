using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Program;

/// <summary>One environment of several: bound to its account, region and cluster, and sharing nothing with another.</summary>
[Collection(PulumiCollection.Name)]
public sealed class EnvironmentTests
{
    [Fact]
    public async Task Providers_EveryStack_AreBoundToAccountRegionAndContext()
    {
        var deployed = await Deployed.RunAsync(Stacks.Shipped("prod"));

        Assert.Contains("123456789012", deployed.Single("pulumi:providers:aws").Json, StringComparison.Ordinal);
        Assert.Equal("eu-west-1", deployed.Single("pulumi:providers:aws").Text("region"));
        Assert.Equal(Stacks.Shipped("prod").Kubernetes.Context, deployed.Single("pulumi:providers:kubernetes").Text("context"));
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
                .Append($"store {settings.Namespace}/{deployed.Resources.Single(resource => resource.Name.StartsWith("secrets-store/", StringComparison.Ordinal)).Text("metadata.name")}")
                .Concat(deployed.OfType("aws:kms/alias:Alias").Select(alias => "alias " + alias.Text("name")))
                .Concat(settings.Identity is IdentitySettings.Irsa irsa ? [$"subject {settings.Namespace}:{irsa.ServiceAccount}"] : []);
            foreach (var name in mine)
                Assert.True(seen.TryAdd(name, stack), $"{stack} and {seen.GetValueOrDefault(name)} share {name}");
            var policy = deployed.Single("aws:iam/rolePolicy:RolePolicy").Text("policy")!;
            foreach (var other in Stacks.Names.Where(other => other != stack))
                Assert.DoesNotContain($"mcp/{other}/", policy, StringComparison.Ordinal);
        }
    }
}
