using System.Collections;
using System.Globalization;
using System.Text.Json;
using McpInfra.Yaml;

namespace McpInfra.Tests.Support;

/// <summary>Trees of dictionaries, lists and scalars: read from YAML, and compared as texts that show types and no order of keys.</summary>
internal static class Tree
{
    /// <summary>What a YAML text means to Pulumi, or to Helm.</summary>
    public static object? OfYaml(string text, YamlVersion version = YamlVersion.Pulumi) => YamlData.ToData(YamlReader.ReadWhole(text, YamlRules.Stack), version);

    /// <summary>The tree as a text in which equal trees, and no others, are alike; a whole number is one however it is held.</summary>
    public static string Shown(object? tree) => tree switch
    {
        null => "null",
        string text => JsonSerializer.Serialize(text),
        bool flag => flag ? "true" : "false",
        JsonElement json => Shown(OfJson(json)),
        IReadOnlyDictionary<string, object?> map => Shown(map),
        IDictionary map => Shown(map.Keys.Cast<string>().ToDictionary(key => key, key => map[key])),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Shown))}]",
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException(tree.GetType().Name),
    };

    private static string Shown(IReadOnlyDictionary<string, object?> map) =>
        $"{{{string.Join(", ", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{JsonSerializer.Serialize(entry.Key)}: {Shown(entry.Value)}"))}}}";

    private static object? OfJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(entry => entry.Name, entry => OfJson(entry.Value)),
        JsonValueKind.Array => json.EnumerateArray().Select(OfJson).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
