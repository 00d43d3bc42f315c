using Pulumi;
using Pulumi.Utilities;
using K8s = Pulumi.Kubernetes;

namespace McpInfra.Tests.Offline;

/// <summary>When, under which name and with which provider resources are registered.</summary>
[Collection(ProcessCollection.Name)]
public sealed class RegistrationTests
{
    [Fact]
    public async Task Resource_WithSecretInput_ReachesMocksInPlainAndComesBackUnmarked()
    {
        var run = new MockRun();

        var outputs = await run.RunAsync(() =>
        {
            var secret = new Pulumi.Aws.SecretsManager.Secret("store");
            var version = new Pulumi.Aws.SecretsManager.SecretVersion("value", new() { SecretId = secret.Id, SecretString = "canary" });
            return new Dictionary<string, object?> { ["id"] = version.SecretId, ["value"] = version.SecretString };
        });

        Assert.Equal("canary", run["value"].Inputs["secretString"]);
        Assert.Equal("store-id", await OutputUtilities.GetValueAsync((Output<string>)outputs["id"]!));
        Assert.False(await Output.IsSecretAsync((Output<string?>)outputs["value"]!));
    }

    [Fact]
    public async Task Request_ToAMock_HasEmptyTextForWhatIsNotThere()
    {
        var run = new MockRun();

        await run.RunAsync(() => _ = new Thing("thing"));

        Assert.Equal(("test:index:Thing", "", ""), (run["thing"].Type, run["thing"].Provider, run["thing"].Id));
    }

