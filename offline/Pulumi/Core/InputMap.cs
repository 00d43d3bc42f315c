using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map of inputs by name.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, ICompositeInput, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _entries;

    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> entries)
        : base(Flatten(entries)) => _entries = entries;

    IOutput ICompositeInput.Parts => _entries;

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    public void Add(string key, Input<TValue> value) => Set(_entries.Apply(entries =>
        entries.TryGetValue(key, out var present) ? entries.SetItem(key, Same(key, present, value)) : entries.Add(key, value)));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values)
        => Set(Output.Tuple(_entries, values._entries).Apply(both => both.Item1.AddRange(both.Item2)));

    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
        => new(Output.Tuple(first._entries, second._entries).Apply(both => both.Item1.SetItems(both.Item2)));

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values)
        => values.Apply(map => map.ToImmutableDictionary());

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values)
        => values.Apply(map => map.ToImmutableDictionary());

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values)
        => new(values.Apply(map => map?.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value)!));

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException($"{GetType().FullName} has no entries yet; use {nameof(GetAsyncEnumerator)}.");

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var entry in await Value.GetValueAsync(ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false))
            yield return entry;
    }

    private void Set(Output<ImmutableDictionary<string, Input<TValue>>> entries)
    {
        _entries = entries;
        Value = Flatten(entries);
    }

    private static Output<TValue> Same(string key, Input<TValue> present, Input<TValue> added)
        => Output.Tuple(present, added).Apply(both => EqualityComparer<TValue>.Default.Equals(both.Item1, both.Item2)
            ? both.Item1
            : throw new ArgumentException($"The map has another value for key '{key}' already."));

    private static Output<ImmutableDictionary<string, TValue>> Flatten(Output<ImmutableDictionary<string, Input<TValue>>> entries)
        => entries.Apply(map => map is null
            ? Output.Create((ImmutableDictionary<string, TValue>)null!)
            : Output.All(map.Select(entry => entry.Value.Apply(value => KeyValuePair.Create(entry.Key, value))))
                .Apply(all => ImmutableDictionary.CreateRange(all)));
}

/// <summary>Lets either side of a union be added to a map of unions.</summary>
public static class InputMapExtensions
{
    public static void Add<T0, T1>(this InputMap<Union<T0, T1>> map, string key, Input<T0> value)
        => map.Add(key, value.Apply(Union<T0, T1>.FromT0));

    public static void Add<T0, T1>(this InputMap<Union<T0, T1>> map, string key, Input<T1> value)
        => map.Add(key, value.Apply(Union<T0, T1>.FromT1));
}
