using System.Collections.Immutable;
using Pulumi;

namespace McpInfra.Tests.Offline;

/// <summary>A resource with one property of each shape that outputs may have.</summary>
internal sealed class Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("test:index:Thing", name, args ?? new(), options)
{
    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("maybe")]
    public Output<int?> Maybe { get; private set; } = null!;

    [Output("items")]
    public Output<ImmutableArray<string>> Items { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>> Labels { get; private set; } = null!;

    [Output("part")]
    public Output<ThingPart?> Part { get; private set; } = null!;
}

internal sealed class ThingArgs : ResourceArgs
{
    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("values")]
    public InputMap<object>? Values { get; set; }

    [Input("items")]
    public InputList<string>? Items { get; set; }

    [Input("any")]
    public object? Any { get; set; }

    [Input("json", json: true)]
    public object? Json { get; set; }
}

internal sealed class StrictArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}

[OutputType]
internal sealed class ThingPart
{
    public readonly string Name;
    public readonly int Weight;

    [OutputConstructor]
    private ThingPart(string name, [OutputConstructorParameter("kg")] int weight) => (Name, Weight) = (name, weight);
}

/// <summary>A component whose children are made by the test.</summary>
internal sealed class Group : ComponentResource
{
    public Group(string name, Action<Group>? children = null, ComponentResourceOptions? options = null)
        : base("test:index:Group", name, options)
    {
        children?.Invoke(this);
        RegisterOutputs();
    }

    [Output("named")]
    public Output<string> First { get; } = Output.Create("first");

    [Output]
    public Output<string> Second { get; } = Output.CreateSecret("second");
}
