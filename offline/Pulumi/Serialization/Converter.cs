using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Makes the type a program asked for out of a plain value; what does not fit is a warning and becomes the default.</summary>
internal sealed class Converter(string context, Action<string> warn)
{
    public static OutputData<object?> Convert(string context, object? wireValue, Type target, Action<string> warn)
    {
        TargetType.Check(context, target);
        return Deserializer.Deserialize(wireValue).Select(value => new Converter(context, warn).Convert(value, target));
    }

    private object? Convert(object? value, Type target)
    {
        var (result, error) = TryConvert(value, target);
        if (error is not null)
            warn(error);
        return result;
    }

    private Conversion TryConvert(object? value, Type target)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        if (value is null)
            return new(target.IsValueType && type == target ? Activator.CreateInstance(target) : null);
        if (type == typeof(object) || (type != typeof(int) && type.IsInstanceOfType(value)))
            return new(value);
        if (type == typeof(int))
            return value is double number ? new((int)number) : Mismatch(value, typeof(double));
        if (type.IsEnum)
            return value is double ordinal ? new(Enum.ToObject(type, (int)ordinal)) : Mismatch(value, typeof(double));
        if (type.GetCustomAttribute<EnumTypeAttribute>() is not null)
            return TryConvertEnum(value, type);
        if (type.IsConstructedGenericType)
            return TryConvertGeneric(value, type);
        if (type.GetCustomAttribute<OutputTypeAttribute>() is not null)
            return TryConvertOutputType(value, type);
        return Mismatch(value, type);
    }

    private Conversion TryConvertEnum(object value, Type type)
        => type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [value.GetType()]) is { } constructor
            ? new(constructor.Invoke([value]))
            : Mismatch(value, type);

    private Conversion TryConvertGeneric(object value, Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(Union<,>))
            return TryConvertUnion(value, type);

        var (method, argument) = definition == typeof(ImmutableArray<>) ? (nameof(ToArray), type.GenericTypeArguments[0])
            : definition == typeof(ImmutableDictionary<,>) ? (nameof(ToDictionary), type.GenericTypeArguments[1])
            : (nameof(ToOutput), type.GenericTypeArguments[0]);
        return (Conversion)typeof(Converter).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(argument).Invoke(this, [value])!;
    }

    private Conversion TryConvertUnion(object value, Type type)
    {
        foreach (var (index, side) in type.GenericTypeArguments.Index())
        {
            var (result, error) = TryConvert(value, side);
            if (error is null)
                return new(type.GetMethod(index == 0 ? nameof(Union<,>.FromT0) : nameof(Union<,>.FromT1))!.Invoke(null, [result]));
        }

        return Mismatch(value, type);
    }

    private Conversion TryConvertOutputType(object value, Type type)
    {
        if (value is not ImmutableDictionary<string, object?> fields)
            return Mismatch(value, typeof(ImmutableDictionary<string, object>));

        var constructor = TargetType.ConstructorOf(type)!;
        var arguments = constructor.GetParameters().Select(parameter =>
        {
            var name = parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;
            return Convert(fields.GetValueOrDefault(name), parameter.ParameterType);
        });
        return new(constructor.Invoke([.. arguments]));
    }

    private Conversion ToArray<T>(object value) => value is ImmutableArray<object?> items
        ? new(items.Select(item => (T)Convert(item, typeof(T))!).ToImmutableArray())
        : Mismatch(value, typeof(ImmutableArray<object>));

    private Conversion ToDictionary<T>(object value) => value is ImmutableDictionary<string, object?> fields
        ? new(fields.ToImmutableDictionary(field => field.Key, field => (T)Convert(field.Value, typeof(T))!))
        : Mismatch(value, typeof(ImmutableDictionary<string, object>));

    private Conversion ToOutput<T>(object value)
    {
        var (result, error) = TryConvert(value, typeof(T));
        return error is null ? new(Output.Create((T)result!)) : new(null, error);
    }

    private Conversion Mismatch(object value, Type expected)
        => new(null, $"Expected {expected.FullName} but got {value.GetType().FullName} deserializing {context}");

    private readonly record struct Conversion(object? Value, string? Error = null);
}
