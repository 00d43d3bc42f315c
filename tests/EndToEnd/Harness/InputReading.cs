using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>Reads the inputs that the SDK hands to mocks.</summary>
internal static class InputReading
{
    public static string? Text(this ImmutableDictionary<string, object> inputs, string key) => inputs.GetValueOrDefault(key) as string;

    public static int Integer(this ImmutableDictionary<string, object> inputs, string key, int otherwise = 0) =>
        inputs.TryGetValue(key, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : otherwise;

    public static JsonObject Json(this ImmutableDictionary<string, object> inputs) => JsonSerializer.SerializeToNode(inputs)!.AsObject();

    public static IEnumerable<KeyValuePair<string, string>> Texts(this ImmutableDictionary<string, object> inputs, string key) =>
        inputs.GetValueOrDefault(key) is IReadOnlyDictionary<string, object> map
            ? map.Select(entry => KeyValuePair.Create(entry.Key, (string)entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            : [];
}
