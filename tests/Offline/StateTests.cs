using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using K8s = Pulumi.Kubernetes;

namespace McpInfra.Tests.Offline;

/// <summary>What becomes of the state a mock answers with.</summary>
[Collection(ProcessCollection.Name)]
public sealed class StateTests
{
    [Fact]
    public async Task State_WithEveryShape_FillsTheProperties()
    {
        var thing = await ThingAsync(new()
        {
            ["text"] = "t",
            ["count"] = 3,
            ["maybe"] = 4,
            ["items"] = new List<string> { "a", "b" },
            ["labels"] = new Dictionary<string, string> { ["k"] = "v" },
            ["part"] = new Dictionary<string, object> { ["name"] = "n", ["kg"] = 5 },
        });

        Assert.Equal("t", await OutputUtilities.GetValueAsync(thing.Text));
        Assert.Equal(3, await OutputUtilities.GetValueAsync(thing.Count));
        Assert.Equal(4, await OutputUtilities.GetValueAsync(thing.Maybe));
        Assert.Equal(["a", "b"], (await OutputUtilities.GetValueAsync(thing.Items)).AsEnumerable());
        Assert.Equal("v", (await OutputUtilities.GetValueAsync(thing.Labels))["k"]);
        var part = await OutputUtilities.GetValueAsync(thing.Part);
        Assert.Equal(("n", 5), (part!.Name, part.Weight));
    }

    [Fact]
    public async Task State_WithoutAProperty_LeavesItsDefaultWhichIsKnownInAnUpdate()
    {
        var thing = await ThingAsync([]);

        Assert.True(await OutputUtilities.GetIsKnownAsync(thing.Text));
        Assert.Null(await OutputUtilities.GetValueAsync(thing.Text));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(thing.Count));
        Assert.Null(await OutputUtilities.GetValueAsync(thing.Maybe));
        Assert.True((await OutputUtilities.GetValueAsync(thing.Items)).IsDefault);
    }

    [Fact]
    public async Task State_WithoutAPropertyInAPreview_LeavesItUnknown()
        => Assert.False(await OutputUtilities.GetIsKnownAsync((await ThingAsync([], isPreview: true)).Text));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Id_ThatIsNull_IsUnknown(bool isPreview)
    {
        var thing = await ThingAsync([], isPreview, id: null);

        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Id));
        Assert.True(await OutputUtilities.GetIsKnownAsync(thing.Urn));
    }

    [Fact]
    public async Task Secret_InTheState_MarksItsPropertyOnly()
    {
        var thing = await ThingAsync(new()
        {
            ["text"] = "plain",
            ["labels"] = new Dictionary<string, object> { ["k"] = Output.CreateSecret("v"), ["l"] = "w" },
        });

        Assert.False(await Output.IsSecretAsync(thing.Text));
        Assert.True(await Output.IsSecretAsync(thing.Labels));
        Assert.Equal("v", (await OutputUtilities.GetValueAsync(thing.Labels))["k"]);
    }

    [Fact]
    public async Task Value_OfTheWrongType_BecomesTheDefault()
    {
        var thing = await ThingAsync(new() { ["text"] = 1, ["count"] = "x", ["items"] = "x" });

        Assert.Null(await OutputUtilities.GetValueAsync(thing.Text));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(thing.Count));
        Assert.True((await OutputUtilities.GetValueAsync(thing.Items)).IsDefault);
    }

    [Fact]
    public async Task Key_WithTwoUnderscores_IsTheEnginesOwn()
    {
        var thing = await ThingAsync(new() { ["labels"] = new Dictionary<string, string> { ["__internal"] = "x", ["k"] = "v" } });

        Assert.Equal(["k"], (await OutputUtilities.GetValueAsync(thing.Labels)).Keys);
    }

    [Fact]
    public async Task Output_OfAResource_DependsOnIt()
    {
        var thing = await ThingAsync(new() { ["text"] = "t" });

        Assert.Equal([thing], await OutputUtilities.GetDependenciesAsync(thing.Text.Apply(text => text.Length)));
    }

    [Fact]
    public async Task KubernetesMetadata_FromTheState_IsRead()
    {
        var run = new MockRun();
        K8s.Core.V1.Namespace? made = null;

        await run.RunAsync(() => made = new("ns", new()
        {
            Metadata = new K8s.Types.Inputs.Meta.V1.ObjectMetaArgs { Name = "mcp-dev", Labels = new() { { "a", "b" } } },
        }));

        var metadata = await OutputUtilities.GetValueAsync(made!.Metadata);
        Assert.Equal("mcp-dev", metadata.Name);
        Assert.Equal("b", metadata.Labels["a"]);
        Assert.Null(metadata.Uid);
        Assert.Equal(0, metadata.Generation);
    }

    [Fact]
    public async Task State_OfAnUnsupportedType_Fails()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => ThingAsync(new() { ["count"] = 1L }));

        Assert.Contains("System.Int64 is not a supported argument type", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Property_OfAnUnsupportedType_FailsWhenTheResourceIsMade()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() => _ = new LongThing("long")));

        Assert.Contains("System.Int64", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Thing> ThingAsync(Dictionary<string, object> state, bool isPreview = false, string? id = "an-id")
    {
        var run = new MockRun { IsPreview = isPreview, Resource = _ => (id, state) };
        Thing? thing = null;
        await run.RunAsync(() => thing = new("thing"));
        return thing!;
    }

    private sealed class LongThing(string name) : CustomResource("test:index:Long", name, ResourceArgs.Empty, options: null)
    {
        [Output("value")]
        public Output<long> Value { get; private set; } = null!;
    }
}
