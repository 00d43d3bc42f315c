using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Delivery;

/// <summary>What is rendered and what Pulumi would make are the same.</summary>
[Collection(PulumiCollection.Name)]
public sealed class RenderedAsDeployedTests
{
    public static TheoryData<string, string> ToolsAndStacks => Rendered.ToolsAndStacks();

    /// <summary>One model, two writers: Pulumi's release and the files.</summary>
    [Theory]
    [MemberData(nameof(ToolsAndStacks))]
    public async Task Values_ShippedStack_AreThoseOfTheRelease(string tool, string stack)
    {
        var settings = Stacks.WithPlainNames(stack);
        var deployed = await Deployed.RunAsync(settings);

        var values = Rendered.Values(Enum.Parse<GitOpsTool>(tool), Rendered.Of(Enum.Parse<GitOpsTool>(tool), settings), stack);

        Assert.Equal(Tree.Shown(deployed.Single(Deployed.Release).At("values")!.Value), Tree.Shown(values));
    }

    /// <summary>The same for the objects: what Pulumi registers is what is rendered, but for annotations of the tools.</summary>
    [Theory]
    [MemberData(nameof(ToolsAndStacks))]
    public async Task Objects_ShippedStack_AreThoseOfTheProgram(string tool, string stack)
    {
        var settings = Stacks.WithPlainNames(stack);
        var deployed = await Deployed.RunAsync(settings);
        var rendered = Rendered.Of(Enum.Parse<GitOpsTool>(tool), settings).Where(file => file.Path.StartsWith(stack + "/", StringComparison.Ordinal)).Select(file => file.Document).ToList();

        var objects = deployed.Resources.Where(resource => resource.Type.StartsWith("kubernetes:external-secrets.io/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(objects);
        foreach (var resource in objects)
        {
            var file = Assert.Single(rendered, file => (string?)file.GetValueOrDefault("kind") == resource.Type.Split(':')[^1] && (string?)ValueTree.At(file, "metadata.name") == resource.Text("metadata.name"));
            Assert.Equal(Tree.Shown(resource.At("spec")!.Value), Tree.Shown(file["spec"]));
            Assert.Equal(resource.Text("metadata.namespace"), ValueTree.At(file, "metadata.namespace"));
        }

        Assert.Equal(deployed.OfType(Deployed.ExternalSecret).Count(), rendered.Count(file => (string?)file.GetValueOrDefault("kind") == "ExternalSecret"));
        foreach (var account in deployed.OfType("kubernetes:core/v1:ServiceAccount"))
        {
            var file = Assert.Single(rendered, file => (string?)file.GetValueOrDefault("kind") == "ServiceAccount");
            var annotations = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(ValueTree.At(file, "metadata.annotations"));
            Assert.Equal(account.At("metadata.annotations")!.Value.GetProperty("eks.amazonaws.com/role-arn").GetString(), annotations["eks.amazonaws.com/role-arn"]);
        }
    }
}
