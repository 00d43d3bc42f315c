using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>The one form of JSON, which programs read and this one reads back.</summary>
internal static class JsonForm
{
    private static readonly JsonSerializerOptions Reading = Options(Secrecy.Unacquainted);

    /// <summary>A value as JSON: every string and every name in it judged, no character in it that acts on a terminal.</summary>
    public static string Of<T>(T value, Audience audience) => LogCommands.DefusedJson(Escaped(JsonSerializer.Serialize(value, Options(audience)))) + "\n";

    /// <exception cref="JsonException">It is no such value; what is missing or null where something must be is none.</exception>
    public static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Reading);

    private static JsonSerializerOptions Options(Audience audience) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new JudgedStrings(audience.Judge), new JudgedWords(audience) },
    };

    /// <summary>What the serializer leaves as it is although it acts: direction marks and the like, which stand in strings alone.</summary>
    private static string Escaped(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var character in json)
        {
            if (character is '\n' or (>= ' ' and <= '~') || !(Visible.Acts(character) && !char.IsSurrogate(character)))
                text.Append(character);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return text.ToString();
    }

    private sealed class JudgedStrings(Judge judge) : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(judge.Mask(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(judge.Mask(value));
    }

    private sealed class JudgedWords(Audience audience) : JsonConverter<Words>
    {
        public override Words? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() is { } text ? (Words)text : null;

        public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options) => writer.WriteStringValue(value.Shown(audience));
    }
}
