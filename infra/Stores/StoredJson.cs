using System.Text.Json;
using System.Text.Json.Nodes;
using McpInfra.Plaintext;

namespace McpInfra.Stores;

/// <summary>The JSON that a holder has as its text.</summary>
internal static class StoredJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The object that a text is; null where it is something else.</summary>
    public static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>In ASCII alone: a program that reads its input in another encoding than UTF-8 would change or refuse other letters.</summary>
    public static SecretText Text(JsonObject values) => new(values.ToJsonString());

    /// <summary>The names, with whether there is any text.</summary>
    public static IReadOnlyDictionary<string, bool> Keys(JsonObject values) => values.ToDictionary(value => value.Key, value => HasText(value.Value));

    public static bool HasText(JsonNode? value) => value is not null && (value.GetValueKind() != JsonValueKind.String || value.GetValue<string>().Length > 0);

    /// <summary>A text at a path of names; null where there is none.</summary>
    public static string? TextAt(this JsonObject map, params ReadOnlySpan<string> path)
    {
        var node = map.At(path);
        return node is JsonValue value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : null;
    }

    /// <summary>A version's number, which may become an argument of another line; null for any other text.</summary>
    public static string? Number(string? text) => text is { Length: > 0 and < 20 } && text.All(char.IsAsciiDigit) ? text : null;

    /// <summary>What stands at a path of names; null where nothing does, whatever there is in place of a map.</summary>
    public static JsonNode? At(this JsonObject map, params ReadOnlySpan<string> path)
    {
        JsonNode? node = map;
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }

    public static DateTimeOffset? DateAt(this JsonObject map, params ReadOnlySpan<string> path) =>
        map.TextAt(path) is not { } text ? null
        : DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var date) ? date
        : double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
}
