using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A set of named inputs: the properties and fields marked [Input].</summary>
public abstract class InputArgs
{
    private const BindingFlags AllMembers = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<Type, ImmutableArray<(InputAttribute Input, MemberInfo Member, Func<object?, object?> Read)>> Inputs = new();

    internal InputArgs()
    {
    }

    internal virtual IDictionary ToDictionary()
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (input, member, read) in Inputs.GetOrAdd(GetType(), InputsOf))
            result.Add(input.Name, Value(input, member, read(this)));
        return result.ToImmutable();
    }

    private static ImmutableArray<(InputAttribute Input, MemberInfo Member, Func<object?, object?> Read)> InputsOf(Type type)
    {
        var fields = type.GetFields(AllMembers).Select(field => (Member: (MemberInfo)field, Read: (Func<object?, object?>)field.GetValue));
        var properties = type.GetProperties(AllMembers).Select(property => (Member: (MemberInfo)property, Read: (Func<object?, object?>)property.GetValue));
        return
        [
            .. from member in fields.Concat(properties)
               let input = member.Member.GetCustomAttribute<InputAttribute>()
               where input is not null
               select (input, member.Member, member.Read),
        ];
    }

    private object? Value(InputAttribute input, MemberInfo member, object? value)
    {
        var name = $"[Input] {GetType().FullName}.{member.Name}";
        if (input.Required && value is null)
            throw new ArgumentNullException(member.Name, $"{name} is required but was not given a value");
        return input.Json && value is not null ? ToJson(name, value) : value;
    }

    /// <summary>Providers take structured settings as text; parts that are secret keep their mark inside the text.</summary>
    private static Output<string> ToJson(string name, object value)
    {
        return value is IInput input ? input.ToOutput().UntypedApply(inner => Output.Create(Write(inner))) : Output.Create(Write(value));

        async Task<string> Write(object? plain)
            => ProtobufJson.Format(await new Serializer(keepResources: false).SerializeAsync(name, plain).ConfigureAwait(false));
    }
}

/// <summary>The inputs of a resource.</summary>
public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new NoArgs();

    private sealed class NoArgs : ResourceArgs;
}

/// <summary>The inputs of a function of a provider.</summary>
public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new NoArgs();

    private sealed class NoArgs : InvokeArgs;
}

/// <summary>Inputs given by name, for transformations and untyped resources.</summary>
public sealed class DictionaryResourceArgs : ResourceArgs
{
    private readonly ImmutableDictionary<string, object?> _values;

    public DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary)
    {
        foreach (var value in dictionary.Values.Where(value => value is not null))
            TargetType.Check(nameof(dictionary), value is IOutput ? value.GetType().GenericTypeArguments[0] : value!.GetType());
        _values = dictionary;
    }

    internal override IDictionary ToDictionary() => _values;
}
