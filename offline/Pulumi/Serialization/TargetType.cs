using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Which types an output may hold. Checked when a resource is made, so that a wrong type shows at once.</summary>
internal static class TargetType
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(bool), typeof(int), typeof(double), typeof(string), typeof(object),
        typeof(Asset), typeof(Archive), typeof(AssetOrArchive),
    ];

    public static void Check(string context, Type type) => Check(context, type, []);

    public static ConstructorInfo? ConstructorOf(Type type)
    {
        var all = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        var open = all.Where(constructor => constructor.IsPublic).ToArray();
        return all.FirstOrDefault(constructor => constructor.GetCustomAttribute<OutputConstructorAttribute>() is not null)
            ?? (open is [var only] ? only : null);
    }

    private static void Check(string context, Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || Plain.Contains(type) || typeof(Resource).IsAssignableFrom(type))
            return;
        if (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int))
            return;
        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null)
            CheckEnum(type);
        else if (type.IsConstructedGenericType)
            CheckGeneric(context, type, seen);
        else
            CheckOutputType(context, type, seen);
    }

    private static void CheckEnum(Type type)
    {
        if (!new[] { typeof(string), typeof(double) }.Any(IsWrapped))
            throw new InvalidOperationException($"{type.FullName} is an enum type without a constructor from, and a conversion to, string or double.");

        bool IsWrapped(Type underlying)
            => type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [underlying]) is not null
                && type.GetMethod("op_Explicit", [type])?.ReturnType == underlying;
    }

    private static void CheckGeneric(string context, Type type, HashSet<Type> seen)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
            Check(context, arguments[1], seen);
        else if (definition == typeof(Nullable<>) || definition == typeof(ImmutableArray<>) || definition == typeof(Output<>))
            Check(context, arguments[0], seen);
        else if (definition == typeof(Union<,>))
            Array.ForEach(arguments, argument => Check(context, argument, seen));
        else
        {
            throw new InvalidOperationException(
                $"{context} has the type {type.FullName}; of collections only ImmutableArray<...> and ImmutableDictionary<string, ...> are allowed.");
        }
    }

    private static void CheckOutputType(string context, Type type, HashSet<Type> seen)
    {
        if (type.GetCustomAttribute<OutputTypeAttribute>() is null)
        {
            throw new InvalidOperationException(
                $"{context} has the type {type.FullName}; allowed are string, bool, int, double, ImmutableArray, ImmutableDictionary and classes marked [OutputType].");
        }

        var constructor = ConstructorOf(type)
            ?? throw new InvalidOperationException($"{type.FullName} is an [OutputType] without an [OutputConstructor].");
        foreach (var parameter in constructor.GetParameters())
            Check($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
    }
}
