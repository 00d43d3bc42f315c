using System.Collections.Immutable;
using McpInfra.Contract;

namespace McpInfra.Model;

/// <summary>Chart values that this program writes or keeps empty, so that a stack's free <c>values</c> may not.</summary>
internal static class OwnedPaths
{
    /// <summary>A place in a stack's values that an owned path does not leave to it.</summary>
    /// <param name="Keys">The keys that lead there, each as it is written.</param>
    /// <param name="IsAbove">Whether something else than a map stands above the owned path.</param>
    internal sealed record Touched(ImmutableList<string> Keys, object? Value, ChartRow Owned, bool IsAbove);

    public static IReadOnlyList<ChartRow> All { get; } = [.. ChartTable.Rows.Where(row => row.Instead.Length > 0)];

    /// <summary>
    /// Where a stack's values touch an owned path: at it, below it, or above it with a value that is no map. An empty map,
    /// as <c>pulumi config rm</c> leaves one behind, touches nothing.
    /// </summary>
    public static IEnumerable<Touched> TouchedBy(IReadOnlyDictionary<string, object?> values) =>
        Leaves(values, []).SelectMany(leaf => All.Select(owned => Touch(leaf.Keys, leaf.Value, owned)).OfType<Touched>());

    private static Touched? Touch(ImmutableList<string> keys, object? value, ChartRow owned)
    {
        var path = owned.Path.Split('.');

        // A key with dots in it, as 'pulumi config set' without --path makes one, means the path to whoever wrote it.
        var taken = 0;
        for (var index = 0; index < keys.Count; index++)
        {
            var parts = keys[index].Split('.');
            var common = Math.Min(parts.Length, path.Length - taken);
            if (!parts.Take(common).SequenceEqual(path.Skip(taken).Take(common)))
                return null;
            taken += common;
            if (taken == path.Length)
                return new Touched(keys.GetRange(0, index + 1), value, owned, IsAbove: false);
        }

        return keys.Exists(key => key.Contains('.', StringComparison.Ordinal)) ? null : new Touched(keys, value, owned, IsAbove: true);
    }

    /// <summary>Everything that is not a map with entries; a list counts whole.</summary>
    private static IEnumerable<(ImmutableList<string> Keys, object? Value)> Leaves(IReadOnlyDictionary<string, object?> map, ImmutableList<string> above) =>
        map.SelectMany(entry => entry.Value is IReadOnlyDictionary<string, object?> inner
            ? Leaves(inner, above.Add(entry.Key))
            : [(above.Add(entry.Key), entry.Value)]);
}
