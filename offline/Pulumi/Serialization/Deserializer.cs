using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Turns wire values into plain ones; an unknown or secret part makes the whole unknown or secret.</summary>
internal static class Deserializer
{
    public static OutputData<object?> Deserialize(object? value)
    {
        if (value is string and Wire.Unknown)
            return OutputData.Unknown<object?>();
        if (Wire.IsSigned(value, out var signed, out var signature))
            return DeserializeSigned(signed, signature);
        return value switch
        {
            ImmutableArray<object?> items => DeserializeList(items),
            ImmutableDictionary<string, object?> fields => DeserializeFields(fields),
            _ => OutputData.Known(value),
        };
    }

    private static OutputData<object?> DeserializeSigned(ImmutableDictionary<string, object?> fields, string signature) => signature switch
    {
        Wire.SecretSignature => Deserialize(fields[Wire.Value]) with { IsSecret = true },
        Wire.AssetSignature => OutputData.Known<object?>(Asset(fields)),
        Wire.ArchiveSignature => OutputData.Known<object?>(Archive(fields)),
        Wire.ResourceSignature => OutputData.Known<object?>(new DependencyResource((string)fields[Wire.Urn]!)),
        _ => DeserializeFields(fields),
    };

    /// <summary>Into one builder: a list that is added to item by item is copied for each.</summary>
    private static OutputData<object?> DeserializeList(ImmutableArray<object?> items)
        => items.Aggregate(
                OutputData.Known(ImmutableArray.CreateBuilder<object?>(items.Length)),
                (list, item) => list.Combine(Deserialize(item), (done, value) =>
                {
                    done.Add(value);
                    return done;
                }))
            .Select(list => (object?)list.MoveToImmutable());

    /// <summary>Keys that begin with two underscores belong to the engine.</summary>
    private static OutputData<object?> DeserializeFields(ImmutableDictionary<string, object?> fields)
        => fields.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal))
            .Aggregate(
                OutputData.Known(ImmutableDictionary<string, object?>.Empty),
                (map, field) => map.Combine(Deserialize(field.Value), (done, value) => done.Add(field.Key, value)))
            .Select(map => (object?)map);

    private static Asset Asset(ImmutableDictionary<string, object?> fields)
        => fields.TryGetValue(Wire.Path, out var path) ? new FileAsset((string)path!)
            : fields.TryGetValue(Wire.Uri, out var uri) ? new RemoteAsset((string)uri!)
            : new StringAsset((string)fields[Wire.Text]!);

    private static Archive Archive(ImmutableDictionary<string, object?> fields)
        => fields.TryGetValue(Wire.Path, out var path) ? new FileArchive((string)path!)
            : fields.TryGetValue(Wire.Uri, out var uri) ? new RemoteArchive((string)uri!)
            : new AssetArchive(((ImmutableDictionary<string, object?>)fields[Wire.Assets]!)
                .ToImmutableDictionary(entry => entry.Key, entry => (AssetOrArchive)Deserialize(entry.Value).Value!));
}
