using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(Resolve());

        async Task<OutputData<string>> Resolve()
        {
            var data = await value.Data.ConfigureAwait(false);
            if (!data.IsKnown)
                return data.Select(_ => "");

            var converter = new OutputJsonConverter(data.IsSecret);
            var json = JsonSerializer.Serialize(data.Value, WithOutputs(options, converter));
            return data.Combine(converter.Seen, (_, _) => converter.Seen.IsKnown ? json : "");
        }
    }

    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(Resolve());

        async Task<OutputData<T>> Resolve()
        {
            var data = await json.Data.ConfigureAwait(false);
            return data.IsKnown
                ? data.Select(text => JsonSerializer.Deserialize<T>(text, WithOutputs(options, new(data.IsSecret)))!)
                : data.Select(_ => default(T)!);
        }
    }

    private static JsonSerializerOptions WithOutputs(JsonSerializerOptions? options, OutputJsonConverter converter)
    {
        var copy = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        copy.Converters.Add(converter);
        return copy;
    }
}
