using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace McpInfra.Tests.Offline;

/// <summary>Writes a type as C# does, with its nullable marks and the names of its tuple elements.</summary>
internal sealed class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
    };

    private readonly IEnumerator<byte> _marks;
    private readonly IEnumerator<string?> _names;

    private TypeText(IEnumerable<byte> marks, IEnumerable<string?> names)
        => (_marks, _names) = (marks.GetEnumerator(), names.GetEnumerator());

    public static string Of(Type type) => new TypeText(Enumerable.Repeat((byte)1, int.MaxValue), []).Write(type);

    /// <summary>The type of a parameter, property or field, with the marks the compiler left on it.</summary>
    public static string Of(Type type, ICustomAttributeProvider carrier, MemberInfo scope)
    {
        var names = Attributes<TupleElementNamesAttribute>(carrier).FirstOrDefault()?.TransformNames ?? [];
        return new TypeText(Marks(carrier, scope), names).Write(type);
    }

    private string Write(Type type)
    {
        if (type.IsByRef)
            return Write(type.GetElementType()!);
        if (type.IsArray)
        {
            var mark = Mark();
            return Write(type.GetElementType()!) + "[]" + mark;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            Mark();
            return Write(underlying) + "?";
        }

        var suffix = !type.IsValueType || type.IsGenericType ? Mark() : "";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + suffix;
        if (type.IsGenericParameter || !type.IsGenericType)
            return (type.FullName ?? type.Name).Replace('+', '.') + suffix;
        return type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) ? WriteTuple(type) : WriteGeneric(type) + suffix;
    }

    private string WriteGeneric(Type type)
    {
        var name = type.GetGenericTypeDefinition().FullName!;
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Write))}>";
    }

    private string WriteTuple(Type type)
    {
        var arguments = type.GetGenericArguments();
        var names = arguments.Select(_ => _names.MoveNext() ? _names.Current : null).ToList();
        return $"({string.Join(", ", arguments.Select((argument, i) => Write(argument) + (names[i] is { } name ? $" {name}" : "")))})";
    }

    private string Mark() => _marks.MoveNext() && _marks.Current == 2 ? "?" : "";

    /// <summary>One byte for each part of the type, or one for all, or what the enclosing scopes say.</summary>
    private static IEnumerable<byte> Marks(ICustomAttributeProvider carrier, MemberInfo? scope)
    {
        if (Attribute(carrier, "NullableAttribute") is { } own)
        {
            return own.ConstructorArguments[0].Value is IEnumerable many
                ? many.Cast<CustomAttributeTypedArgument>().Select(mark => (byte)mark.Value!)
                : Enumerable.Repeat((byte)own.ConstructorArguments[0].Value!, int.MaxValue);
        }

        for (; scope is not null; scope = scope.DeclaringType)
        {
            if (Attribute(scope, "NullableContextAttribute") is { } context)
                return Enumerable.Repeat((byte)context.ConstructorArguments[0].Value!, int.MaxValue);
        }

        return [];
    }

    private static CustomAttributeData? Attribute(ICustomAttributeProvider carrier, string name) => (carrier switch
    {
        ParameterInfo parameter => parameter.CustomAttributes,
        MemberInfo member => member.CustomAttributes,
        _ => [],
    }).FirstOrDefault(attribute => attribute.AttributeType.Name == name);

    private static IEnumerable<T> Attributes<T>(ICustomAttributeProvider carrier)
        => carrier.GetCustomAttributes(typeof(T), inherit: false).Cast<T>();
}
