using System.Text.Json;

using McpInfra.Plaintext;

namespace McpInfra.Settings;

/// <summary>
/// Reads the JSON text in which Pulumi hands an object to a program. The same text may stand in a stack file, where
/// <c>pulumi config set</c> without <c>--path</c> puts it; both are read alike.
/// </summary>
internal static class JsonTree
{
    /// <summary>A top-level value: an object or a list when its text is one in JSON, otherwise the text itself.</summary>
    /// <param name="encrypted">Whether every value in it is a secret.</param>
    public static SettingsNode ReadTopLevel(string text, bool encrypted = false, int? line = null)
    {
        if (text.AsSpan().TrimStart() is ['{' or '[', ..])
        {
            try
            {
                using var json = JsonDocument.Parse(text);
                return Read(json.RootElement, encrypted, line);
            }
            catch (JsonException)
            {
                // A text that only begins like JSON; where an object is wanted, it is reported as text.
            }
        }

        return Leaf(text, text, encrypted, line);
    }

    private static SettingsNode Read(JsonElement element, bool encrypted, int? line) => element.ValueKind switch
    {
        JsonValueKind.Object => new MappingNode(
            [.. element.EnumerateObject().Select(property => new MappingEntry(property.Name, Read(property.Value, encrypted, line), line))])
        { Line = line },
        JsonValueKind.Array => new SequenceNode([.. element.EnumerateArray().Select(item => Read(item, encrypted, line))]) { Line = line },
        JsonValueKind.String => Leaf(element.GetString()!, element.GetString()!, encrypted, line),
        JsonValueKind.True => Leaf("true", true, encrypted, line),
        JsonValueKind.False => Leaf("false", false, encrypted, line),
        JsonValueKind.Number => Number(element, encrypted, line),
        _ => new ScalarNode("", null) { Line = line },
    };

    private static SettingsNode Number(JsonElement element, bool encrypted, int? line)
    {
        var value = element.TryGetInt64(out var whole) ? whole : ScalarNode.Number(element.GetDouble());
        var scalar = new ScalarNode("", value);
        return Leaf(scalar.Text, value, encrypted, line);
    }

    private static SettingsNode Leaf(string written, object value, bool encrypted, int? line) => encrypted
        ? new EncryptedNode(new SecretText(written)) { Line = line }
        : new ScalarNode(written, value) { Line = line };
}
