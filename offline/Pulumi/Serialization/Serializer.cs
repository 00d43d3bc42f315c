using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Turns a program's values into wire values and collects the resources they come from.</summary>
internal sealed class Serializer(bool keepResources = true)
{
    public HashSet<Resource> Dependencies { get; } = [];

    public async Task<object?> SerializeAsync(string path, object? value)
    {
        switch (value)
        {
            case null or bool or double or string:
                return value;
            case int number:
                return (double)number;
            case InputArgs args:
                return await SerializeDictionaryAsync(path, args.ToDictionary()).ConfigureAwait(false);
            case AssetOrArchive asset:
                var content = await SerializeAsync($"{path}.{asset.Property}", asset.Content).ConfigureAwait(false);
                return Wire.Signed(asset.Signature, (asset.Property, content));
            case Task:
                throw new InvalidOperationException($"A Task is not an input; wrap it in an Output:\n\t{path}");
            case ICompositeInput composite:
                return await SerializeOutputAsync(path, composite.Parts).ConfigureAwait(false);
            case IInput input:
                return await SerializeOutputAsync(path, input.ToOutput()).ConfigureAwait(false);
            case IOutput output:
                return await SerializeOutputAsync(path, output).ConfigureAwait(false);
            case IUnion union:
                return await SerializeAsync(path, union.Value).ConfigureAwait(false);
            case Resource resource:
                return await SerializeResourceAsync(path, resource).ConfigureAwait(false);
            case IDictionary dictionary:
                return await SerializeDictionaryAsync(path, dictionary).ConfigureAwait(false);
            case IList list:
                return await SerializeListAsync(path, list).ConfigureAwait(false);
            case Enum member when member.GetTypeCode() == TypeCode.Int32:
                return (double)Convert.ToInt32(member, provider: null);
            case ValueTuple:
                return null;
        }

        var type = value.GetType();
        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null)
            return EnumValue(path, type, value);
        if (type.GetCustomAttribute<OutputTypeAttribute>() is not null)
            return await SerializeFieldsAsync(path, type, value).ConfigureAwait(false);
        throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{path}");
    }

    private async Task<object?> SerializeOutputAsync(string path, IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        Dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
            return Wire.Unknown;

        var value = await SerializeAsync(path, data.Value).ConfigureAwait(false);
        return data.IsSecret ? Wire.Signed(Wire.SecretSignature, (Wire.Value, value)) : value;
    }

    private async Task<object?> SerializeResourceAsync(string path, Resource resource)
    {
        object? id = null;
        if (resource is CustomResource custom)
        {
            Dependencies.Add(custom);
            id = await SerializeAsync($"{path}.{Wire.Id}", custom.Id).ConfigureAwait(false);
            if (!keepResources)
                return id;
        }

        var urn = await SerializeAsync($"{path}.{Wire.Urn}", resource.Urn).ConfigureAwait(false);
        return keepResources
            ? Wire.Signed(Wire.ResourceSignature, (Wire.Urn, urn), (Wire.Id, id as string == Wire.Unknown ? "" : id))
            : urn;
    }

    private async Task<object> SerializeDictionaryAsync(string path, IDictionary dictionary)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Key is not string key)
                throw new InvalidOperationException($"Only strings can be the keys of a dictionary:\n\t{path}");
            if (await SerializeAsync($"{path}.{key}", entry.Value).ConfigureAwait(false) is { } value)
                result[key] = value;
        }

        return result.ToImmutable();
    }

    private async Task<object> SerializeListAsync(string path, IList list)
    {
        if (IsDefaultArray(list))
            return ImmutableArray<object?>.Empty;

        var result = ImmutableArray.CreateBuilder<object?>(list.Count);
        for (var i = 0; i < list.Count; i++)
            result.Add(await SerializeAsync($"{path}[{i}]", list[i]).ConfigureAwait(false));
        return result.MoveToImmutable();
    }

    private async Task<object> SerializeFieldsAsync(string path, Type type, object value)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(field => field.IsInitOnly))
        {
            var name = char.ToLowerInvariant(field.Name[0]) + field.Name[1..];
            result[name] = await SerializeAsync($"{path}.{name}", field.GetValue(value)).ConfigureAwait(false);
        }

        return result.ToImmutable();
    }

    /// <summary>An ImmutableArray that was never given a value cannot even be asked for its count.</summary>
    private static bool IsDefaultArray(IList list)
        => list.GetType() is { IsValueType: true } type && list.Equals(Activator.CreateInstance(type));

    private static object? EnumValue(string path, Type type, object value)
        => type.GetMethod("op_Explicit", [type]) is { } convert && (convert.ReturnType == typeof(string) || convert.ReturnType == typeof(double))
            ? convert.Invoke(null, [value])
            : throw new InvalidOperationException($"{type.FullName} has no explicit conversion to a string or a double.\n\t{path}");
}
