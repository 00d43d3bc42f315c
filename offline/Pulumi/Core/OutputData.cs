using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output resolves to: the value, and what is known about it.</summary>
internal readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public OutputData<TResult> Select<TResult>(Func<T, TResult> map) => new(Resources, map(Value), IsKnown, IsSecret);

    public OutputData<TResult> Combine<TOther, TResult>(OutputData<TOther> other, Func<T, TOther, TResult> map) => new(
        Resources.Union(other.Resources), map(Value, other.Value), IsKnown && other.IsKnown, IsSecret || other.IsSecret);
}

internal static class OutputData
{
    public static OutputData<T> Known<T>(T value, bool isSecret = false) => new([], value, IsKnown: true, isSecret);

    public static OutputData<T> Unknown<T>(T value = default!, bool isSecret = false) => new([], value, IsKnown: false, isSecret);
}
