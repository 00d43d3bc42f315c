using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>JSON for a program: every string and every name in it judged, no character in it that acts on a terminal.</summary>
internal static class JsonOutput
{
    /// <summary>The form in which everything is written and read back.</summary>
    public static JsonSerializerOptions Form { get; } = Options(new JudgedWords(Secrecy.Unacquainted));

    /// <param name="judge">Null leaves strings as they are, for what stays in the program.</param>
    public static string Of<T>(T value, Judge? judge)
    {
        var options = judge is null ? Form : Options(new JudgedStrings(judge), new JudgedWords(judge));
        return LogCommands.DefusedJson(Escaped(JsonSerializer.Serialize(value, options))) + "\n";
    }

    private static JsonSerializerOptions Options(params JsonConverter[] converters)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        foreach (var converter in converters)
            options.Converters.Add(converter);
        return options;
    }

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

    private sealed class JudgedWords(Judge judge) : JsonConverter<Words>
    {
        public override Words? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() is { } text ? (Words)text : null;

        public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options) => writer.WriteStringValue(value.Shown(judge));
    }
}
