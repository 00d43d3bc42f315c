using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pulumi;

namespace McpInfra.Tests.Offline;

/// <summary>Writes the public surface of an assembly, one declaration a line, as the listing of the official packages does.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>A type's own declaration, then its members', each after it.</summary>
    public static IEnumerable<string> Of(Type type)
    {
        var declaration = Declaration(type);
        return Members(type).Select(member => Member(declaration, member)).Prepend(declaration);
    }

    public static string Member(string declaration, string member) => $"{declaration} {{ {member} }}";

    public static string Declaration(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return $"public delegate {Signature(type.GetMethod("Invoke")!, TypeText.Of(type))}";

        var kind = type.IsInterface ? "interface"
            : type.IsValueType ? "readonly struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        string[] above = [.. BaseTypes(type)];
        return $"{TypeAttributes(type)}public {kind} {TypeText.Of(type)}{(above.Length > 0 ? $" : {string.Join(", ", above)}" : "")}";
    }

    private static IEnumerable<string> BaseTypes(Type type)
    {
        var parent = type.BaseType;
        if (parent is not null && parent != typeof(object) && parent != typeof(ValueType))
            yield return TypeText.Of(parent);
        foreach (var contract in type.GetInterfaces().Except(parent?.GetInterfaces() ?? []).Where(contract => contract.IsPublic))
            yield return TypeText.Of(contract);
    }

    private static string TypeAttributes(Type type)
    {
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false);
        var token = type.GetCustomAttribute<ResourceTypeAttribute>(inherit: false);
        return (usage is null ? "" : $"[AttributeUsage({usage.ValidOn})] ")
            + (token is null ? "" : $"[{token.GetType().Name[..^"Attribute".Length]}(\"{token.Type}\")] ")
            + (type.IsDefined(typeof(OutputTypeAttribute)) ? "[OutputType] " : "")
            + (type.IsDefined(typeof(EnumTypeAttribute)) ? "[EnumType] " : "");
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return [];
        return type.GetConstructors(Declared).Where(IsVisible).Select(constructor => Access(constructor) + Signature(constructor, TypeText.Of(type)))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic).Select(Field))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && IsOrdinary(method)).Select(Method));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOrdinary(MethodInfo method) => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Field(FieldInfo field)
        => $"public {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeText.Of(field.FieldType, field, field.DeclaringType!)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true);
        var widest = accessors.First(IsVisible);
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return $"{PropertyAttributes(property)}{Access(widest)}{(widest.IsStatic ? "static " : "")}"
            + $"{TypeText.Of(property.PropertyType, property, property.DeclaringType!)} {name} {{ {string.Concat(accessors.Select(Accessor))}}}";
    }

    private static string Accessor(MethodInfo accessor)
    {
        var word = accessor.Name.StartsWith("get_", StringComparison.Ordinal) ? "get"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init"
            : "set";
        return $"{(accessor.IsPublic ? "" : Access(accessor))}{word}; ";
    }

    /// <summary>The official packages mark the field behind a property where the property is a list, a map or a secret.</summary>
    private static string PropertyAttributes(PropertyInfo property)
    {
        var field = property.DeclaringType!.GetFields(Declared).FirstOrDefault(field =>
            field.Name == $"<{property.Name}>k__BackingField" || field.Name.Equals($"_{property.Name}", StringComparison.OrdinalIgnoreCase));
        var input = Data(property, nameof(InputAttribute)) ?? (field is null ? null : Data(field, nameof(InputAttribute)));
        var output = property.GetCustomAttribute<OutputAttribute>(inherit: false);
        return (property.IsDefined(typeof(ObsoleteAttribute)) ? "[Obsolete] " : "")
            + (input is null ? "" : $"[Input({string.Join(", ", InputArguments(input))})] ")
            + (output is null ? "" : $"[Output(\"{output.Name}\")] ");
    }

    private static CustomAttributeData? Data(MemberInfo member, string name)
        => member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == name);

    private static IEnumerable<string> InputArguments(CustomAttributeData input)
    {
        yield return $"\"{input.ConstructorArguments[0].Value}\"";
        if (input.ConstructorArguments[1].Value is true)
            yield return "required: true";
        if (input.ConstructorArguments[2].Value is true)
            yield return "json: true";
    }

    private static string Method(MethodInfo method)
    {
        var kind = method.IsStatic ? "static "
            : method.DeclaringType!.IsInterface ? (method.IsAbstract ? "" : "default ")
            : method.GetBaseDefinition() != method ? "override "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual "
            : "";
        var name = method.Name switch
        {
            "op_Implicit" => $"implicit operator {ReturnType(method)}",
            "op_Explicit" => $"explicit operator {ReturnType(method)}",
            "op_Equality" => $"{ReturnType(method)} operator ==",
            "op_Inequality" => $"{ReturnType(method)} operator !=",
            var plain => $"{ReturnType(method)} {plain}{GenericParameters(method)}",
        };
        return $"{Access(method)}{kind}{name}({Parameters(method)}){Constraints(method)}";
    }

    private static string Signature(MethodBase method, string name)
        => $"{(method is MethodInfo { IsConstructor: false } invoke ? ReturnType(invoke) + " " : "")}{name}({Parameters(method)})";

    private static string ReturnType(MethodInfo method)
    {
        var text = TypeText.Of(method.ReturnType, method.ReturnParameter, method);
        return method.ReturnParameter.IsDefined(typeof(MaybeNullAttribute)) ? text + "?" : text;
    }

    private static string GenericParameters(MethodInfo method)
        => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Constraints(MethodInfo method) => string.Concat(
        from argument in method.GetGenericArguments()
        let words = argument.GetGenericParameterConstraints().Select(TypeText.Of)
            .Concat(argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : [])
        where words.Any()
        select $" where {argument.Name} : {string.Join(", ", words)}");

    private static string Parameters(MethodBase method)
        => (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsOut ? "out " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = !parameter.HasDefaultValue ? ""
            : parameter.RawDefaultValue is bool flag ? (flag ? " = true" : " = false")
            : parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? " = default"
            : " = null";
        return $"{prefix}{TypeText.Of(parameter.ParameterType, parameter, parameter.Member)} {parameter.Name}{value}";
    }

    private static string Access(MethodBase method)
        => method.IsPublic ? "public " : method.IsFamily ? "protected " : method.IsFamilyAndAssembly ? "private protected "
            : method.IsFamilyOrAssembly ? "protected internal " : method.IsAssembly ? "internal " : "private ";
}
