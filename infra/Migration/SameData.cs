using System.Globalization;

namespace McpInfra.Migration;

/// <summary>Whether two pieces of plain data say the same, maps in any order, and numbers and switches as they are written.</summary>
internal static class SameData
{
    public static bool Are(object? left, object? right) => (left, right) switch
    {
        (IReadOnlyDictionary<string, object?> one, IReadOnlyDictionary<string, object?> other) =>
            one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var value) && Are(entry.Value, value)),
        (IReadOnlyList<object?> one, IReadOnlyList<object?> other) => one.Count == other.Count && one.Zip(other).All(pair => Are(pair.First, pair.Second)),
        (IReadOnlyDictionary<string, object?> or IReadOnlyList<object?>, _) or (_, IReadOnlyDictionary<string, object?> or IReadOnlyList<object?>) => false,
        _ => Written(left) == Written(right),
    };

    public static string Written(object? scalar) => scalar switch
    {
        bool isOn => isOn ? "true" : "false",
        _ => Convert.ToString(scalar, CultureInfo.InvariantCulture) ?? "",
    };
}