    [Fact]
    public async Task Urn_OfAChild_NamesTheFirstTypeOfItsParentsChain()
    {
        var run = new MockRun();
        Thing? leaf = null;
        Group? group = null;

        var resources = await run.RunAsync(() => group = new Group("outer", outer =>
            _ = new Group("inner", inner => leaf = new("leaf", null, new() { Parent = inner }), new() { Parent = outer })));

        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Group::outer", await OutputUtilities.GetValueAsync(group!.Urn));
        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Thing::leaf", await OutputUtilities.GetValueAsync(leaf!.Urn));
        Assert.Equal(["outer", "inner", "leaf"], resources.Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task Urn_Created_KeepsTheWholeChain()
    {
        string? urn = null;

        await new MockRun().RunAsync(() => Urn.Create("n", "a:b:C", parentUrn: "urn:pulumi:s::p::x:y:Z::m").Apply(made => urn = made));

        Assert.Equal("urn:pulumi:s::p::x:y:Z$a:b:C::n", urn);
    }

    [Fact]
    public async Task DependsOn_ASlowResource_RegistersAfterIt()
    {
        var run = new MockRun();
        var gate = new TaskCompletionSource<string>();

        await run.RunAsync(() =>
        {
            var slow = new Thing("slow", new() { Text = Output.Create(gate.Task) });
            _ = new Thing("after", null, new() { DependsOn = slow });
            _ = new Thing("free");
            gate.SetResult("open");
        });

        Assert.Equal(["free", "slow", "after"], run.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task DependsOn_AComponent_WaitsForTheResourcesBelowIt()
    {
        var run = new MockRun();
        var gate = new TaskCompletionSource<string>();

        await run.RunAsync(() =>
        {
            var group = new Group("group", parent => _ = new Group(
                "inner", inner => _ = new Thing("child", new() { Text = Output.Create(gate.Task) }, new() { Parent = inner }), new() { Parent = parent }));
            _ = new Thing("after", null, new() { DependsOn = group });
            gate.SetResult("open");
        });

        Assert.Equal(["group", "inner", "child", "after"], run.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task Input_FromAnotherResource_RegistersAfterIt()
    {
        var run = new MockRun { IsPreview = true, Resource = args => (null, args.Inputs) };
        var gate = new TaskCompletionSource<string>();

        await run.RunAsync(() =>
        {
            var slow = new Thing("slow", new() { Text = Output.Create(gate.Task) });
            _ = new Thing("after", new() { Text = slow.Id });
            gate.SetResult("open");
        });

        Assert.Equal(["slow", "after"], run.Resources.Select(resource => resource.Name));
        Assert.Empty(run["after"].Inputs);
    }

    [Fact]
    public async Task Provider_GivenToAComponent_IsInheritedByItsPackageOnly()
    {
        var run = new MockRun();

        await run.RunAsync(() =>
        {
            var cluster = new K8s.Provider("cluster");
            var options = new ComponentResourceOptions { Providers = { cluster } };
            _ = new Group("group", group =>
            {
                _ = new K8s.Core.V1.Namespace("inherits", null, new() { Parent = group });
                _ = new Thing("other", null, new() { Parent = group });
            }, options);
            _ = new K8s.Core.V1.Namespace("explicit", null, new() { Provider = cluster });
        });

        var reference = "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:kubernetes::cluster::cluster-id";
        Assert.Equal(reference, run["inherits"].Provider);
        Assert.Equal(reference, run["explicit"].Provider);
        Assert.Equal("", run["other"].Provider);
    }

    [Fact]
    public async Task Provider_WithoutAnId_IsReferredToAsUnknown()
    {
        var run = new MockRun { IsPreview = true, Resource = args => (null, args.Inputs) };

        await run.RunAsync(() => _ = new K8s.Core.V1.Namespace("ns", null, new() { Provider = new K8s.Provider("cluster") }));

        Assert.EndsWith("::cluster::04da6b54-80e4-46f7-96ec-b56ff0331ba9", run["ns"].Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_GivenTwiceToAComponent_IsRefused()
        => await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() =>
        {
            var cluster = new K8s.Provider("cluster");
            _ = new Group("group", null, new() { Provider = cluster, Providers = { cluster } });
        }));

    [Fact]
    public async Task ImportId_OfAResource_ReachesMocksAndIsItsIdWhenTheyGiveNone()
    {
        var run = new MockRun { Resource = args => (null, args.Inputs) };
        Thing? thing = null;

        await run.RunAsync(() => thing = new("thing", null, new() { ImportId = "imported" }));

        Assert.Equal("imported", run["thing"].Id);
        Assert.Equal("imported", await OutputUtilities.GetValueAsync(thing!.Id));
    }

    [Fact]
    public async Task Id_InTheOptions_ReadsAResourceThatIsThere()
    {
        var run = new MockRun();
        Thing? thing = null;

        await run.RunAsync(() => thing = new("thing", null, new() { Id = "existing" }));

        Assert.Equal("existing", run["thing"].Id);
        Assert.Equal("existing", await OutputUtilities.GetValueAsync(thing!.Id));
        Assert.Null(await OutputUtilities.GetValueAsync(thing.Text));
    }

    [Fact]
    public async Task Resource_AsAnInput_ReachesMocksAsAResource()
    {
        var run = new MockRun();

        await run.RunAsync(() => _ = new Thing("outer", new() { Any = new Thing("inner") }));

        var seen = Assert.IsAssignableFrom<Resource>(run["outer"].Inputs["any"]);
        Assert.EndsWith("::inner", await OutputUtilities.GetValueAsync(seen.Urn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alias_OfEveryForm_IsAccepted()
    {
        var run = new MockRun();

        await run.RunAsync(() => _ = new Thing("thing", null, new()
        {
            Aliases = { new Alias { Name = "old" }, new Alias { NoParent = true }, new Alias { Type = "test:index:Old" }, new Alias { Urn = "urn:pulumi:s::p::t::n" } },
        }));

        Assert.Single(run.Resources);
    }

    [Fact]
    public async Task Alias_ThatContradictsItself_FailsTheRun()
        => await Assert.ThrowsAnyAsync<Exception>(() => new MockRun().RunAsync(
            () => _ = new Thing("thing", null, new() { Aliases = { new Alias { NoParent = true, ParentUrn = "urn:pulumi:s::p::t::n" } } })));

    [Fact]
    public async Task Outputs_OfAComponent_AreRegisteredUnderTheirNames()
    {
        var run = new MockRun();

        await run.RunAsync(() => _ = new Group("group"));

        var registered = Assert.Single(run.RegisteredOutputs, outputs => outputs.Urn.EndsWith("::group", StringComparison.Ordinal)).Outputs;
        Assert.Equal(["Second", "named"], registered.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("first", await OutputUtilities.GetValueAsync(registered["named"]));
        Assert.True(await Output.IsSecretAsync(registered["Second"]));
    }

    [Fact]
    public async Task Outputs_OfAStack_AreItsMarkedProperties()
    {
        var run = new MockRun();

        await Deployment.TestAsync<GreetingStack>(run);

        Assert.Equal("hello", await OutputUtilities.GetValueAsync(Assert.Single(run.RegisteredOutputs).Outputs["greeting"]));
    }

    [Fact]
    public async Task RandomPassword_UnderMocks_AsksForItsSecretOutputsToBeMarked()
    {
        CustomResourceOptions? seen = null;

        await new MockRun().RunAsync(() => _ = new Pulumi.Random.RandomPassword("password", new() { Length = 48 }, new()
        {
            ResourceTransformations = { args => Record(args, options => seen = (CustomResourceOptions)options) },
        }));

        Assert.Equal(["bcryptHash", "result"], seen!.AdditionalSecretOutputs.Order(StringComparer.Ordinal));
    }

    private sealed class GreetingStack : Stack
    {
        [Output("greeting")]
        public Output<string> Greeting { get; } = Output.Create("hello");
    }

    private static ResourceTransformationResult? Record(ResourceTransformationArgs args, Action<ResourceOptions> record)
    {
        record(args.Options);
        return null;
    }
}
