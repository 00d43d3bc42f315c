using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>Writes outputs and inputs inside a JSON document as their values, and adds up what was seen of them.</summary>
internal sealed class OutputJsonConverter(bool isSecret) : JsonConverterFactory
{
    public OutputData<bool> Seen { get; private set; } = OutputData.Known(true);

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType
        && typeToConvert.GetGenericTypeDefinition() is var type
        && (type == typeof(Output<>) || type == typeof(Input<>) || type == typeof(InputList<>) || type == typeof(InputMap<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var argument = typeToConvert.GetGenericArguments()[0];
        var type = typeToConvert.GetGenericTypeDefinition();
        var value = type == typeof(InputList<>) ? typeof(ImmutableArray<>).MakeGenericType(argument)
            : type == typeof(InputMap<>) ? typeof(ImmutableDictionary<,>).MakeGenericType(typeof(string), argument)
            : argument;
        return (JsonConverter)Activator.CreateInstance(typeof(Converter<,>).MakeGenericType(typeToConvert, value), this)!;
    }

    private sealed class Converter<TWrapper, T>(OutputJsonConverter parent) : JsonConverter<TWrapper>
    {
        public override TWrapper Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var value = ConverterOfValue(options).Read(ref reader, typeof(T), options)!;
            var output = Output<T>.Create(Task.FromResult(value), parent.IsSecret);
            return output is TWrapper wrapper ? wrapper : (TWrapper)WrapAs(typeof(TWrapper), output);
        }

        public override void Write(Utf8JsonWriter writer, TWrapper value, JsonSerializerOptions options)
        {
            var data = (value as Output<T> ?? (Input<T>)(object)value!).Data.Result;
            parent.Seen = parent.Seen.Combine(data, (_, _) => true);
            if (data.IsKnown)
                ConverterOfValue(options).Write(writer, data.Value, options);
            else
                writer.WriteNullValue();
        }

        private static JsonConverter<T> ConverterOfValue(JsonSerializerOptions options) => (JsonConverter<T>)options.GetConverter(typeof(T));

        private static object WrapAs(Type wrapper, Output<T> output)
            => wrapper.GetMethod("op_Implicit", [typeof(Output<T>)])!.Invoke(null, [output])!;
    }

    private bool IsSecret { get; } = isSecret;
}
