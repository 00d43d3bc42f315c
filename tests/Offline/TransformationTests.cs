using Pulumi;

namespace McpInfra.Tests.Offline;

[Collection(ProcessCollection.Name)]
public sealed class TransformationTests
{
    [Fact]
    public async Task Transformation_OfEveryAncestor_RunsFromTheResourceUpwards()
    {
        var order = new List<string>();

        await new MockRun().RunAsync(() => _ = new Group("outer", outer =>
            _ = new Group(
                "inner",
                inner => _ = new Thing("leaf", null, new() { Parent = inner, ResourceTransformations = { Note("own") } }),
                new() { Parent = outer, ResourceTransformations = { Note("inner") } }),
            new() { ResourceTransformations = { Note("outer") } }));

        Assert.Equal(["outer sees outer", "inner sees inner", "outer sees inner", "own sees leaf", "inner sees leaf", "outer sees leaf"], order);

        ResourceTransformation Note(string name) => args =>
        {
            order.Add($"{name} sees {args.Resource.GetResourceName()}");
            return null;
        };
    }

    [Fact]
    public async Task Transformation_OfAStack_SeesEveryResource()
    {
        WatchedStack.Seen.Clear();

        await Deployment.TestAsync<WatchedStack>(new MockRun());

        Assert.Equal(["project-stack", "thing"], WatchedStack.Seen);
    }

    [Fact]
    public async Task Transformation_ThatReplacesArgsAndOptions_ChangesWhatIsRegistered()
    {
        var run = new MockRun();
        var gate = new TaskCompletionSource<string>();

        await run.RunAsync(() =>
        {
            var slow = new Thing("slow", new() { Text = Output.Create(gate.Task) });
            _ = new Thing("thing", new() { Text = "before" }, new() { ResourceTransformations = { Change } });
            gate.SetResult("open");

            ResourceTransformationResult? Change(ResourceTransformationArgs args)
            {
                args.Options.DependsOn.Add(slow);
                return new(new ThingArgs { Text = ((ThingArgs)args.Args).Text.Apply(text => text + " after") }, args.Options);
            }
        });

        Assert.Equal(["slow", "thing"], run.Resources.Select(resource => resource.Name));
        Assert.Equal("before after", run["thing"].Inputs["text"]);
    }

    [Fact]
    public async Task Transformation_ThatThrows_FailsTheRunAndRegistersNothing()
    {
        var run = new MockRun();

        var failure = await Assert.ThrowsAsync<RunException>(() => run.RunAsync(
            () => _ = new Thing("thing", null, new() { ResourceTransformations = { _ => throw new RunException("refused") } })));

        Assert.Equal("refused", failure.Message);
        Assert.Empty(run.Resources);
    }

    [Fact]
    public async Task Transformation_ThatMovesAResource_IsRefused()
        => await Assert.ThrowsAsync<RunException>(() => new MockRun().RunAsync(() =>
        {
            var group = new Group("group");
            _ = new Thing("thing", null, new()
            {
                ResourceTransformations = { args => new(args.Args, new CustomResourceOptions { Parent = group }) },
            });
        }));

    [Fact]
    public void Merge_OfOptions_AddsListsAndReplacesValues()
    {
        var merged = CustomResourceOptions.Merge(
            new() { Protect = true, Version = "1", IgnoreChanges = { "a" }, AdditionalSecretOutputs = { "x" } },
            new() { Version = "2", IgnoreChanges = { "b" }, AdditionalSecretOutputs = { "y" } });

        Assert.Equal((true, "2"), (merged.Protect, merged.Version));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
    }

    private sealed class WatchedStack : Stack
    {
        public WatchedStack()
            : base(new StackOptions { ResourceTransformations = { Watch } }) => _ = new Thing("thing");

        public static List<string> Seen { get; } = [];

        private static ResourceTransformationResult? Watch(ResourceTransformationArgs args)
        {
            Seen.Add(args.Resource.GetResourceName());
            return null;
        }
    }
}
