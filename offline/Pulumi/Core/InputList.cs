using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>An input whose parts are inputs of their own, so that one unknown or secret part does not taint the others.</summary>
internal interface ICompositeInput
{
    IOutput Parts { get; }
}

/// <summary>A list of inputs; any collection of values, inputs or outputs converts to it.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, ICompositeInput, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private Output<ImmutableArray<Input<T>>> _items;

    public InputList()
        : this(Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> items)
        : base(Flatten(items)) => _items = items;

    IOutput ICompositeInput.Parts => _items;

    public void Add(params Input<T>[] inputs) => Set(Concat(inputs)._items);

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs) => Set(Concat(inputs)._items);

    public InputList<T> Concat(InputList<T> other)
        => new(Output.Tuple(_items, other._items).Apply(both => both.Item1.AddRange(both.Item2)));

    internal InputList<T> Clone() => new(_items);

    public static implicit operator InputList<T>(T value) => Of([value]);

    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    public static implicit operator InputList<T>(T[] values) => Of([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(Output<T>[] values) => Of([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(Input<T>[] values) => Of([.. values]);

    public static implicit operator InputList<T>(List<T> values) => values.ToArray();

    public static implicit operator InputList<T>(List<Output<T>> values) => values.ToArray();

    public static implicit operator InputList<T>(List<Input<T>> values) => values.ToArray();

    public static implicit operator InputList<T>(ImmutableArray<T> values) => Of(Inputs(values));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values)
        => Of(values.IsDefault ? default : [.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(array => Inputs([.. array])));

    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(list => Inputs([.. list])));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => new(values.Apply(items => Inputs([.. items])));

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values.Apply(Inputs));

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException($"{GetType().FullName} has no items yet; use {nameof(GetAsyncEnumerator)}.");

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var item in await Value.GetValueAsync([]).ConfigureAwait(false))
            yield return item;
    }

    private void Set(Output<ImmutableArray<Input<T>>> items)
    {
        _items = items;
        Value = Flatten(items);
    }

    private static InputList<T> Of(ImmutableArray<Input<T>> items) => new(Output.Create(items));

    private static ImmutableArray<Input<T>> Inputs(ImmutableArray<T> values)
        => values.IsDefault ? default : [.. values.Select(value => (Input<T>)value)];

    private static Output<ImmutableArray<T>> Flatten(Output<ImmutableArray<Input<T>>> items)
        => items.Apply(list => list.IsDefault ? Output.Create(default(ImmutableArray<T>)) : Output.All(list.AsEnumerable()));
}

/// <summary>Lets either side of a union be added to a list of unions.</summary>
public static class InputListExtensions
{
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T0> value) => list.Add(value.Apply(Union<T0, T1>.FromT0));

    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T1> value) => list.Add(value.Apply(Union<T0, T1>.FromT1));
}
